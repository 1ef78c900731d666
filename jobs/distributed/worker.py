"""Work on a batch of ids: take the rows, count the attempt, and call the same functions as
a single process.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TypeVar

import structlog

from jobs.context import JobContext
from jobs.digests import build
from jobs.distributed.queue import QUEUES, Batch, Engine
from jobs.intake import enrich, fetch
from news.errors import StoreError
from store.article_rows import ArticleRow
from store.chats import chat_claims
from store.engine.connections import Connection
from store.news import articles, source_health
from store.operations import attempts, leases
from store.rows import Chat, FetchOutcome, Source

log = structlog.get_logger()
# Times that work may end its worker; then it is parked.
MOST = 3
# Why a row was parked, as its error says.
_WHY_PARKED = f"reading it ended its worker {MOST} times"

_Row = TypeVar("_Row", Source, ArticleRow, Chat)


def register(
    engine: Engine, context: JobContext, queues: Iterable[str] = QUEUES
) -> None:
    """Register this process as a worker of these queues."""
    known = {
        "fetch": read_sources,
        "enrich": read_articles,
        "digest": build_digests,
    }
    for queue in queues:
        engine.handle(queue, partial(_work, known[queue], context, engine))


async def _work(
    work: Callable[[JobContext, Engine, Batch], Awaitable[None]],
    context: JobContext,
    engine: Engine,
    batch: Batch,
) -> None:
    """Run a batch; an unreachable store is no fault of the rows, and not counted against them."""
    try:
        await work(context, engine, batch)
    except StoreError:
        with suppress(StoreError):
            await context.db.write(attempts.end, batch.queue, batch.ids)
        raise


async def begin(
    context: JobContext, engine: Engine, batch: Batch, ids: list[int]
) -> tuple[list[int], list[int]]:
    """Count an attempt of these rows; return those to work on now, and those that killed
    too many workers.

    Where something in the batch ended its worker before, each row goes on alone: one of them is to
    blame.
    """
    counts = await context.db.write(
        attempts.begin, batch.queue, ids, context.clock()
    )
    parked = []
    rest = []
    most = 0
    for number in ids:
        tries = counts.get(number, 0)
        if tries > MOST:
            parked.append(number)
        else:
            rest.append(number)
            most = max(most, tries)
    if len(rest) > 1 and most > 1:
        alone = [replace(batch, ids=(number,)) for number in rest]
        await engine.enqueue(alone)
        rest = []
    if parked:
        log.error("job.parked", queue=batch.queue, ids=parked)
    return rest, parked


def _among(rows: list[_Row], ids: list[int]) -> list[_Row]:
    """Return the rows with these ids, in the order of the rows."""
    wanted = set(ids)
    return [row for row in rows if row.id in wanted]


async def read_sources(
    context: JobContext, engine: Engine, batch: Batch
) -> None:
    """Read the sources of a batch that are still leased to it."""
    taken = await context.db.write(leases.take_sources, batch.ids, batch.given)
    ids = [source.id for source in taken]
    now, parked = await begin(context, engine, batch, ids)
    await fetch.read_batch(context, _among(taken, now))
    if parked:
        ended = _among(taken, parked)
        refused = [_ended(context, source) for source in ended]
        await context.db.write(source_health.record, refused, context.clock())
    await context.db.write(attempts.end, batch.queue, [*now, *parked])


def _ended(context: JobContext, source: Source) -> FetchOutcome:
    later = context.clock() + context.fetch.ceiling
    return FetchOutcome(
        source_id=source.id,
        ok=False,
        next_fetch_at=later,
        interval=source.interval,
        error=_WHY_PARKED,
        state="paused",
    )


async def read_articles(
    context: JobContext, engine: Engine, batch: Batch
) -> None:
    """Read the articles of a batch that are still leased to it."""
    taken = await context.db.write(leases.take_articles, batch.ids, batch.given)
    ids = [article.id for article in taken]
    now, parked = await begin(context, engine, batch, ids)
    await enrich.read_batch(context, _among(taken, now))
    if parked:
        await context.db.write(_give_up, _among(taken, parked))
    await context.db.write(attempts.end, batch.queue, [*now, *parked])


def _give_up(connection: Connection, rows: list[ArticleRow]) -> None:
    for row in rows:
        articles.fail(connection, row.id, _WHY_PARKED, retry_at=None)


async def build_digests(
    context: JobContext, engine: Engine, batch: Batch
) -> None:
    """Build the digests of a batch's chats that are still leased to it; skip those that
    another process took.
    """
    taken = await context.db.write(leases.take_chats, batch.ids, batch.given)
    chats = [chat for chat, _ in taken]
    ids = [chat.id for chat in chats]
    now, parked = await begin(context, engine, batch, ids)
    mine = {chat.id: mark for chat, mark in taken if chat.id in now}
    if mine:
        await build.build_batch(context, _among(chats, now), mine)
    if parked:
        skipped = [
            (chat.id, build.next_digest_at(context, chat))
            for chat in _among(chats, parked)
        ]
        await context.db.write(chat_claims.set_next_due, skipped)
    await context.db.write(attempts.end, batch.queue, [*now, *parked])
