"""State that lasts between calls, held in a process of its own or in this one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Concatenate, Generic, ParamSpec, Protocol, TypeVar

from jobs.workers import fork_server
from jobs.workers.worker_process import WorkerProcess
from news.errors import ReadingError

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")
State_co = TypeVar("State_co", covariant=True)
# Seconds that a call may take: a window of 300,000 articles is loaded in a
# quarter of it.
LONGEST = 900.0


class LastingState(Protocol[State_co]):
    """Begins a state on need, calls its methods one after another, and gives it up."""

    @property
    def running(self) -> bool:
        """Whether there is a state; a process that died has none."""
        ...

    async def begin(self) -> None:
        """Make a fresh state."""
        ...

    async def run(
        self,
        method: Callable[Concatenate[State_co, P], R],
        *args: P.args,
        **keywords: P.kwargs,
    ) -> R:
        """Call a method of the state outside the event loop."""
        ...

    async def end(self) -> None:
        """Give the state up, and its memory."""
        ...


class StateInThread(Generic[T]):
    """A state in this process: for commands that end soon."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._state: T | None = None

    @property
    def running(self) -> bool:
        """Whether there is a state."""
        return self._state is not None

    async def begin(self) -> None:
        """Make a fresh state."""
        self._state = await asyncio.to_thread(self._make)

    async def run(
        self,
        method: Callable[Concatenate[T, P], R],
        *args: P.args,
        **keywords: P.kwargs,
    ) -> R:
        """Call a method of the state in a thread. Raises ReadingError without a state."""
        if self._state is None:
            raise ReadingError("there is no state: it did not begin")
        return await asyncio.to_thread(method, self._state, *args, **keywords)

    async def end(self) -> None:
        """Give the state up."""
        self._state = None


class StateInProcess(Generic[T]):
    """A state in a process of its own: its memory is free again when it ends.

    Methods and their arguments must be picklable.
    """

    def __init__(
        self,
        make: Callable[[], T],
        *,
        longest: float = LONGEST,
        server_rest: float = fork_server.REST,
    ) -> None:
        self._make = make
        self._longest = longest
        self._server_rest = server_rest
        self._worker: WorkerProcess | None = None
        # A thread of its own: the loop's usual ones are few, and a call may
        # take minutes.
        self._thread = ThreadPoolExecutor(1, "state")

    @property
    def running(self) -> bool:
        """Whether the process runs."""
        return self._worker is not None and self._worker.alive

    async def begin(self) -> None:
        """Start the process anew. Raises ReadingError if it does not start."""
        loop = asyncio.get_running_loop()
        await self._drop()
        self._worker = await loop.run_in_executor(self._thread, self._start)

    def _start(self) -> WorkerProcess:
        return WorkerProcess(self._make, keeps=True)

    async def run(
        self,
        method: Callable[Concatenate[T, P], R],
        *args: P.args,
        **keywords: P.kwargs,
    ) -> R:
        """Call a method of the state in its process.

        Raises the method's own errors, and ReadingError, TooSlow or InternalFault; a process that
        died or took too long has lost the state.
        """
        worker = self._worker
        if worker is None:
            raise ReadingError("there is no state: its process did not begin")
        loop = asyncio.get_running_loop()
        call = (method, args, keywords, self._longest)
        try:
            answer: R = await loop.run_in_executor(
                self._thread, worker.call, *call
            )
        except asyncio.CancelledError:
            # Its answer to the cancelled call would meet the next one.
            self._worker = None
            worker.end()
            raise
        return answer

    async def end(self) -> None:
        """End the process, and the workers' server some minutes later if nothing needs it."""
        await self._drop()
        loop = asyncio.get_running_loop()
        loop.call_later(
            self._server_rest,
            loop.run_in_executor,
            None,
            fork_server.end_unused,
        )

    async def _drop(self) -> None:
        worker, self._worker = self._worker, None
        if worker is None:
            return
        # A call that still waits ends with it, and leaves the thread free.
        worker.end()
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._thread, worker.kill)
