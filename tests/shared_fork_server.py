"""One server of worker processes for the whole suite: begun before the test processes are forked, and used by all.

Such a server reads and places articles before it forks a worker: 4 s of CPU, which each test process would spend for
itself. The library asks with `waitpid` whether its server runs, which only the process that began it may ask.
"""

from __future__ import annotations

import os
from multiprocessing import forkserver, resource_tracker

from jobs.workers import fork_server

_library: type = forkserver.ForkServer


class _Inherited(_library):  # type: ignore[misc]
    """A server that another process has begun, until this one ends it for itself: then it has servers of its own."""

    inherited: int | None = None

    def ensure_running(self) -> None:
        """Start nothing while there is the inherited server: it runs as long as the process that began it."""
        if self._forkserver_pid is None or self._is_own():
            super().ensure_running()

    def _stop_unlocked(self) -> None:
        if self._forkserver_pid is None or self._is_own():
            super()._stop_unlocked()
            return
        os.close(self._forkserver_alive_fd)
        self._forkserver_alive_fd = None
        self._forkserver_pid = self._forkserver_address = None

    def _is_own(self) -> bool:
        return bool(self._forkserver_pid != self.inherited)


def begin() -> None:
    """Begin the server; return at once."""
    fork_server.begin()


def inherit() -> None:
    """Use, in a forked process, the server that its parent has begun, if it has."""
    server = forkserver._forkserver  # type: ignore[attr-defined]
    if server._forkserver_pid is None:
        return
    server.__class__ = _Inherited
    server.inherited = server._forkserver_pid
    # The module offers the method of the class that the server had.
    forkserver.ensure_running = server.ensure_running
    # A tracker is ended together with a server: each process has its own.
    tracker = resource_tracker._resource_tracker  # type: ignore[attr-defined]
    os.close(tracker._fd)
    tracker._fd = tracker._pid = None
