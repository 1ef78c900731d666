"""Processes that drain one outbox on PostgreSQL together, in turns with asyncpg alone."""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from threading import Barrier
from typing import Any

import asyncpg

from benchmarks.figures import Figure, beside
from store.chats import chat_claims
from store.delivery import outbox
from store.engine.database import Database

NOW = 1_800_000_000
BITE = 200
"""Messages of one claim."""
BARE_CLAIM = (
    "UPDATE outbox SET state = 'failed', lease_until = 1 WHERE id IN (SELECT id FROM outbox WHERE state = 'ready'"
    f" ORDER BY ready_at, id LIMIT {BITE} FOR UPDATE SKIP LOCKED) RETURNING id, message"
)
BARE_ACK = "UPDATE outbox SET state = 'sent', finished_at = 1 WHERE id = ANY($1::bigint[])"
Drained = tuple[list[int], float]
"""The ids that were taken, and the seconds that it took."""


async def _ours(url: str, seconds: float, gate: Barrier) -> Drained:
    """Claim and acknowledge for a while, or until nothing waits."""
    db = await Database.open(url, connections=1)
    await db.read(chat_claims.next_due)
    await asyncio.to_thread(gate.wait)
    began, ids = time.perf_counter(), []
    while time.perf_counter() < began + seconds:
        rows = await db.write(
            outbox.claim, now=NOW, limit=BITE, lease=600, owner=str(id(db))
        )
        if not rows:
            break
        await db.write(outbox.sent, [(row.id, row.id) for row in rows], NOW)
        ids += [row.id for row in rows]
    took = time.perf_counter() - began
    await db.close()
    return ids, took


async def _bare(url: str, seconds: float, gate: Barrier) -> Drained:
    """Do the same with one statement that claims and one that acknowledges. This is the limit."""
    connection = await asyncpg.connect(url)
    await asyncio.to_thread(gate.wait)
    began, ids = time.perf_counter(), []
    while time.perf_counter() < began + seconds:
        taken = [row["id"] for row in await connection.fetch(BARE_CLAIM)]
        if not taken:
            break
        await connection.execute(BARE_ACK, taken)
        ids += taken
    took = time.perf_counter() - began
    await connection.close()
    return ids, took


def _drain(
    url: str, seconds: float, bare: bool, gate: Any, results: Any
) -> None:
    work = _bare if bare else _ours
    results.put(asyncio.run(work(url, seconds, gate)))


def _together(url: str, seconds: float, count: int, *, bare: bool) -> Drained:
    """Let so many processes drain what waits, all of it again."""
    asyncio.run(_refill(url))
    context = multiprocessing.get_context("spawn")
    gate, results = context.Barrier(count), context.Queue()
    running = [
        context.Process(target=_drain, args=(url, seconds, bare, gate, results))
        for _ in range(count)
    ]
    for process in running:
        process.start()
    taken = [results.get(timeout=600) for _ in running]
    for process in running:
        process.join()
    # What waits may be gone before the time is up: 10,000 rows last no second
    # at the speed that was once the aim.
    return [row for ids, _ in taken for row in ids], max(
        took for _, took in taken
    )


async def _refill(url: str) -> None:
    connection = await asyncpg.connect(url)
    await connection.execute(
        "UPDATE outbox SET state = 'ready', lease_until = 0, finished_at = NULL"
    )
    await connection.execute("VACUUM ANALYZE outbox")
    await connection.close()


def workers(
    url: str, waiting: int, seconds: float, count: int = 8
) -> list[Figure]:
    """Let so many processes drain the outbox together, in turns with asyncpg alone; every id must come once."""
    ours, bare = [], []
    for _ in range(2):
        ours.append(_together(url, seconds, count, bare=False))
        bare.append(_together(url, seconds, count, bare=True))
    mine, theirs = (
        max(len(ids) / took for ids, took in turns) for turns in (ours, bare)
    )
    note = f"{count} processes, {waiting:,} waiting"
    name = "postgresql: outbox claim and ack"
    return [
        Figure(
            name, mine, "rows/s", None, "higher", "bare asyncpg", theirs, note
        ),
        beside(name, 1 / mine, 1 / theirs, 10.0),
        Figure(
            "postgresql: rows claimed twice",
            float(sum(len(ids) - len(set(ids)) for ids, _ in ours)),
            "rows",
            0.0,
            "lower",
            note=note,
        ),
    ]
