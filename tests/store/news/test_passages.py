"""Articles that may answer a question: any word finds them, and strangers' sources stay apart."""

from __future__ import annotations

from sqlalchemy import insert, select, update

from news.words import search_words
from store.chats import subscriptions
from store.engine.database import Database
from store.news import articles, passages, sources, stories, story_writer
from store.news.visibility import NOBODY
from store.schema.source_tables import entries
from store.schema.tables import articles as article_rows
from tests.store.world import NOW, make_chat, new_article, placed, read_article

TEXTS = {
    "bridge": "The bridge over the Lune opens in May.",
    "zoo": "The zoo in Lune has two cubs.",
    "mill": "A mill burned down in Kirkby.",
}


async def _fill(
    db: Database, source: int, names: tuple[str, ...] = tuple(TEXTS)
) -> dict[str, int]:
    """Make a story of each text; return the stories' ids by name."""
    ids = await db.write(
        articles.insert_new, [new_article(name, source) for name in names], NOW
    )
    read = [
        read_article(
            article,
            title=name,
            text=TEXTS[name],
            words=search_words(TEXTS[name], "en"),
        )
        for article, name in zip(ids, names, strict=True)
    ]
    await db.write(articles.save_read, read, NOW)
    where = [
        placed(article, name) for article, name in zip(ids, names, strict=True)
    ]
    made = await db.write(
        stories.place, where, NOW, ancestors={"tech": ("news",)}
    )
    return dict(zip(names, made, strict=True))


async def _source(db: Database, url: str, added_by: int | None) -> int:
    added = await db.write(
        sources.add, url, "feed", "News", "en", "UTC", added_by, NOW
    )
    return added.id


async def test_any_word_finds_an_article_and_the_rarest_words_lead(
    db: Database,
) -> None:
    made = await _fill(db, await _source(db, "https://news.example/feed", None))
    found = await db.read(
        passages.find, ["lune", "bridg", "comet"], chat_id=NOBODY, since=0
    )
    assert [one.story for one in found.passages] == [
        made["bridge"],
        made["zoo"],
    ]
    assert found.rarity["comet"] == 1
    assert 0 < found.rarity["lune"] < found.rarity["bridg"] < 1
    assert found.passages[0].text == TEXTS["bridge"]


async def test_what_another_chat_added_is_never_found(db: Database) -> None:
    owner, stranger = await db.write(make_chat, 1), await db.write(make_chat, 2)
    source = await _source(db, "https://private.example/feed", owner.id)
    await db.write(
        subscriptions.add, owner.id, "source", str(source), limit=5, now=NOW
    )
    made = await _fill(db, source)
    for chat, wanted in ((owner.id, 1), (stranger.id, 0), (NOBODY, 0)):
        found = await db.read(passages.find, ["mill"], chat_id=chat, since=0)
        assert len(found.passages) == wanted
        listed = await db.read(
            passages.of_stories, [made["mill"]], chat_id=chat, since=0
        )
        assert len(listed) == wanted


async def test_a_subscription_of_the_chat_is_marked(db: Database) -> None:
    chat = await db.write(make_chat)
    source = await _source(db, "https://news.example/feed", None)
    await db.write(
        subscriptions.add, chat.id, "topic", "tech", limit=5, now=NOW
    )
    await _fill(db, source, ("mill",))
    (own,) = (
        await db.read(passages.find, ["mill"], chat_id=chat.id, since=0)
    ).passages
    (other,) = (
        await db.read(passages.find, ["mill"], chat_id=NOBODY, since=0)
    ).passages
    assert (own.preferred, other.preferred) == (True, False)


async def test_old_and_withdrawn_articles_are_left_out(db: Database) -> None:
    made = await _fill(db, await _source(db, "https://news.example/feed", None))
    ids = list(made.values())
    assert (
        await db.read(passages.of_stories, ids, chat_id=NOBODY, since=NOW + 1)
        == []
    )
    gone = (
        update(article_rows)
        .where(article_rows.c.title == "zoo")
        .values(withdrawn_at=NOW)
    )
    await db.write(lambda c: c.execute(gone).rowcount)
    listed = await db.read(passages.of_stories, ids, chat_id=NOBODY, since=0)
    assert sorted(one.title for one in listed) == ["bridge", "mill"]


async def test_no_words_find_nothing(db: Database) -> None:
    assert (
        await db.read(passages.find, [], chat_id=NOBODY, since=0)
    ).passages == ()
    assert (
        await db.read(passages.find, ["!!", "'"], chat_id=NOBODY, since=0)
    ).passages == ()


async def test_what_an_open_source_lists_too_is_found(db: Database) -> None:
    owner = await db.write(make_chat, 1)
    private = await _source(db, "https://private.example/feed", owner.id)
    made = await _fill(db, private)
    public = await _source(db, "https://news.example/feed", None)
    article = (
        select(article_rows.c.id)
        .where(article_rows.c.title == "mill")
        .scalar_subquery()
    )
    listing = insert(entries).values(
        source_id=public, identity="mill", article_id=article
    )
    await db.write(lambda c: c.execute(listing).rowcount)
    await db.write(story_writer.refresh, [made["mill"]], NOW, ancestors={})
    found = await db.read(passages.find, ["mill"], chat_id=NOBODY, since=0)
    assert [one.title for one in found.passages] == ["mill"]
