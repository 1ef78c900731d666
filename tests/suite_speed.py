"""What keeps the suite quick: coverage traces only where it counts lines anew, the garbage collector passes over what
stays, and no test waits for what another process knows of it.

Tracing slows all code in a process, that of libraries too: Python by a factor of two to three, a test by half. So what
is counted is less than what is run, never more: the least that the suite must cover is checked the more strictly.
"""

from __future__ import annotations

import gc
import os
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from coverage import Coverage
from hypothesis import is_hypothesis_test
from pytest_rerunfailures import ClientStatusDB, StatusDB

_WORKER = "PYTEST_XDIST_WORKER"
_PARTS = 3
"""Of this many conversations one is counted. All count 95.6% of the lines and a third 92.9%, in half the traced time."""
_FIRST = "gw0"
"""The worker that counts the lines which modules run as they are imported: each imports the same modules."""
COUNTED_ELSEWHERE = frozenset(
    Path(__file__)
    .with_name("counted_elsewhere.txt")
    .read_text("utf-8")
    .splitlines()
)
"""Files whose tests take long and whose lines others run too: with them the suite counts 0.5% more lines, and its traced
tests take two fifths more CPU."""


def is_counted(item: pytest.Item) -> bool:
    """Whether coverage counts the lines that a test runs, wherever and in whatever order the tests
    run.

    It counts none in tests that say so, nor in those of the sandbox, which is not measured. Where
    workers run the whole suite, it counts the first case of each test, since the others mostly run
    the same lines, a third of the conversations with a whole bot, none of `COUNTED_ELSEWHERE`, and
    nothing under made-up input, which runs others each time. Whoever runs a few tests alone sees all
    lines that they run.
    """
    if item.nodeid.startswith("tests/sandbox/"):
        return False
    if item.get_closest_marker("untraced") is not None:
        return False
    return _WORKER not in os.environ or _adds_lines(item)


def _adds_lines(item: pytest.Item) -> bool:
    call = getattr(item, "callspec", None)
    is_later_case = call is not None and any(call.indices.values())
    test = getattr(item, "obj", None)
    is_elsewhere = item.nodeid.partition("::")[0] in COUNTED_ELSEWHERE
    if is_later_case or is_elsewhere or is_hypothesis_test(test):
        return False
    is_conversation = "stage" in getattr(item, "fixturenames", ())
    return not is_conversation or is_in_sample(item.nodeid)


def is_in_sample(nodeid: str) -> bool:
    """Whether a conversation is counted: by its name, so that each run counts the same ones."""
    return zlib.crc32(nodeid.encode()) % _PARTS == 0


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


def ask_nobody(config: pytest.Config) -> None:
    """Let a worker count by itself how often a test has failed.

    pytest-rerunfailures asks the process that hands out the tests, before each of them. Its answer takes 40 ms, since
    the question goes in two packets, and tells something new only of a test that has killed a worker: such a test now
    fails at once.
    """
    asked = getattr(config, "failures_db", None)
    if isinstance(asked, ClientStatusDB):
        asked.sock.close()
        config.failures_db = StatusDB()  # type: ignore[attr-defined]


def report_little(worker: Any) -> None:
    """Let a worker report of a test only what somebody reads: how its call ended, and what else went wrong.

    Of six messages a test four say that it begins, that its set-up and its end passed, and that it is over. Without
    them 3,000 tests that do nothing take 7.1 s of CPU, not 9.2: medians of six runs each.
    """
    send = worker.sendevent

    def send_read(name: str, **said: Any) -> None:
        if _is_read(name, said.get("data")):
            send(name, **said)

    worker.sendevent = send_read


def _is_read(name: str, report: dict[str, Any] | None) -> bool:
    if name == "testreport" and report is not None:
        return report["when"] == "call" or report["outcome"] != "passed"
    return name not in {"logstart", "logfinish"}


def _worker_of(config: pytest.Config) -> Any:
    """Return what speaks for a worker, with pytest-xdist's name for it: it is registered without one."""
    plugins = config.pluginmanager.get_plugins()
    return next(
        (each for each in plugins if type(each).__name__ == "WorkerInteractor"),
        None,
    )


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """In a worker, stop what pytest-cov began to trace before it knew that this is one.

    Nobody reads what that counts, and it would go on whenever the worker's own tracing pauses.
    """
    unread = Coverage.current() if _WORKER in os.environ else None
    if unread is not None:
        unread.stop()
    ask_nobody(session.config)
    if (worker := _worker_of(session.config)) is not None:
        report_little(worker)


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
    """Trace only the tests whose lines are counted."""
    with _at_rest(item.config, not is_counted(item)):
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
