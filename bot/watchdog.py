"""End the process when its event loop is blocked or a job never ends, so that
its supervisor restarts it.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import structlog

log = structlog.get_logger()
# Seconds between two signs of life of the loop.
BEAT = 1.0
# Seconds without a sign after which the process ends: the longest measured work
# on the loop takes 0.05.
PATIENCE = 60.0
LOOK = 5.0
# Seconds between two looks that mean that this thread stood still too: the
# process was stopped, its container paused, or its machine asleep.
STOOD_STILL = 3 * LOOK
# Seconds for which a job must look stuck: after the machine slept, all jobs do
# until they have run.
SETTLE = 600.0
# The exit code (EX_SOFTWARE of sysexits.h).
BLOCKED = 70


def notify(state: str) -> None:
    """Send systemd a state such as READY=1; do nothing without systemd
    (sd_notify(3)).
    """
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    # A name in the abstract namespace is written with @ and passed with a zero
    # byte.
    target = "\0" + address[1:] if address.startswith("@") else address
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        try:
            sender.sendto(state.encode(), target)
        except OSError as error:
            log.debug("watchdog.systemd", error=str(error))


def stacks() -> str:
    """Return the current stack of every thread."""
    names = {thread.ident: thread.name for thread in threading.enumerate()}
    parts = []
    for number, frame in sys._current_frames().items():
        parts.append(f"thread {names.get(number, number)}:\n")
        parts += traceback.format_stack(frame)
    return "".join(parts)


def _nothing_stuck() -> Sequence[str]:
    """Return no jobs, for a process that runs none."""
    return ()


class Watchdog:
    """A thread that checks for the event loop's signs of life; systemd gets
    them too.

    `stuck` names the jobs that will never end. Container engines do not restart
    a container that is only unhealthy, so the process ends itself.
    """

    def __init__(
        self,
        *,
        patience: float = PATIENCE,
        look: float = LOOK,
        end: Callable[[int], object] = os._exit,
        watch: Callable[[], float] = time.monotonic,
        stuck: Callable[[], Sequence[str]] = _nothing_stuck,
    ) -> None:
        self._patience = patience
        self._look_every = look
        self._end = end
        self._watch = watch
        self._stuck = stuck
        self._stuck_since: float | None = None
        self._last = watch()
        self._looked: float | None = None
        self._stopping = threading.Event()

    async def beat(self) -> None:
        """Give signs of life until cancelled."""
        while True:
            self._last = self._watch()
            notify("WATCHDOG=1")
            self.look_for_stuck()
            await asyncio.sleep(BEAT)

    def look_for_stuck(self) -> None:
        """End the process when a job has looked stuck for too long."""
        jobs = self._stuck()
        now = self._watch()
        if not jobs:
            self._stuck_since = None
        elif self._stuck_since is None:
            self._stuck_since = now
        elif now - self._stuck_since > SETTLE:
            log.critical("job.hangs", jobs=jobs, stacks=stacks())
            self._end(BLOCKED)

    def look(self) -> None:
        """End the process when the loop gave no sign for too long; write all
        stacks to the log. A process that stood still as a whole goes on.
        """
        now, before = self._watch(), self._looked
        self._looked = now
        if before is not None and now - before > STOOD_STILL:
            log.warning("process.stood-still", seconds=round(now - before))
            self._last = max(self._last, now - LOOK)
        silent = now - self._last
        if silent > self._patience:
            log.critical("loop.blocked", seconds=round(silent), stacks=stacks())
            self._end(BLOCKED)

    def _run(self) -> None:
        while not self._stopping.wait(self._look_every):
            self.look()

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Watch the running loop while the context lasts."""
        self._last, self._looked = self._watch(), None
        thread = threading.Thread(
            target=self._run, name="watchdog", daemon=True
        )
        thread.start()
        beating = asyncio.get_running_loop().create_task(self.beat())
        notify("READY=1")
        try:
            yield
        finally:
            notify("STOPPING=1")
            beating.cancel()
            self._stopping.set()
            thread.join()
