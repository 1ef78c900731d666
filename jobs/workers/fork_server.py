"""The process that forks the workers: it has their models loaded, so they start in milliseconds.

It is the library's, one for all pools of this process. It keeps 100 MB while it runs, so it ends
when nothing was read for some minutes; the next worker starts it anew, in about two seconds.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import forkserver, resource_tracker
from multiprocessing.process import BaseProcess
from threading import Lock

# What each worker needs is imported and loaded once, by the server.
PRELOAD = ["jobs.workers.preload"]
# Seconds after the end of the last worker after which the server ends: it holds
# their models. The next worker then starts in two seconds.
REST = 300.0
# Starting and ending exclude each other: pools do both in threads of theirs.
_TURN = Lock()


def begin() -> None:
    """Start the server before it is needed, so that it loads its models meanwhile.

    Returns at once.
    """
    with _TURN, _ctrl_c_held():
        forkserver.set_forkserver_preload(PRELOAD)
        forkserver.ensure_running()


def start(process: BaseProcess) -> None:
    """Start a process that ignores Ctrl-C from a terminal: its parent ends it, without a
    traceback.
    """
    with _TURN, _ctrl_c_held():
        process.start()


@contextmanager
def _ctrl_c_held() -> Iterator[None]:
    """Make processes started inside ignore Ctrl-C."""
    # It unblocks the signal itself when it starts, so it must run before.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def is_running() -> bool:
    """Return whether the server runs."""
    return forkserver._forkserver._forkserver_pid is not None  # type: ignore[attr-defined]


def end_unused() -> bool:
    """End the server and its tracker if no worker is left; return whether they ended."""
    with _TURN:
        if multiprocessing.active_children():
            return False
        # The library has no other name for it; its own tests end it so.
        forkserver._forkserver._stop()  # type: ignore[attr-defined]
        resource_tracker._resource_tracker._stop()  # type: ignore[attr-defined]
        return True
