"""What keeps the suite quick: coverage traces only where it counts lines anew, and the garbage collector passes over what stays.

Tracing slows all code in a process by half.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Generator, Iterator
from contextlib import contextmanager

import pytest
from coverage import Coverage

_WORKER = "PYTEST_XDIST_WORKER"
_FIRST = "gw0"
"""The worker that counts the lines which modules run as they are imported: each imports the same modules."""


@contextmanager
def _at_rest(config: pytest.Config, rests: bool) -> Iterator[None]:
    """Trace nothing in the meantime."""
    plugin = config.pluginmanager.getplugin("_cov")
    tracing = plugin.cov_controller if plugin else None
    if not (rests and tracing and tracing.started):
        yield
        return
    tracing.pause()
    try:
        yield
    finally:
        tracing.resume()


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """Collect no garbage inside, nor look again at what was made inside: modules and tests stay to the end.

    So the collection of 10,000 tests takes 6 s of CPU, not 10, and each later search for garbage looks at less.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """In a worker, stop what pytest-cov began to trace before it knew that this is one.

    Nobody reads what that counts, and it would go on whenever the worker's own tracing pauses.
    """
    unread = Coverage.current() if _WORKER in os.environ else None
    if unread is not None:
        unread.stop()


@pytest.hookimpl(wrapper=True)
def pytest_collection(
    session: pytest.Session,
) -> Generator[None, object, object]:
    """Count what is run by imports in the first worker only."""
    rests = os.environ.get(_WORKER, _FIRST) != _FIRST
    with _at_rest(session.config, rests), _no_garbage_collection():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(
    item: pytest.Item,
) -> Generator[None, object, object]:
    """Count nothing in a test that says so, and in those of the sandbox, which is not measured."""
    of_sandbox = item.nodeid.startswith("tests/sandbox/")
    marked = item.get_closest_marker("untraced") is not None
    with _at_rest(item.config, of_sandbox or marked):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop(
    session: pytest.Session,
) -> Generator[None, object, object]:
    """Count nothing in the process that only hands out the tests to the workers."""
    hands_out = session.config.getoption("dist", "no") != "no"
    is_worker = _WORKER in os.environ
    with _at_rest(session.config, bool(hands_out) and not is_worker):
        return (yield)
