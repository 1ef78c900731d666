"""Runs the suite in several processes that are forked once the tests are collected: `--processes 6`.

pytest-xdist starts each worker anew: it loads the code and collects 13,300 tests, 12 s of CPU for each. A forked
worker has both at once. Each worker takes a few tests at a time from those that nobody has taken, and sends reports to
the first process, which prints them and counts.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

import pytest

from tests import shared_fork_server
from tests.suite_speed import at_rest, save_counted

_FORK = multiprocessing.get_context("fork")
_AT_A_TIME = 8
"""Tests that a worker takes: neighbours share the fixtures of their module, and the last ones end at about one time."""
_FEW = 1_000
"""Of more tests some read and place articles in each worker."""
_ENDING = 10.0
"""Seconds in which a worker that has run its tests removes its files and ends."""
_DONE = None
"""What a worker sends after its last report."""


class TestsLeft:
    """The tests that no worker has taken yet, by number, and the one that each worker runs."""

    __test__ = False

    def __init__(self, tests: int, workers: int) -> None:
        self._tests = tests
        self._next = _FORK.Value("l", 0)
        self.running = _FORK.RawArray("l", workers)

    def take(self) -> range:
        """Return the numbers of the tests that the caller has to run: none where all are taken."""
        with self._next.get_lock():
            first = self._next.value
            self._next.value = min(first + _AT_A_TIME, self._tests)
            return range(first, self._next.value)

    def taken(self) -> Iterator[int]:
        """Take tests while there are any."""
        return itertools.chain.from_iterable(iter(self.take, range(0)))


# Characters of what a failed first try says, from its end.
_FIRST_TRY = 3_000


class ReportSender:
    """Sends of a worker's reports what somebody reads: how a test's call ended, and what else went wrong."""

    def __init__(self, config: pytest.Config, pipe: Connection) -> None:
        self._config = config
        self._pipe = pipe

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Send a report as plain data."""
        if report.when == "call" or report.outcome != "passed":
            hook = self._config.hook
            self._pipe.send(
                hook.pytest_report_to_serializable(
                    config=self._config, report=report
                )
            )


def _print_nothing(config: pytest.Config) -> None:
    """Catch what tests print in a file of this process, and drop what pytest prints: the first process prints it."""
    capture: Any = config.pluginmanager.getplugin("capturemanager")
    capture.stop_global_capturing()
    sys.stdout.flush()
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    capture.start_global_capturing()
    capture.suspend_global_capture()


def _run_tests(
    session: pytest.Session, left: TestsLeft, worker: int, pipe: Connection
) -> None:
    """Run tests in a forked process until all are taken."""
    config = session.config
    shared_fork_server.inherit()
    _print_nothing(config)
    config.pluginmanager.register(ReportSender(config, pipe))
    # The fixtures that a test and the next one share stay.
    one, next_one = itertools.tee(left.taken())
    next(next_one, None)
    for number, following in itertools.zip_longest(one, next_one):
        left.running[worker] = number
        config.hook.pytest_runtest_protocol(
            item=session.items[number],
            nextitem=None if following is None else session.items[following],
        )
    save_counted(config)
    pipe.send(_DONE)


@dataclass(frozen=True)
class Worker:
    """A forked process that runs tests, and the pipe that its reports come through."""

    number: int
    process: ForkProcess
    reports: Connection


class Workers:
    """The processes that run a session's tests."""

    def __init__(self, session: pytest.Session, count: int) -> None:
        self._session = session
        self._left = TestsLeft(len(session.items), count)
        self._workers = [self._start(number) for number in range(count)]

    def _start(self, number: int) -> Worker:
        reports, pipe = _FORK.Pipe(duplex=False)
        process = _FORK.Process(
            target=_run_tests,
            args=(self._session, self._left, number, pipe),
        )
        process.start()
        pipe.close()
        return Worker(number, process, reports)

    def follow(self) -> None:
        """Hand the workers' reports to pytest until all workers have ended.

        Raises `Interrupted` or `Failed` as soon as pytest wants no more tests.
        """
        running = {worker.reports: worker for worker in self._workers}
        while running:
            ready = wait(list(running))
            for worker in [running[pipe] for pipe in running if pipe in ready]:
                try:
                    data = worker.reports.recv()
                except EOFError:
                    self._report_loss(worker)
                    data = _DONE
                if data is _DONE:
                    worker.process.join(_ENDING)
                    del running[worker.reports]
                else:
                    self._report(data)

    def _report(self, data: dict[str, Any]) -> None:
        config = self._session.config
        self._log(
            config.hook.pytest_report_from_serializable(
                config=config, data=data
            )
        )

    def _log(self, report: pytest.TestReport) -> None:
        self._session.config.hook.pytest_runtest_logreport(report=report)
        if self._session.shouldfail:
            raise self._session.Failed(self._session.shouldfail)
        if self._session.shouldstop:
            raise self._session.Interrupted(self._session.shouldstop)

    def _report_loss(self, worker: Worker) -> None:
        """Let the test fail that has ended its worker.

        Those that the worker had taken with it are not run: the session has failed all the same.
        """
        worker.process.join()
        item = self._session.items[self._left.running[worker.number]]
        reason = (
            f"This test ended its process, with {worker.process.exitcode}. "
            f"Up to {_AT_A_TIME} tests after it were not run."
        )
        self._log(
            pytest.TestReport(
                item.nodeid, item.location, {}, "failed", reason, "call"
            )
        )

    def end(self) -> None:
        """End the workers that still run."""
        for worker in self._workers:
            worker.process.kill()
            worker.process.join()


def _is_short(item: pytest.Item) -> bool:
    return item.get_closest_marker("timeout") is None


def _wants_postgresql(item: pytest.Item) -> bool:
    return item.get_closest_marker("postgres") is not None


def _databases(items: list[pytest.Item]) -> AbstractContextManager[None]:
    """Have a server of databases where a test wants one; its library takes half a second to import."""
    if not any(map(_wants_postgresql, items)):
        return nullcontext()
    from tests.postgres import shared_server

    return shared_server()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the number of processes."""
    parser.addoption(
        "--processes",
        type=int,
        default=0,
        help="run the tests in as many forked processes",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Run the tests in forked processes where somebody asks for them and pytest would run any."""
    count = session.config.getoption("processes")
    if not count or session.testsfailed or session.config.option.collectonly:
        return None
    # What takes long comes first: at the end the other workers would wait for it.
    session.items.sort(key=_is_short)
    if len(session.items) > _FEW:
        # It loads its tables meanwhile.
        shared_fork_server.begin()
        from tests.suite_tables import load_tables

        with at_rest(session.config, True):
            load_tables()
    # Each worker counts the lines that its tests run. Here none are run.
    with _databases(session.items):
        workers = Workers(session, count)
        try:
            with at_rest(session.config, True):
                workers.follow()
        finally:
            workers.end()
    return True


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print why tests failed that passed at the second try: that they pass does not mend them."""
    for report in terminalreporter.getreports("rerun"):
        terminalreporter.section(f"first try of {report.nodeid}")
        terminalreporter.write_line(report.longreprtext[-_FIRST_TRY:])
