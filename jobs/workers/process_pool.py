"""Run CPU work outside the event loop: worker processes that are killed and replaced when
an input takes too long.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, ParamSpec, TypeVar

import structlog

from jobs.workers import fork_server
from jobs.workers.worker_process import WorkerProcess
from news.errors import ReadingError

log = structlog.get_logger()
P = ParamSpec("P")
T = TypeVar("T")
# Seconds without work after which the workers end. They start again in under
# 0.3 s: what they need is preloaded.
REST = 60.0
# Bytes or characters from which an input has a lane of its own, one at a time
# at a low priority: pages of 7.9 MB took 13 seconds each, and all others waited
# behind thirty of them.
BIG = 1_000_000
LOW_PRIORITY = 10
# Bytes of address space of a worker: a bomb ends the worker, not the machine.
MEMORY = 2 * 1024**3


class _WorkerLane:
    """Workers of one kind, and the calls that wait for them."""

    def __init__(
        self,
        count: int,
        warm: Callable[[], None] | None,
        niceness: int,
        rest: float,
        server_rest: float,
    ) -> None:
        self._warm = warm
        self._niceness = niceness
        self._rest = rest
        self._server_rest = server_rest
        self._timer: asyncio.TimerHandle | None = None
        self._idle: asyncio.LifoQueue[WorkerProcess | None] = (
            asyncio.LifoQueue()
        )
        for _ in range(count):
            self._idle.put_nowait(None)
        self._threads = ThreadPoolExecutor(count, "pool")
        self._all: set[WorkerProcess] = set()
        self.killed = 0

    async def start(self) -> None:
        """Start a worker for each place that has none, so that the first page need not
        wait for one; a worker that cannot start leaves its place empty.
        """
        waiting = [self._idle.get_nowait() for _ in range(self._idle.qsize())]
        fresh = [self._try_fresh() for worker in waiting if worker is None]
        for worker in [*filter(None, waiting), *await asyncio.gather(*fresh)]:
            self._idle.put_nowait(worker)
        self._plan_end()

    def _plan_end(self) -> None:
        """End the workers after this many idle seconds: they would hold their memory for
        nothing.
        """
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(
            self._rest, self._end_idle
        )

    def _end_idle(self) -> None:
        """End the workers that had nothing to do for a while, and give their memory back;
        their places stay, and the next page starts a new one.
        """
        places = self._idle.qsize()
        for worker in [self._idle.get_nowait() for _ in range(places)]:
            if worker is not None:
                self._all.discard(worker)
                self._threads.submit(worker.kill)
        for _ in range(places):
            self._idle.put_nowait(None)
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(
            self._server_rest, self._threads.submit, fork_server.end_unused
        )

    async def _try_fresh(self) -> WorkerProcess | None:
        try:
            return await self._fresh()
        except ReadingError as error:
            # Its place stays: whoever needs it tries again, and hears of it.
            log.warning("worker.not-started", error=str(error))
            return None

    async def _fresh(self) -> WorkerProcess:
        loop = asyncio.get_running_loop()
        worker = await loop.run_in_executor(self._threads, self._begin_worker)
        self._all.add(worker)
        return worker

    def _begin_worker(self) -> WorkerProcess:
        return WorkerProcess(self._warm, niceness=self._niceness, memory=MEMORY)

    async def run(
        self, function: Any, args: Any, keywords: Any, timeout: float
    ) -> Any:
        worker = await self._idle.get()
        loop = asyncio.get_running_loop()
        try:
            if worker is None or not worker.alive:
                worker = await self._fresh()
            call = (function, args, keywords, timeout)
            return await loop.run_in_executor(self._threads, worker.call, *call)
        except asyncio.CancelledError:
            if worker is not None:
                worker.end()  # its answer to the cancelled call would meet the next one
            raise
        finally:
            if worker is not None and not worker.alive:
                self._all.discard(worker)
                self.killed += 1
                worker = None
            self._idle.put_nowait(worker)
            self._plan_end()

    @property
    def running(self) -> int:
        return len(self._all)

    def close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        for worker in list(self._all):
            worker.kill()
        self._all.clear()
        self._threads.shutdown(wait=False, cancel_futures=True)


class ProcessPool:
    """Runs pure functions of `news` in a few processes, and those on big inputs in one more."""

    def __init__(
        self,
        workers: int = 0,
        *,
        warm: Callable[[], None] | None = None,
        rest: float = REST,
        server_rest: float = fork_server.REST,
    ) -> None:
        count = workers or max(1, (os.cpu_count() or 2) - 1)
        self._usual = _WorkerLane(count, warm, 0, rest, server_rest)
        self._big = _WorkerLane(1, warm, LOW_PRIORITY, rest, server_rest)
        self._starting: asyncio.Task[None] | None = None

    @property
    def running(self) -> int:
        """Count the running workers."""
        return self._usual.running + self._big.running

    @property
    def killed(self) -> int:
        """Count the workers that were ended because they took too long or died."""
        return self._usual.killed + self._big.killed

    def begin(self) -> None:
        """Start all workers in the background instead of on first use; calls wait for them.

        The one for big inputs starts when one comes.
        """
        self._starting = asyncio.create_task(self._usual.start())

    async def start(self) -> None:
        """Start all workers as `begin` does, and wait until they run."""
        self.begin()
        await self._started()

    async def _started(self) -> None:
        if self._starting is not None:
            await self._starting

    async def run(  # type: ignore[valid-type]
        self,
        function: Callable[P, T],
        *args: P.args,
        timeout: float = 10.0,
        **keywords: P.kwargs,
    ) -> T:
        """Run a picklable function in a worker. Raises our own errors as raised there,
        TooSlow, ReadingError, or InternalFault.
        """
        lane = self._big if _size(args) > BIG else self._usual
        answer: T = await lane.run(function, args, keywords, timeout)
        return answer

    async def close(self) -> None:
        """End all workers."""
        # One that starts now would be left to itself.
        await self._started()
        self._usual.close()
        self._big.close()


def _size(args: tuple[object, ...]) -> int:
    """Return the length of the longest text or bytes among arguments."""
    return max(
        (len(value) for value in args if isinstance(value, bytes | str)),
        default=0,
    )
