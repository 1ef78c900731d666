"""What a worker does with a batch of ids: take the rows, count the try, call the same functions as one process does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from functools import partial

import structlog
from sqlalchemy import Connection

from jobs import digest, enrich, fetch
from jobs.engine import QUEUES, Batch, Engine
from jobs.house import House
from news.errors import StoreError
from store import articles, attempts, chats, sources, takes
from store.rows import ArticleRow, FetchOutcome, Source

log = structlog.get_logger()
MOST = 3
"""Times that work may end its worker; then it is parked."""


def register(engine: Engine, house: House, queues: Iterable[str] = QUEUES) -> None:
    """Let this process work on these queues."""
    known = {"fetch": read_sources, "enrich": read_articles, "digest": build_digests}
    for queue in queues:
        engine.handle(queue, partial(_work, known[queue], house, engine))


async def _work(
    work: Callable[[House, Engine, Batch], Awaitable[None]],
    house: House,
    engine: Engine,
    batch: Batch,
) -> None:
    """Run a batch; that the store could not be reached is no fault of the rows, and not counted against them."""
    try:
        await work(house, engine, batch)
    except StoreError:
        with suppress(StoreError):
            await house.db.write(attempts.end, batch.queue, batch.ids)
        raise


async def begin(
    house: House, engine: Engine, batch: Batch, ids: list[int]
) -> tuple[list[int], list[int]]:
    """Count a try of these rows; give those to work on now, and those that ended too many workers.

    Where something in the batch ended its worker before, each row goes on alone: one of them is to blame.
    """
    counts = await house.db.write(attempts.begin, batch.queue, ids, house.clock())
    parked = [each for each in ids if counts.get(each, 0) > MOST]
    rest = [each for each in ids if each not in set(parked)]
    if len(rest) > 1 and any(counts.get(each, 0) > 1 for each in rest):
        await engine.enqueue(
            [Batch(batch.queue, (each,), batch.given, batch.urgent) for each in rest]
        )
        rest = []
    if parked:
        log.error("job.parked", queue=batch.queue, ids=parked)
    return rest, parked


async def read_sources(house: House, engine: Engine, batch: Batch) -> None:
    """Read the sources of a batch that are still leased to it."""
    rows = await house.db.write(takes.take_sources, batch.ids, batch.given)
    now, parked = await begin(house, engine, batch, [row.id for row in rows])
    await fetch.read_batch(house, [row for row in rows if row.id in set(now)])
    if parked:
        refused = [_ended(house, row) for row in rows if row.id in set(parked)]
        await house.db.write(sources.record, refused, house.clock())
    await house.db.write(attempts.end, batch.queue, [*now, *parked])


def _ended(house: House, source: Source) -> FetchOutcome:
    later = house.clock() + house.fetch.ceiling
    why = f"reading it ended its worker {MOST} times"
    return FetchOutcome(source.id, False, later, source.interval, error=why, state="paused")


async def read_articles(house: House, engine: Engine, batch: Batch) -> None:
    """Read the articles of a batch that are still leased to it."""
    rows = await house.db.write(takes.take_articles, batch.ids, batch.given)
    now, parked = await begin(house, engine, batch, [row.id for row in rows])
    await enrich.read_batch(house, [row for row in rows if row.id in set(now)])
    if parked:
        await house.db.write(_give_up, [row for row in rows if row.id in set(parked)])
    await house.db.write(attempts.end, batch.queue, [*now, *parked])


def _give_up(connection: Connection, rows: list[ArticleRow]) -> None:
    for row in rows:
        articles.fail(
            connection, row.id, f"reading it ended its worker {MOST} times", retry_at=None
        )


async def build_digests(house: House, engine: Engine, batch: Batch) -> None:
    """Build the digests of a batch's chats that are still leased to it; what another took meanwhile is not written."""
    taken = await house.db.write(takes.take_chats, batch.ids, batch.given)
    now, parked = await begin(house, engine, batch, [chat.id for chat, _ in taken])
    mine = {chat.id: mark for chat, mark in taken if chat.id in set(now)}
    if mine:
        await digest.build_batch(house, [chat for chat, _ in taken if chat.id in mine], mine)
    skipped = [
        (chat.id, digest.following(house, chat)) for chat, _ in taken if chat.id in set(parked)
    ]
    if skipped:
        await house.db.write(chats.set_next_due, skipped)
    await house.db.write(attempts.end, batch.queue, [*now, *parked])
