"""The assistant reads open news within bounds, and never what a chat added privately."""

from __future__ import annotations

import pytest

from bot.assistant.library import MOST_RESULTS
from store.delivery import digests
from store.engine.database import Database
from store.rows import NewDigest
from tests.bot.assistant.stored_news import OPEN, feed_token, fill, library
from tests.store.world import NOW


async def test_articles_and_stories_are_found_by_words(db: Database) -> None:
    made = await fill(db)
    (article,) = await library(db).search_articles(
        "bridge Lune", days=7, limit=5
    )
    assert (article["story"], article["title"], article["text"]) == (
        made["bridge"],
        "News of the bridge",
        OPEN,
    )
    (story,) = await library(db).search_stories("Lune", days=7, limit=5)
    assert story["story"] == made["bridge"]


async def test_a_story_is_read_with_its_articles(db: Database) -> None:
    made = await fill(db)
    story = await library(db).story(made["bridge"])
    assert story is not None
    assert [article["url"] for article in story["articles"]] == [
        "https://bridge.example/bridge"
    ]
    assert await library(db).story(99) is None


@pytest.mark.parametrize("words", ["secret mill", "burned", "Lune"])
async def test_what_a_stranger_added_is_nowhere(
    db: Database, words: str
) -> None:
    made = await fill(db)
    shelf = library(db)
    found = [
        *await shelf.search_articles(words, 30, 20),
        *await shelf.search_stories(words, 30, 20),
        *(await shelf.topic_digest("tech", 20) or []),
        *await shelf.ask(f"When did the {words} open?"),
    ]
    assert made["mill"] not in {one["story"] for one in found}
    assert await shelf.story(made["mill"]) is None


async def test_a_topics_digest(db: Database) -> None:
    made = await fill(db)
    led = await library(db).topic_digest("technology", 5)
    assert led is not None
    assert [story["story"] for story in led] == [made["bridge"]]
    assert await library(db).topic_digest("no such thing", 5) is None


async def test_a_chats_digest_needs_the_token_of_its_feed(db: Database) -> None:
    made = await fill(db)
    token, shelf = await feed_token(db), library(db)
    assert await shelf.chat_digest("") is None
    assert await shelf.chat_digest("guessed") is None
    none = await shelf.chat_digest(token)
    assert none is not None
    assert none["stories"] == []
    picks = ((made["mill"], "source:2", ()), (made["bridge"], "topic:tech", ()))
    told_stories = (made["mill"], made["bridge"])
    new = NewDigest(1, "2027-01-15", 480, told_stories, (), None, picks)
    await db.write(digests.store_batch, [new], NOW)
    told = await shelf.chat_digest(token)
    assert told is not None
    assert [story["story"] for story in told["stories"]] == [
        made["mill"],
        made["bridge"],
    ]


async def test_a_question_is_answered_by_a_sentence_with_its_link(
    db: Database,
) -> None:
    await fill(db)
    (answer,) = await library(db).ask(
        "When does the bridge over the Lune open?"
    )
    assert answer["sentence"] == OPEN
    assert answer["url"].startswith("https://bridge.example/bridge#:~:text=")


async def test_asking_for_more_than_is_allowed_gives_what_is_allowed(
    db: Database,
) -> None:
    await fill(db)
    assert (
        len(await library(db).search_articles("bridge " * 500, 10**9, 10**9))
        <= MOST_RESULTS
    )
    assert len(await library(db).search_articles("bridge", -5, -5)) <= 1
