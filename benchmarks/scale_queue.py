"""pgqueuer itself: jobs put in and run a second, and how soon a lost worker's job runs again."""

from __future__ import annotations

import asyncio
import time

from benchmarks.figures import Figure
from jobs.distributed import pgqueuer_queue
from jobs.distributed.pgqueuer_queue import PgQueue, Timing
from jobs.distributed.queue import Batch

HEARTBEAT = 8.0
"""Seconds without a sign of life after which a worker is lost, as in a cluster."""


async def measure(
    url: str, jobs: int, *, heartbeat: float = HEARTBEAT
) -> list[Figure]:
    """Put empty jobs in and run them in this process, then let a worker's task be cut in the middle of a job."""
    await pgqueuer_queue.install(url)
    done = 0

    async def count(_batch: Batch) -> None:
        nonlocal done
        done += 1

    queue = PgQueue(url, concurrency=40)
    queue.handle("fetch", count)
    began = time.perf_counter()
    for start in range(0, jobs, 1000):
        await queue.enqueue(
            [
                Batch("fetch", (n,), 0)
                for n in range(start, min(start + 1000, jobs))
            ]
        )
    put = jobs / (time.perf_counter() - began)
    began = time.perf_counter()
    running = asyncio.create_task(queue.run())
    while done < jobs:  # noqa: ASYNC110 - the handler counts, and nothing tells
        await asyncio.sleep(0.01)
    ran = jobs / (time.perf_counter() - began)
    await queue.stop()
    await running
    note = "PostgreSQL with fsync off; one process"
    return [
        Figure("pgqueuer: jobs put in", put, "/s", None, "higher", note=note),
        Figure("pgqueuer: jobs run", ran, "/s", None, "higher", note=note),
        Figure(
            "pgqueuer: a lost worker's job runs again",
            await _lost(url, heartbeat),
            "s",
            30.0 * heartbeat / HEARTBEAT,
            "lower",
            note=f"lost after {heartbeat:g} s without a sign of life",
        ),
    ]


async def _lost(url: str, heartbeat: float) -> float:
    """Return how long after its worker vanished a job runs in another."""
    taken, again = asyncio.Event(), asyncio.Event()

    async def never(_batch: Batch) -> None:
        taken.set()
        await asyncio.Event().wait()

    async def at_once(_batch: Batch) -> None:
        again.set()

    timing = Timing(heartbeat=heartbeat)
    one, two = PgQueue(url, timing=timing), PgQueue(url, timing=timing)
    one.handle("fetch", never)
    two.handle("fetch", at_once)
    await one.enqueue([Batch("fetch", (1,), 0)])
    first = asyncio.create_task(one.run())
    await taken.wait()
    pool = one._pool
    assert pool is not None
    pool.terminate()  # its connections are gone, so it can give no sign of life
    one._stopping.set()
    began = time.perf_counter()
    second = asyncio.create_task(two.run())
    await asyncio.wait_for(again.wait(), 60)
    took = time.perf_counter() - began
    await two.stop()
    await second
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    return took
