"""The queues of a cluster on pgqueuer over PostgreSQL. Only this module knows it;
everything else uses `jobs.distributed.queue`.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import asyncpg
import structlog
from pgqueuer import AsyncpgPoolDriver, QueueManager
from pgqueuer.domain.errors import RetryRequested
from pgqueuer.domain.models import Job
from pgqueuer.queries import Queries

from jobs.distributed.queue import QUEUES, WAITED_FOR, Batch, Handler, Health
from news.errors import StoreBusy, StoreError

log = structlog.get_logger()
# What a restart, a cut connection or a full server looks like from here.
LOST = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError)
RETRIES = 5


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds until a lost worker is noticed."""

    # Without a sign of life for so long, a job is taken by another worker.
    heartbeat: float = 8.0
    # An idle worker looks so often, though it is told of new jobs.
    poll: float = 1.0
    # A statement that takes longer has lost its connection.
    answer: float = 10.0
    # Between two attempts to reach the server.
    pause: float = 1.0


def plain(url: str) -> str:
    """Return an address in the form that asyncpg takes."""
    return "postgresql://" + url.partition("://")[2]


async def install(url: str) -> None:
    """Make pgqueuer's tables, or bring them forward; many processes may start at once."""
    connection = await asyncpg.connect(plain(url))
    try:
        queries = Queries.from_asyncpg_connection(connection)
        async with queries.schema_lock():
            if await queries.schema_is_installed():
                await queries.upgrade()
            else:
                await queries.install()
    finally:
        await connection.close()


class PgQueue:
    """The queues in PostgreSQL: `enqueue` and `health` from anywhere, `run` in a worker."""

    def __init__(
        self, url: str, *, concurrency: int = 4, timing: Timing | None = None
    ) -> None:
        self._url = plain(url)
        self._concurrency = concurrency
        self._timing = timing or Timing()
        self._handlers: dict[str, Handler] = {}
        self._pool: asyncpg.Pool | None = None
        self._manager: QueueManager | None = None
        self._stopping = asyncio.Event()
        self._lock = asyncio.Lock()

    async def _queries(self) -> Queries:
        async with self._lock:
            if self._pool is None:
                self._pool = await asyncpg.create_pool(
                    self._url,
                    min_size=0,
                    max_size=4,
                    timeout=self._timing.answer,
                    command_timeout=self._timing.answer,
                    server_settings={"application_name": "jianbao-queue"},
                )
        return Queries(AsyncpgPoolDriver(self._pool))

    async def enqueue(self, batches: Sequence[Batch]) -> None:
        """Enqueue batches with one statement. Raises `StoreBusy` when the server is
        unreachable; the leases then expire.
        """
        if not batches:
            return
        try:
            queries = await self._queries()
            await queries.enqueue(
                [batch.queue for batch in batches],
                [
                    json.dumps([batch.given, *batch.ids]).encode()
                    for batch in batches
                ],
                [WAITED_FOR if batch.urgent else 0 for batch in batches],
            )
        except LOST as error:
            raise StoreBusy(f"the queue can't be reached: {error}") from error

    def handle(self, queue: str, handler: Handler) -> None:
        """Register the handler of a queue in this process."""
        self._handlers[queue] = handler

    async def run(self) -> None:
        """Work until `stop`; begin again after a server restart or a lost connection."""
        while not self._stopping.is_set():
            try:
                await self._work()
            except* LOST as group:
                log.warning("queue.lost", error=str(group.exceptions[0]))
            with suppress(TimeoutError):
                await asyncio.wait_for(
                    self._stopping.wait(), self._timing.pause
                )
        await self._close()

    async def _work(self) -> None:
        timing = self._timing
        manager = QueueManager(await self._queries())
        for queue, handler in self._handlers.items():
            manager.entrypoint(queue, accepts_context=False)(
                partial(_run, handler)
            )
        self._manager = manager
        if self._stopping.is_set():
            return
        await manager.run(
            dequeue_timeout=timedelta(seconds=timing.poll),
            batch_size=max(self._concurrency // 2, 1),
            max_concurrent_tasks=max(self._concurrency, 2),
            shutdown_on_listener_failure=True,
            heartbeat_timeout=timedelta(seconds=timing.heartbeat),
            log_aggregation_interval=timedelta(0),
        )

    async def stop(self) -> None:
        """Take no more jobs; `run` ends when the current ones are done."""
        self._stopping.set()
        if self._manager is not None:
            self._manager.shutdown.set()

    async def close(self) -> None:
        """Close the connections, if no `run` does it."""
        await self._close()

    async def _close(self) -> None:
        pool, self._pool = self._pool, None
        if pool is not None:
            with suppress(TimeoutError, *LOST):
                await asyncio.wait_for(pool.close(), 5)

    async def health(self) -> Health:
        """Count waiting and running jobs."""
        try:
            queries = await self._queries()
            sizes = [
                row
                for row in await queries.queue_size()
                if row.entrypoint in QUEUES
            ]
        except LOST as error:
            return Health(
                waiting=0,
                running=0,
                error=f"the queue can't be reached: {error}",
            )
        waiting = sum(row.count for row in sizes if row.status == "queued")
        return Health(
            waiting,
            sum(row.count for row in sizes if row.status == "picked"),
        )


async def _run(handler: Handler, job: Job) -> None:
    """Run one job; retry soon if the store was unreachable, leave any other fault to the
    leases.
    """
    given, *ids = json.loads(job.payload or b"[0]")
    batch = Batch(
        queue=job.entrypoint,
        ids=tuple(ids),
        given=given,
        urgent=job.priority >= WAITED_FOR,
    )
    try:
        await handler(batch)
    except StoreError as error:
        if job.attempts >= RETRIES:
            raise
        raise RetryRequested(
            timedelta(seconds=1 + job.attempts), str(error)
        ) from error
