"""Articles: written once, claimed once, given up when they kill their reader."""

from __future__ import annotations

from sqlalchemy import select

from store.article_rows import ArticleRow
from store.delivery import digests
from store.engine.database import Database
from store.news import article_claims, articles
from store.schema.tables import articles as article_rows
from tests.store.world import (
    NOW,
    make_articles,
    make_chat,
    make_stories,
    new_article,
    new_digest,
    read_article,
)


async def claim(
    db: Database, now: int = NOW, limit: int = 10
) -> list[ArticleRow]:
    return await db.write(
        article_claims.claim_new, now=now, limit=limit, lease=60, max_attempts=3
    )


async def test_a_known_article_is_not_written_again(db: Database) -> None:
    first = await db.write(
        articles.insert_new,
        [new_article("a"), new_article("b"), new_article("a")],
        NOW,
    )
    assert len(first) == 2
    second = await db.write(
        articles.insert_new, [new_article("b"), new_article("c")], NOW
    )
    assert len(second) == 1
    keys = await db.read(
        lambda c: c.execute(select(article_rows.c.url_key)).scalars().all()
    )
    assert set(keys) == {new_article(name).url_key for name in "abc"}
    assert await db.write(articles.insert_new, [], NOW) == []


async def test_the_newest_is_read_first_and_by_one_reader(db: Database) -> None:
    items = [
        new_article("old", published_at=NOW - 9),
        new_article("new"),
        new_article("undated", published_at=None),
    ]
    await db.write(articles.insert_new, items, NOW + 1)
    assert [a.title for a in await claim(db, limit=2)] == ["undated", "new"]
    assert [a.title for a in await claim(db)] == ["old"]
    assert await claim(db) == []
    assert len(await claim(db, NOW + 60)) == 3


async def test_an_article_that_kills_its_reader_is_given_up(
    db: Database,
) -> None:
    (article,) = await db.write(
        articles.insert_new, [new_article("poison")], NOW
    )
    for turn in range(3):
        assert len(await claim(db, NOW + 60 * turn)) == 1
    assert await claim(db, NOW + 300) == []
    found = await db.read(articles.get, article)
    assert found is not None
    assert (found.state, found.error) == ("failed", "given up after many tries")


async def test_a_failure_is_tried_again_or_never(db: Database) -> None:
    one, two = await db.write(
        articles.insert_new, [new_article("a"), new_article("b")], NOW
    )
    await claim(db)
    await db.write(articles.fail, one, "500", retry_at=NOW + 10)
    await db.write(articles.fail, two, "404", retry_at=None)
    assert [(a.id, a.error) for a in await claim(db, NOW + 10)] == [
        (one, "500")
    ]
    assert await db.read(articles.count_states) == {"new": 1, "failed": 1}


async def test_what_was_read_waits_for_the_clusterer(db: Database) -> None:
    one, two = await db.write(
        articles.insert_new,
        [new_article("a", author="X"), new_article("b")],
        NOW,
    )
    await db.write(
        articles.save_read,
        [read_article(two, keywords=("芯片",)), read_article(one)],
        NOW,
    )
    found = await db.read(articles.unplaced, 5)
    assert [a.id for a in found] == [one, two]
    assert (found[1].keywords, found[1].topics, found[1].summary) == (
        ("芯片",),
        (("tech", 0.9, "word:chip"),),
        (f"Summary {two}.",),
    )
    await db.write(
        articles.save_read, [read_article(one, title="late twin")], NOW
    )
    kept = await db.read(articles.get, one)
    assert kept is not None
    assert kept.title == f"Title {one}"


async def test_a_sources_latest(db: Database) -> None:
    ids = await db.write(make_articles, ["a", "b", "c"])
    found = await db.read(articles.recent_of_source, 1, 2)
    assert [a.id for a in found] == [ids[2], ids[1]]


async def test_told_articles_are_looked_at_again(db: Database) -> None:
    told, untold = await db.write(make_stories, ["a", "b"])
    chat = await db.write(make_chat)
    await db.write(digests.store_batch, [new_digest(chat.id, [told])], NOW)
    assert (
        await db.read(
            articles.to_recheck, now=NOW + 60, since=NOW - 9999, limit=5
        )
        == []
    )
    (article,) = await db.read(
        articles.to_recheck, now=NOW + 3601, since=NOW - 9999, limit=5
    )
    assert (article.story_id, untold != told) == (told, True)
    await db.write(articles.mark_checked, [article.id], NOW + 3601)
    assert (
        await db.read(
            articles.to_recheck, now=NOW + 3602, since=NOW - 9999, limit=5
        )
        == []
    )
