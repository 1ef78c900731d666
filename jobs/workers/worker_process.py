"""One worker process: it answers calls one after another, and is killed where one takes too long."""

from __future__ import annotations

import multiprocessing
import os
import resource
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

import structlog

from jobs.workers import fork_server
from news.errors import InternalFault, JianbaoError, ReadingError, TooSlow

log = structlog.get_logger()
# Seconds within which a worker must have loaded what it needs.
STARTS = 60
# Frames of a fault that go into the log.
TRACEBACK = 20


@dataclass(frozen=True, slots=True)
class _Start:
    """What a worker does before its first call."""

    warm: Callable[[], object] | None
    # Whether what `warm` returns is the first argument of each call.
    keeps: bool
    niceness: int
    # Bytes of address space; 0 for no limit.
    memory: int

    def prepare(self) -> tuple[Any, ...]:
        """Set the limits, load what the calls need, and return their first arguments."""
        # A page that takes a worker over finds no token in it.
        os.environ.clear()
        os.nice(self.niceness)
        if self.memory:
            with suppress(ValueError, OSError):
                resource.setrlimit(
                    resource.RLIMIT_AS, (self.memory, self.memory)
                )
        state = self.warm() if self.warm else None
        if self.keeps:
            return (state,)
        return ()


def _work(pipe: Connection, start: _Start) -> None:
    """Answer calls until the other side closes; exceptions are sent back as they are."""
    first = start.prepare()
    # Ready: the time that a call may take begins with its work, not with imports.
    if not tell(pipe, (True, None)):
        return
    while True:
        try:
            function, args, keywords = pipe.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        if not tell(pipe, _answer(function, (*first, *args), keywords)):
            return


def _answer(function: Any, args: Any, keywords: Any) -> tuple[bool, Any]:
    """Call a function; return whether it ended well, with its value or its error."""
    try:
        return True, function(*args, **keywords)
    except JianbaoError as error:
        return False, (type(error), str(error))
    except MemoryError:
        needs = "the input needs more memory than a worker has"
        return False, (ReadingError, needs)
    except Exception:  # the worker's edge: one input never ends it
        fault = traceback.format_exc(limit=TRACEBACK)
        return False, (InternalFault, fault)


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


class WorkerProcess:
    """One worker process and its pipe."""

    def __init__(
        self,
        warm: Callable[[], object] | None = None,
        *,
        keeps: bool = False,
        niceness: int = 0,
        memory: int = 0,
    ) -> None:
        """Start a process that calls `warm` first; with `keeps` each call gets what it returned.

        `memory` is the limit of its address space in bytes, 0 for none. Raises ReadingError if it
        does not start.
        """
        start = _Start(warm, keeps, niceness, memory)
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(fork_server.PRELOAD)
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_work,
            args=(theirs, start),
            daemon=True,
            name="jianbao-worker",
        )
        self._ended = False
        fork_server.start(self._process)
        theirs.close()
        if not self._pipe.poll(STARTS):
            self.kill()
            raise ReadingError(f"a worker did not start within {STARTS} s")
        try:
            self._pipe.recv()
        except (EOFError, OSError) as error:
            self.kill()
            raise ReadingError("a worker died as it started") from error

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
        """Whether the process runs; one that was ended does not, although a busy machine may take
        longer to end it than is waited for.
        """
        return not self._ended and bool(self._process.is_alive())

    def end(self) -> None:
        """End the process; the thread that waits on its pipe notices and closes it."""
        self._ended = True
        self._process.kill()
        self._process.join(2)

    def kill(self) -> None:
        """End the process and close its pipe."""
        self._ended = True
        self._process.kill()
        self._process.join(5)
        self._pipe.close()
