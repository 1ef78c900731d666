"""Run CPU work outside the event loop: worker processes that are killed and replaced when
an input takes too long.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import resource
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, ParamSpec, TypeVar

import structlog

from jobs.workers import fork_server
from news.errors import InternalFault, JianbaoError, ReadingError, TooSlow

log = structlog.get_logger()
P = ParamSpec("P")
T = TypeVar("T")
# Seconds within which a worker must have loaded what it needs.
STARTS = 60
# Seconds without work after which the workers end. They start again in under
# 0.3 s: what they need is preloaded.
REST = 60.0
# The same for the server that forks them and holds their models: they start in
# two seconds then.
SERVER_REST = 300.0
# Frames of a fault that go into the log.
TRACEBACK = 20
# Bytes or characters from which an input has a lane of its own, one at a time
# at a low priority: pages of 7.9 MB took 13 seconds each, and all others waited
# behind thirty of them.
BIG = 1_000_000
LOW_PRIORITY = 10
# Bytes of address space of a worker: a bomb ends the worker, not the machine.
MEMORY = 2 * 1024**3


def _work(
    pipe: Connection, warm: Callable[[], None] | None, niceness: int
) -> None:
    """Answer calls until the other side closes; exceptions are sent back as they are."""
    os.environ.clear()  # a page that takes a worker over finds no token in it
    os.nice(niceness)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    if warm:
        warm()
    # Ready: the time that a call may take begins with its work, not with imports.
    if not tell(pipe, (True, None)):
        return
    while True:
        try:
            function, args, keywords = pipe.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        try:
            answer: tuple[bool, Any] = (True, function(*args, **keywords))
        except JianbaoError as error:
            answer = (False, (type(error), str(error)))
        except MemoryError:
            answer = (
                False,
                (ReadingError, "the input needs more memory than a worker has"),
            )
        except Exception:  # the worker's edge: one input never ends it
            answer = (
                False,
                (InternalFault, traceback.format_exc(limit=TRACEBACK)),
            )
        if not tell(pipe, answer):
            return


def tell(pipe: Connection, answer: tuple[bool, Any]) -> bool:
    """Send an answer; return False where nobody is left to hear it."""
    try:
        pipe.send(answer)
    except OSError:  # the bot was killed: its workers end without a word
        return False
    return True


class WorkerTraceback(Exception):
    """A worker's traceback as text: tracebacks do not cross processes."""

    def __str__(self) -> str:
        return f"\n{self.args[0]}"


def _fault_of_ours(remote: str) -> InternalFault:
    """Log a fault of our own code with the worker's traceback, and return it as a
    retryable error.
    """
    log.error("worker.fault", traceback=remote)
    fault = InternalFault(remote.strip().splitlines()[-1])
    fault.__cause__ = WorkerTraceback(remote)
    return fault


class _Worker:
    """One worker process and its pipe."""

    def __init__(self, warm: Callable[[], None] | None, niceness: int) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(fork_server.PRELOAD)
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_work,
            args=(theirs, warm, niceness),
            daemon=True,
            name="jianbao-worker",
        )
        fork_server.start(self._process)
        theirs.close()
        if not self._pipe.poll(STARTS):
            self.kill()
            raise ReadingError(f"a worker did not start within {STARTS} s")
        self._pipe.recv()

    def call(
        self, function: Any, args: Any, keywords: Any, timeout: float
    ) -> Any:
        """Run a call in the worker; raises TooSlow beyond its time and ReadingError if the
        process died; it must then be replaced.
        """
        try:
            self._pipe.send((function, args, keywords))
        except OSError as error:
            self.kill()
            raise ReadingError("the worker had died") from error
        if not self._pipe.poll(timeout):
            self.kill()
            raise TooSlow(
                f"the work took more than {timeout:g} s and was ended"
            )
        try:
            good, value = self._pipe.recv()
        except (EOFError, OSError) as error:
            self.kill()
            raise ReadingError("the worker died on this input") from error
        if good:
            return value
        kind, message = value
        if kind is InternalFault:
            raise _fault_of_ours(message)
        raise kind(message)

    @property
    def alive(self) -> bool:
        return bool(self._process.is_alive())

    def end(self) -> None:
        """End the process; the thread that waits on its pipe notices and closes it."""
        self._process.kill()
        self._process.join(2)

    def kill(self) -> None:
        self._process.kill()
        self._process.join(5)
        self._pipe.close()


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
        self._idle: asyncio.LifoQueue[_Worker | None] = asyncio.LifoQueue()
        for _ in range(count):
            self._idle.put_nowait(None)
        self._threads = ThreadPoolExecutor(count, "pool")
        self._all: set[_Worker] = set()
        self.killed = 0

    async def start(self) -> None:
        waiting = [self._idle.get_nowait() for _ in range(self._idle.qsize())]
        fresh = [self._fresh() for worker in waiting if worker is None]
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

    async def _fresh(self) -> _Worker:
        loop = asyncio.get_running_loop()
        worker = await loop.run_in_executor(
            self._threads, _Worker, self._warm, self._niceness
        )
        self._all.add(worker)
        return worker

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
        server_rest: float = SERVER_REST,
    ) -> None:
        count = workers or max(1, (os.cpu_count() or 2) - 1)
        self._usual = _WorkerLane(count, warm, 0, rest, server_rest)
        self._big = _WorkerLane(1, warm, LOW_PRIORITY, rest, server_rest)

    @property
    def running(self) -> int:
        """Count the running workers."""
        return self._usual.running + self._big.running

    @property
    def killed(self) -> int:
        """Count the workers that were ended because they took too long or died."""
        return self._usual.killed + self._big.killed

    async def start(self) -> None:
        """Start all workers now instead of on first use; the one for big inputs starts
        when one comes.
        """
        await self._usual.start()

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
        self._usual.close()
        self._big.close()


def _size(args: tuple[object, ...]) -> int:
    """Return the length of the longest text or bytes among arguments."""
    return max(
        (len(value) for value in args if isinstance(value, bytes | str)),
        default=0,
    )
