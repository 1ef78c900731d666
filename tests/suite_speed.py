"""What keeps the suite quick: coverage traces only where it counts lines anew, and the garbage collector passes over
what stays.

Tracing slows all code in a process, that of libraries too: Python by a factor of two to three, a test by half. So what
is counted is less than what is run, never more: the least that the suite must cover is checked the more strictly.
"""

from __future__ import annotations

import gc
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_PARTS = 3
"""Of this many conversations one is counted. All count 95.6% of the lines and a third 92.9%, in half the traced time."""
COUNTED_ELSEWHERE = frozenset(
    Path(__file__)
    .with_name("counted_elsewhere.txt")
    .read_text("utf-8")
    .splitlines()
)
"""Files whose tests take long and whose lines others run too: with them the suite counts 1.6% more lines, and its traced
tests take twice the CPU."""


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
    return not item.config.getoption("processes") or _adds_lines(item)


def _adds_lines(item: pytest.Item) -> bool:
    from hypothesis import is_hypothesis_test

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
def at_rest(config: pytest.Config, rests: bool) -> Iterator[None]:
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


def save_counted(config: pytest.Config) -> None:
    """Write what was counted in a forked process, for the first one to add up."""
    plugin = config.pluginmanager.getplugin("_cov")
    if plugin and plugin.cov_controller:
        plugin.cov_controller.cov.save()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage."""
    with _no_garbage_collection():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(
    item: pytest.Item,
) -> Generator[None, object, object]:
    """Trace only the tests whose lines are counted."""
    with at_rest(item.config, not is_counted(item)):
        return (yield)
