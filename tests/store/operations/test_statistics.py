"""The dashboard's figures."""

from __future__ import annotations

from store.delivery import digests, outbox, outcomes
from store.engine.database import Database
from store.news import articles, summaries_by_model
from store.operations import statistics
from store.operations.statistics import DayCount, Lateness
from tests.store.world import (
    NOW,
    make_chat,
    make_source,
    make_stories,
    new_article,
    new_digest,
    new_outbox,
)

DAY = NOW // 86400 * 86400


async def test_sources_show_what_they_brought(db: Database) -> None:
    await db.write(make_stories, ["a", "b"])
    quiet = await db.write(make_source, "https://quiet.example/")
    await db.write(articles.insert_new, [new_article("c")], NOW)
    found = await db.read(statistics.sources_health, NOW)
    assert [
        (item.source.id, item.articles, item.stories) for item in found
    ] == [
        (1, 3, 2),
        (quiet, 0, 0),
    ]
    assert found[0].source.title == "News"
    assert [
        item.articles
        for item in await db.read(statistics.sources_health, NOW + 1)
    ] == [0, 0]


async def test_stories_by_day(db: Database) -> None:
    await db.write(make_stories, ["a", "b"])
    assert await db.read(statistics.stories_by_topic, DAY) == [
        DayCount(DAY, "news", 2),
        DayCount(DAY, "tech", 2),
    ]
    assert await db.read(statistics.stories_by_language, DAY) == [
        DayCount(DAY, "en", 2)
    ]
    assert await db.read(statistics.stories_by_language, NOW) == []


async def test_deliveries_and_their_lateness(db: Database) -> None:
    one, two = await db.write(make_chat, 1), await db.write(make_chat, 2)
    await db.write(
        digests.store_batch,
        [new_digest(one.id, []), new_digest(two.id, [])],
        NOW,
    )
    first, second = await db.write(
        outbox.claim, now=NOW, limit=2, lease=60, owner="a"
    )
    await db.write(outbox.sent, [(first.id, 1)], NOW + 10)
    await db.write(outbox.sent, [(second.id, 1)], NOW + 40)
    (other,) = await db.write(outbox.add, [new_outbox(one.id)], NOW)
    await db.write(outcomes.failed, other, "no", NOW)
    day = await db.read(statistics.deliveries, NOW)
    assert {(item.name, item.count) for item in day} == {
        ("sent", 2),
        ("failed", 1),
    }
    assert await db.read(statistics.lateness, NOW) == [
        Lateness("digest", 2, 25.0, 40, 40)
    ]
    assert [
        item.count for item in await db.read(statistics.digests_by_day, NOW)
    ] == [2]


async def test_llm_spend_by_day(db: Database) -> None:
    for day in ("2027-01-14", "2027-01-15", "2027-01-16"):
        await db.write(
            summaries_by_model.add_spend,
            day,
            tokens_in=1,
            tokens_out=1,
            cost=0.5,
        )
    assert [
        item.day for item in await db.read(statistics.llm_spend, "2027-01-15")
    ] == [
        "2027-01-15",
        "2027-01-16",
    ]
