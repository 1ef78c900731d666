"""The store's size limit: at the limit, the oldest articles are deleted sooner and new
sources wait.

Nothing is refused in the middle of something: what is written is written whole, in transactions.
The ceiling is the operator's, or on SQLite what the disk holds without a reserve. PostgreSQL shows
no deletion in its size: there articles are kept half as long, so that new rows take the room of the
old ones, and the operator decides about more.
"""

from __future__ import annotations

from dataclasses import replace

import structlog

from jobs.context import JobContext
from jobs.upkeep import pruning
from store.operations import store_size
from store.operations.store_size import Measured, StoreSize

log = structlog.get_logger()
# Bytes of the disk that are left to others, and to the store's own write-ahead
# log.
RESERVE = 256 * 1024 * 1024
# A full store takes new sources again below this part of its ceiling.
RELIEF = 0.95
# Days for which articles are kept in any case: a digest looks back a day and a
# half.
SHORTEST = 2


async def keep_below(context: JobContext) -> StoreSize:
    """Measure the store, make room where it is full, and store the result for all to read."""
    before = await context.db.read(store_size.read)
    measured = await context.db.read(store_size.measure)
    days = context.retention.articles
    ceiling = _ceiling(context, measured)
    begins = ceiling * (RELIEF if before.full else 1.0)
    full = bool(ceiling) and measured.used >= begins
    shortest = max(
        SHORTEST, 0 if measured.shrinks else context.retention.articles // 2
    )
    while full and days > shortest:
        days = max(days // 2, shortest)
        await _prune(context, days)
        measured = await context.db.read(store_size.measure)
        full = measured.used >= ceiling * RELIEF
    size = StoreSize(measured.used, ceiling, full, days)
    await context.db.write(store_size.write, size, context.clock())
    _tell(before, size)
    return size


def _ceiling(context: JobContext, measured: Measured) -> int:
    """Return how many bytes the store may use; 0 without a limit."""
    if context.retention.max_bytes:
        return context.retention.max_bytes
    free = context.db.disk_free()
    if free is None:
        return 0
    return max(measured.held + free - RESERVE, 1)


async def _prune(context: JobContext, days: int) -> None:
    shorter = replace(context.retention, articles=days)
    await pruning.prune(replace(context, retention=shorter), dry_run=False)


def _tell(before: StoreSize, size: StoreSize) -> None:
    if size.full:
        log.warning(
            "store.full",
            used=size.used,
            ceiling=size.ceiling,
            article_days=size.days,
        )
    elif before.full:
        log.info("store.has-room", used=size.used, ceiling=size.ceiling)
