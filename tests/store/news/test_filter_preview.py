"""The newest articles for filter previews, page by page, and who published lately. On both databases."""

from __future__ import annotations

from store.engine.database import Database
from store.news import filter_preview, publishers, stories
from tests.store.world import NOW, make_articles, placed


async def world(db: Database) -> list[int]:
    numbers = await db.write(lambda c: make_articles(c, ["a", "b", "c", "d"]))
    rows = [placed(number, f"k{number}") for number in numbers[:3]]
    await db.write(stories.place, rows, NOW, ancestors={})
    return list(numbers)


async def test_pages_hold_each_article_of_a_story_once_newest_first(
    db: Database,
) -> None:
    numbers = await world(db)
    below, found = filter_preview.START, []
    while rows := await db.read(
        filter_preview.page, NOW - 86_400, below, count=2, length=4
    ):
        found += rows
        below = (rows[-1].published_at, rows[-1].id)
    assert [row.id for row in found] == sorted(numbers[:3], reverse=True), (
        "the fourth tells no story yet"
    )
    assert {row.text for row in found} == {"Text"}
    assert all(row.story_id and row.language == "en" for row in found)


async def test_what_is_older_is_left_out(db: Database) -> None:
    await world(db)
    assert (
        await db.read(
            filter_preview.page, NOW, filter_preview.START, count=10, length=4
        )
        == []
    )


async def test_publishers_of_recent_stories(db: Database) -> None:
    numbers = await world(db)
    assert await db.read(publishers.recent, NOW - 86_400) == sorted(
        f"Paper {number}" for number in numbers[:3]
    )
    assert await db.read(publishers.recent, NOW) == []
    assert len(await db.read(publishers.recent, 0, 2)) == 2
