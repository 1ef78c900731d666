"""What of a source a chat wants: found by the source's own articles that meet the words, and by no others."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, select

from news.filters import FilterSet
from store.chats import subscriptions
from store.delivery import alerts, posts
from store.engine.database import Database
from store.news import (
    articles,
    entries,
    source_health,
    source_joins,
    source_parts,
    sources,
    stories,
    terms,
)
from store.operations import privacy
from store.rows import Subscription
from store.schema.tables import story_terms
from tests import read_rows
from tests.store.news.test_entries import entry
from tests.store.world import (
    NOW,
    make_chat,
    make_source,
    new_article,
    placed,
    read_article,
)

OTHER = "https://other.example/feed"
WORDS = "chip -ads"


def _follow(
    c: Connection, source: int, words: str = WORDS, **values: object
) -> Subscription:
    chat = make_chat(c)
    given: dict[str, object] = {"words": words, "limit": 9, "now": NOW}
    return subscriptions.add(
        c, chat.id, "source", str(source), **(given | values)
    )  # type: ignore[arg-type]


def _told(
    c: Connection, name: str, source: int, title: str, *met: int
) -> tuple[int, int]:
    """Make an article in a story of its own that matched these terms; return both ids."""
    (article,) = articles.insert_new(c, [new_article(name, source)], NOW)
    articles.save_read(c, [read_article(article, title=title, text=title)], NOW)
    (story,) = stories.place(
        c, [placed(article, f"key-{name}", filters=met)], NOW
    )
    return article, story


async def _found(db: Database, term: int | None) -> set[int]:
    query = select(story_terms.c.story_id).where(story_terms.c.term_id == term)
    return set(await db.read(lambda c: list(c.execute(query).scalars())))


async def test_a_part_has_a_term_of_its_own_and_leaves_the_source_followed(
    db: Database,
) -> None:
    source = await db.write(make_source)
    row = await db.write(_follow, source)
    assert [
        (term.kind, term.value) for term in await db.read(terms.filters_in_use)
    ] == [("within", f"{source} {WORDS}")]
    assert [
        chat.id for chat in await db.read(source_health.subscribers, source)
    ] == [row.chat_id]


async def test_words_of_one_source_find_nothing_of_another(
    db: Database,
) -> None:
    one, two = await db.write(make_source), await db.write(make_source, OTHER)
    row = await db.write(_follow, one)
    assert row.term_id is not None
    _, mine = await db.write(_told, "a", one, "A chip", row.term_id)
    await db.write(_told, "b", two, "A chip too", row.term_id)
    assert await _found(db, row.term_id) == {mine}


async def test_what_a_part_found_stays_when_the_story_grows(
    db: Database,
) -> None:
    one, two = await db.write(make_source), await db.write(make_source, OTHER)
    row = await db.write(_follow, one)
    assert row.term_id is not None
    _, mine = await db.write(_told, "a", one, "A chip", row.term_id)
    (more,) = await db.write(articles.insert_new, [new_article("b", two)], NOW)
    await db.write(articles.save_read, [read_article(more)], NOW)
    await db.write(stories.place, [placed(more, "key-a")], NOW)
    assert await _found(db, row.term_id) == {mine}


@pytest.mark.parametrize(
    ("title", "finds"), [("A chip", True), ("Chip ads", False)]
)
async def test_a_source_that_lists_an_article_later_finds_it_too(
    db: Database, title: str, finds: bool
) -> None:
    one, two = await db.write(make_source), await db.write(make_source, OTHER)
    row = await db.write(_follow, two)
    _, story = await db.write(_told, "a", one, title)
    await db.write(entries.take, two, [entry("a", two)], NOW)
    assert await _found(db, row.term_id) == ({story} if finds else set())


async def test_other_words_are_another_part_and_none_are_the_whole_source(
    db: Database,
) -> None:
    source = await db.write(make_source)
    row = await db.write(_follow, source)
    whole = await db.write(terms.intern, "source", str(source))
    assert await db.write(subscriptions.set_words, row.chat_id, row.id, "wafer")
    (changed,) = await db.read(subscriptions.of_chat, row.chat_id)
    assert (changed.words, changed.term_id in {row.term_id, whole.id}) == (
        "wafer",
        False,
    )
    assert await db.write(subscriptions.set_words, row.chat_id, row.id, "")
    (changed,) = await db.read(subscriptions.of_chat, row.chat_id)
    assert (changed.words, changed.term_id) == ("", whole.id)
    assert not await db.write(
        subscriptions.set_words, row.chat_id + 1, row.id, "x"
    )


async def test_the_newest_articles_of_a_source_are_looked_through(
    db: Database,
) -> None:
    one, two = await db.write(make_source), await db.write(make_source, OTHER)
    _, mine = await db.write(_told, "a", one, "A chip")
    await db.write(_told, "b", two, "A chip")
    listed = await db.read(source_parts.newest, one, 0)
    rules = source_parts.filters_of([(7, WORDS), (8, "/[/")])
    assert isinstance(rules, FilterSet)
    assert [
        (row.story_id, source_parts.matching(rules, row)) for row in listed
    ] == [(mine, [7])]
    assert await db.read(source_parts.newest, one, NOW + 1) == []


async def test_a_source_that_moved_takes_its_parts_along(db: Database) -> None:
    def both(c: Connection) -> tuple[int, int]:
        args = ("feed", "", "en", "UTC")
        old = sources.add(
            c, "https://old.example/f", *args, 7, NOW, vouched="member"
        )
        new = sources.add(
            c, "https://new.example/f", *args, 8, NOW, vouched="member"
        )
        return old.id, new.id

    old, new = await db.write(both)
    row = await db.write(_follow, old)
    assert row.term_id is not None
    _, story = await db.write(_told, "a", old, "A chip", row.term_id)
    await db.write(source_joins.move, old, "https://new.example/f")
    (moved,) = await db.read(subscriptions.of_chat, row.chat_id)
    assert (moved.value, moved.words) == (str(new), WORDS)
    assert await _found(db, moved.term_id) == {story}


async def test_words_go_with_the_person_who_wrote_them(db: Database) -> None:
    row = await db.write(_follow, await db.write(make_source))
    assert (await db.read(privacy.export, 100)).subscriptions[0].words == WORDS
    await db.write(privacy.forget, 100)
    assert row.term_id not in {
        term.id for term in await db.read(read_rows.all_terms)
    }


async def test_what_rests_brings_nothing_at_once_until_it_comes_again(
    db: Database,
) -> None:
    source = await db.write(make_source)
    row = await db.write(_follow, source, "", mode="now")
    _, story = await db.write(_told, "a", source, "A chip")
    until = await db.read(posts.newest_stamp)

    async def told(now: int) -> tuple[int, int]:
        at_once = await db.read(posts.audience, after=0, until=until, oldest=0)
        alerted = await db.read(alerts.audience, [row.chat_id], [story], now)
        return len(at_once), len(alerted)

    assert await told(NOW) == (1, 1)
    assert (
        await db.write(subscriptions.pause, row.chat_id, [row.id], NOW + 60)
        == 1
    )
    assert await told(NOW) == (0, 0)
    # What was found meanwhile is for the digest.
    assert await told(NOW + 60) == (0, 1)
    assert (
        await db.write(subscriptions.pause, row.chat_id + 1, [row.id], 0) == 0
    )
