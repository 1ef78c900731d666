"""One lane for each chat: handle its updates in order, and different chats side
by side.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import structlog

from bot.delivery.answer_waits import ASIDE

log = structlog.get_logger()
# Updates that are handled at once.
ABREAST = 64
# Seconds of work that one update may take; after that its lane goes on without
# it.
LONGEST = 120.0
Work = Callable[[], Awaitable[None]]


class Lanes:
    """Queues of work, one a lane. Work that fails or takes too long is logged;
    its lane goes on.
    """

    def __init__(self) -> None:
        self._waiting: dict[int, deque[tuple[Work, asyncio.Future[None]]]] = {}
        self._running: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(ABREAST)

    def submit(self, lane: int, work: Work) -> asyncio.Future[None]:
        """Append work to its lane; the future is done when the work has ended,
        also with an error.
        """
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if lane in self._waiting:
            self._waiting[lane].append((work, done))
            return done
        self._waiting[lane] = deque([(work, done)])
        task = asyncio.create_task(self._run(lane))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return done

    @property
    def depth(self) -> int:
        """The number of works that wait or run."""
        return sum(map(len, self._waiting.values()))

    async def join(self) -> None:
        """Wait until all lanes are empty."""
        while self._running:
            await asyncio.wait(self._running)

    async def stop(self, *, within: float) -> None:
        """Wait up to the given seconds for running work; drop the work that
        waits.
        """
        for lane in self._waiting.values():
            while len(lane) > 1:
                lane.pop()[1].cancel()
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=within)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _run(self, lane: int) -> None:
        waiting = self._waiting[lane]
        try:
            while waiting:
                work, done = waiting[0]
                async with self._places:
                    await self._run_one(work)
                if not done.done():
                    done.set_result(None)
                waiting.popleft()
        finally:
            del self._waiting[lane]
            for _, left in waiting:
                left.cancel()

    async def _run_one(self, work: Work) -> None:
        try:
            async with asyncio.timeout(LONGEST) as limit:
                ASIDE.set(_UpdateSlot(self._places, limit).aside)
                await work()
        except TimeoutError:
            log.warning("update.too-long", seconds=LONGEST)
        except Exception:
            log.exception("update.fault")


class _UpdateSlot:
    """The slot of one update among those that run at once; another update may
    use it while this one only waits.
    """

    def __init__(
        self, places: asyncio.Semaphore, limit: asyncio.Timeout
    ) -> None:
        self._places = places
        self._limit = limit
        # The update's calls that wait now: it may make several at once.
        self._waiting = 0

    @asynccontextmanager
    async def aside(self) -> AsyncIterator[None]:
        """Release the slot and stop the time limit; take a slot again in turn."""
        self._waiting += 1
        if self._waiting == 1:
            self._limit.reschedule(None)
            self._places.release()
        try:
            yield
        finally:
            self._waiting -= 1
            if not self._waiting:
                await self._places.acquire()
                self._limit.reschedule(
                    asyncio.get_running_loop().time() + LONGEST
                )
