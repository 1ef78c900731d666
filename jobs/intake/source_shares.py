"""Daily limits of a source that a chat added: bytes and articles.

What the operator lists or approved has no such bound. A source that used up its share is left alone
until the day is over, and what it lists by then comes in.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from jobs.context import JobContext
from news.errors import ShareUsed
from store.operations import daily_shares
from store.rows import Source

# Articles that stand for no bound: more than any list holds.
UNBOUND = 1_000_000_000


def is_bound(source: Source | None) -> bool:
    """Return whether a source has a daily limit: those the operator answers for have none."""
    return source is None or not (source.configured or source.approved_at)


def counted(context: JobContext, source: Source | None) -> JobContext:
    """Return the services of a reading, whose downloads count for the source."""
    if source is None or not is_bound(source):
        return context
    return replace(context, downloader=context.downloader.for_source(source.id))


async def check_bytes(context: JobContext, source: Source | None) -> None:
    """Raise ShareUsed, with the time to go on, if a source has used its bytes for today."""
    if source is None or not is_bound(source):
        return
    now = context.clock()
    running = await context.db.read(
        daily_shares.used, "source-bytes", [source.id], now
    )
    share = running.get(source.id, daily_shares.Share())
    if share.used >= context.fetch.source_bytes:
        wait = timedelta(seconds=max(share.until - now, 1))
        raise ShareUsed(
            "the source brought its bytes for today", retry_after=wait
        )


async def articles_left(context: JobContext, source: Source) -> int:
    """Return how many more articles a source may bring today."""
    if not is_bound(source):
        return UNBOUND
    now = context.clock()
    most = context.fetch.source_articles
    running = await context.db.read(
        daily_shares.used, "source-articles", [source.id], now
    )
    return max(most - running.get(source.id, daily_shares.Share()).used, 0)


async def note_articles(
    context: JobContext, source: Source, count: int
) -> None:
    """Count articles that a source brought."""
    if count and is_bound(source):
        amounts = {source.id: count}
        await context.db.write(
            daily_shares.add, "source-articles", amounts, context.clock()
        )
