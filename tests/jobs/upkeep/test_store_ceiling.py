"""Where the store reaches its ceiling, old articles go sooner and new sources wait."""

from __future__ import annotations

from dataclasses import replace

from jobs.config import RetentionConfig
from jobs.context import JobContext
from jobs.upkeep import store_ceiling
from news.durations import DAY
from store.article_rows import NewArticle
from store.engine.connections import Connection
from store.engine.database import Database
from store.news import articles
from store.operations import store_size
from store.operations.store_size import StoreSize
from tests.jobs.conftest import NOW, Clock

PIECE = 100_000
"""Characters of an article."""


def fill(c: Connection, days: int) -> None:
    """Write an article a day, the newest today."""
    for day in range(days):
        url = f"https://a.example/{day}"
        row = NewArticle(
            url, url, 1, f"Title {day}", content="x" * PIECE, published_at=NOW
        )
        articles.insert_new(c, [row], NOW - day * DAY)


def bounded(context: JobContext, most: int) -> JobContext:
    return replace(context, retention=RetentionConfig(max_bytes=most))


async def used(db: Database) -> int:
    return (await db.read(store_size.measure)).used


async def kept(db: Database) -> int:
    return sum((await db.read(articles.count_states)).values())


async def test_the_oldest_go_until_there_is_room(
    context: JobContext, clock: Clock
) -> None:
    empty = await used(context.db)
    await context.db.write(fill, 28)
    full = await used(context.db)
    assert full - empty > 27 * PIECE

    roomy = await store_ceiling.keep_below(bounded(context, full + PIECE))
    assert (roomy.full, await kept(context.db)) == (False, 28)

    size = await store_ceiling.keep_below(bounded(context, full - PIECE))
    assert (size.full, size.days, await kept(context.db)) == (False, 15, 16)
    assert await context.db.read(store_size.read) == size


async def test_a_store_that_stays_full_says_so_until_there_is_room(
    context: JobContext, clock: Clock
) -> None:
    await context.db.write(fill, 5)
    tight = await used(context.db) // 2
    size = await store_ceiling.keep_below(bounded(context, tight))
    assert (size.full, size.days) == (True, store_ceiling.SHORTEST)
    assert await kept(context.db) == 3
    now_used = await used(context.db)
    # Just below the ceiling is not enough: it would be full again with the next article.
    assert (await store_ceiling.keep_below(bounded(context, now_used + 1))).full
    assert not (
        await store_ceiling.keep_below(bounded(context, now_used * 2))
    ).full


async def test_without_a_setting_the_disk_is_the_ceiling(
    context: JobContext,
) -> None:
    held = (await context.db.read(store_size.measure)).held
    free = context.db.disk_free()
    assert free is not None
    size = await store_ceiling.keep_below(context)
    reserve = store_ceiling.RESERVE
    assert (
        abs(size.ceiling - (held + free - reserve)) < reserve
        or size.ceiling == 1
    )
    assert await context.db.read(store_size.read) == size
    assert StoreSize() != size
