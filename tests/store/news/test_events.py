"""Events in several languages: their stories are linked, and a chat that got one has got them all."""

from __future__ import annotations

from sqlalchemy import Connection

from news.models import Message
from store.article_rows import Placed
from store.chats import subscriptions
from store.delivery import alerts, posts, seen
from store.engine.database import Database
from store.news import articles, events, stories
from store.rows import NewOutbox
from tests.store.world import (
    NOW,
    make_articles,
    make_chat,
    make_source,
    new_article,
    placed,
    read_article,
)

LANGUAGES = {
    "de": "Zwölf Tote, sagt Kenias Präsident Joseph Kamau",
    "en": "Fourteen dead, says Kenya's President David Oduya",
    "ru": "Наводнение",
}


def _write(c: Connection, listed: list[Placed]) -> list[int]:
    return stories.place(c, listed, NOW)


async def tellings_of(db: Database) -> dict[str, int]:
    """Place one article in each language, all of one event; return the stories' ids by language."""
    source = await db.write(make_source)
    found = [new_article(language, source) for language in LANGUAGES]
    numbers = await db.write(articles.insert_new, found, NOW)
    rows = [
        read_article(number, title=title, language=language, summary=())
        for number, (language, title) in zip(
            numbers, LANGUAGES.items(), strict=True
        )
    ]
    await db.write(articles.save_read, rows, NOW)
    # English came first; German and Russian were found to tell the same.
    listed = [
        placed(numbers[1], "en"),
        placed(numbers[0], "de", event="en"),
        placed(numbers[2], "ru", event="en"),
    ]
    english, german, russian = await db.write(_write, listed)
    return {"en": english, "de": german, "ru": russian}


async def test_each_telling_names_the_others(db: Database) -> None:
    ids = await tellings_of(db)
    story = await db.read(stories.get, ids["de"])
    assert story is not None
    assert {telling.language: telling.story for telling in story.tellings} == {
        "en": ids["en"],
        "ru": ids["ru"],
    }
    (english,) = [
        telling for telling in story.tellings if telling.language == "en"
    ]
    assert english.differs == (
        ("12", "14"),
        ("Joseph Kamau", "David Oduya"),
    )
    assert (english.title, english.articles, english.publishers) == (
        LANGUAGES["en"],
        1,
        1,
    )


async def test_a_story_of_one_language_has_no_other_telling(
    db: Database,
) -> None:
    (number,) = await db.write(make_articles, ["a"])
    (story,) = await db.write(_write, [placed(number, "k", event="k")])
    found = await db.read(stories.get, story)
    assert found is not None
    assert found.tellings == ()
    assert await db.read(events.kin, [story]) == ()


async def test_two_events_that_become_one_share_all_tellings(
    db: Database,
) -> None:
    ids = await tellings_of(db)
    (number,) = await db.write(make_articles, ["z"])
    before = await db.read(stories.changed_since, 0)
    (chinese,) = await db.write(
        _write, [placed(number, "zh", event="zh", lost_events=("en",))]
    )
    assert await db.read(events.families, [chinese]) == {
        chinese: {chinese, *ids.values()}
    }
    changes = await db.read(stories.changed_since, before.stamp)
    assert {row.story_id for row in changes.rows} == {chinese, *ids.values()}
    assert {pair for pair in changes.kin if pair[0] == chinese} == {
        (chinese, other) for other in ids.values()
    }


async def test_joins_within_a_batch_lead_to_the_last_event(
    db: Database,
) -> None:
    one, two, three = await db.write(make_articles, ["a", "b", "c"])
    listed = [
        placed(one, "a"),
        placed(two, "b", event="a"),
        placed(three, "c", event="c", lost_events=("a",)),
    ]
    found = await db.write(_write, listed)
    families = await db.read(events.families, found[:1])
    assert families == {found[0]: set(found)}


async def test_a_story_that_became_another_is_no_telling(db: Database) -> None:
    ids = await tellings_of(db)
    (number,) = await db.write(make_articles, ["y"])
    await db.write(_write, [placed(number, "de", event="en", joined=("ru",))])
    assert await db.read(events.families, [ids["en"]]) == {
        ids["en"]: {ids["en"], ids["de"]}
    }


async def test_what_was_told_in_one_language_is_no_alert_in_another(
    db: Database,
) -> None:
    ids = await tellings_of(db)
    told = await db.write(make_chat, 1)
    untold = await db.write(make_chat, 2)
    for chat in (told, untold):
        await db.write(
            subscriptions.add, chat.id, "topic", "tech", limit=9, now=NOW
        )
    await db.write(seen.mark, [(told.id, ids["ru"])], NOW)
    audience = await db.read(
        alerts.audience, [told.id, untold.id], [ids["en"]], NOW
    )
    assert {chat for chat, _, _ in audience} == {untold.id}


async def test_two_tellings_are_one_post(db: Database) -> None:
    ids = await tellings_of(db)
    chat = await db.write(make_chat, 1)
    written = [
        posts.NewPost(ids[language], False, (_post(chat.id),))
        for language in ("en", "de")
    ]
    assert await db.write(posts.store, written, most=9, now=NOW) == 1
    assert await db.write(posts.store, written[1:], most=9, now=NOW) == 0


def _post(chat_id: int) -> NewOutbox:
    return NewOutbox(chat_id, "post", Message("text"), NOW)
