"""A queue without a server: it runs batches in this process."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import structlog

from jobs.distributed.queue import WAITED_FOR, Batch, Handler, Health

log = structlog.get_logger()


class QueueInProcess:
    """Runs batches a few at a time."""

    def __init__(self, *, concurrency: int = 4) -> None:
        self._handlers: dict[str, Handler] = {}
        self._waiting: asyncio.PriorityQueue[tuple[int, int, Batch | None]] = (
            asyncio.PriorityQueue()
        )
        self._number = 0
        self._running = 0
        self._concurrency = concurrency

    async def enqueue(self, batches: Sequence[Batch]) -> None:
        """Enqueue batches; urgent ones, for which a person waits, go first."""
        for batch in batches:
            self._put(-WAITED_FOR if batch.urgent else 0, batch)

    def _put(self, rank: int, batch: Batch | None) -> None:
        self._number += 1
        self._waiting.put_nowait((rank, self._number, batch))

    def handle(self, queue: str, handler: Handler) -> None:
        """Register the handler of a queue in this process."""
        self._handlers[queue] = handler

    async def run(self) -> None:
        """Work until `stop`, through every loss of the database."""
        await asyncio.gather(*(self._work() for _ in range(self._concurrency)))

    async def _work(self) -> None:
        while True:
            _, _, batch = await self._waiting.get()
            if batch is None:
                return
            self._running += 1
            try:
                await self._handlers[batch.queue](batch)
            except Exception:
                # The rows' leases lapse, and the sweep puts them in again.
                log.exception(
                    "job.fault", queue=batch.queue, ids=len(batch.ids)
                )
            finally:
                self._running -= 1

    async def stop(self) -> None:
        """Take no more batches and finish the running ones; waiting rows stay leased and
        come again.
        """
        for _ in range(self._concurrency):
            self._put(-WAITED_FOR - 1, None)

    async def health(self) -> Health:
        """Return the engine's state."""
        return Health(self._waiting.qsize(), self._running)
