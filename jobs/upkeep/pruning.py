"""Delete what is older than the retention settings allow, in small transactions."""

from __future__ import annotations

from collections.abc import Callable

import structlog

from jobs.context import JobContext
from store.operations import retention
from store.records import DeletedRows

log = structlog.get_logger()
# Bites of one sweep, each of a thousand rows a table.
BITES = 1000


async def prune(
    context: JobContext,
    *,
    dry_run: bool,
    note: Callable[[DeletedRows], object] = lambda _bite: None,
    bites: int = BITES,
) -> DeletedRows:
    """Delete rows older than the retention settings, in small transactions, until none is
    left; a dry run only counts.

    `note` hears of each bite. At most this many `bites`: what is left then goes at the
    next call, and a sweep always ends.
    """
    sums: dict[str, int] = {}
    for _ in range(1 if dry_run else bites):
        bite = await _bite(context, dry_run=dry_run)
        for table, count in bite.rows:
            sums[table] = sums.get(table, 0) + count
        if not bite.total:
            break
        note(bite)
    if sums and not dry_run:
        log.info("upkeep.pruned", rows=sum(sums.values()))
    return DeletedRows(tuple(sums.items()))


async def _bite(context: JobContext, *, dry_run: bool) -> DeletedRows:
    kept = context.retention
    return await context.db.write(
        retention.prune,
        now=context.clock(),
        article_days=kept.articles,
        story_days=kept.articles,
        seen_days=kept.seen,
        digest_days=kept.digests,
        outbox_days=kept.outbox,
        dry_run=dry_run,
    )
