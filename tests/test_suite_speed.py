"""Coverage counts the lines of the right tests, nothing is traced in the others, and none waits for another process."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_rerunfailures import ClientStatusDB, SocketDB

from tests.suite_speed import (
    COUNTED_ELSEWHERE,
    ask_nobody,
    is_counted,
    is_in_sample,
    report_little,
)


@pytest.fixture
def _in_a_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_XDIST_WORKER", "gw3")


@pytest.fixture
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)


@given(st.integers())
def _made_up(number: int) -> None:
    assert isinstance(number, int)


def _test(request: pytest.FixtureRequest, test: object) -> pytest.Function:
    """Return another test of this file."""
    return pytest.Function.from_parent(
        request.node.parent, name="test_other", callobj=test
    )


@pytest.mark.usefixtures("_in_a_worker")
@pytest.mark.parametrize("second", ["a", "b"])
@pytest.mark.parametrize("first", [1, 2, 3])
def test_the_first_case_of_a_test_is_counted(
    request: pytest.FixtureRequest, first: int, second: str
) -> None:
    assert is_counted(request.node) == ((first, second) == (1, "a"))


@pytest.mark.usefixtures("_in_a_worker")
def test_a_test_without_cases_is_counted_unless_it_makes_up_its_input(
    request: pytest.FixtureRequest,
) -> None:
    assert is_counted(_test(request, lambda: None))
    assert not is_counted(_test(request, _made_up))


def _conversations(request: pytest.FixtureRequest) -> list[pytest.Function]:
    """Return other tests of this file that run a bot on a sandbox."""

    def talk(stage: object) -> None:
        del stage

    return [
        pytest.Function.from_parent(
            request.node.parent, name=f"test_talk_{number}", callobj=talk
        )
        for number in range(300)
    ]


@pytest.mark.usefixtures("_in_a_worker")
def test_a_third_of_the_conversations_is_counted_the_same_in_each_run(
    request: pytest.FixtureRequest,
) -> None:
    talks = _conversations(request)
    counted = [talk for talk in talks if is_counted(talk)]
    assert 70 < len(counted) < 130
    assert counted == [talk for talk in talks if is_in_sample(talk.nodeid)]
    # crc32("a") is 3904355907, a multiple of three, and crc32("b") 1908338681.
    assert (is_in_sample("a"), is_in_sample("b")) == (True, False)


def _test_in(path: str) -> pytest.Item:
    """Return what a test of a file says of itself."""
    item = SimpleNamespace(
        nodeid=f"{path}::test_other",
        obj=lambda: None,
        get_closest_marker=lambda name: None,
    )
    return cast("pytest.Item", item)


@pytest.mark.usefixtures("_in_a_worker")
def test_a_file_whose_lines_others_run_is_not_counted() -> None:
    assert not is_counted(_test_in(min(COUNTED_ELSEWHERE)))
    assert is_counted(_test_in("tests/test_other.py"))


@pytest.mark.usefixtures("_alone")
def test_such_a_file_is_counted_for_who_runs_it_alone() -> None:
    assert is_counted(_test_in(min(COUNTED_ELSEWHERE)))


def test_each_file_that_is_not_counted_exists() -> None:
    root = Path(__file__).parents[1]
    assert COUNTED_ELSEWHERE
    assert [
        path for path in COUNTED_ELSEWHERE if not (root / path).is_file()
    ] == []


@pytest.mark.usefixtures("_alone")
def test_all_conversations_are_counted_for_who_runs_a_few_alone(
    request: pytest.FixtureRequest,
) -> None:
    assert all(map(is_counted, _conversations(request)))


@pytest.mark.usefixtures("_alone")
@pytest.mark.parametrize("case", [1, 2])
def test_all_is_counted_for_who_runs_a_few_tests_alone(
    request: pytest.FixtureRequest, case: int
) -> None:
    assert is_counted(request.node)
    assert is_counted(_test(request, _made_up))


@pytest.mark.parametrize("workers", ["_in_a_worker", "_alone"])
def test_a_test_that_says_so_is_never_counted(
    request: pytest.FixtureRequest, workers: str
) -> None:
    request.getfixturevalue(workers)
    item = _test(request, lambda: None)
    item.add_marker("untraced")
    assert not is_counted(item)


@pytest.mark.untraced
def test_nothing_is_traced_where_nothing_is_counted() -> None:
    traced = []
    thread = threading.Thread(target=lambda: traced.append(sys.gettrace()))
    thread.start()
    thread.join()
    assert (sys.gettrace(), threading.gettrace(), *traced) == (None,) * 3


class _Asking(ClientStatusDB):
    """What asks another process, before it has reached it."""

    def __init__(self) -> None:
        SocketDB.__init__(self)


def test_no_worker_asks_another_process_how_often_a_test_has_failed(
    request: pytest.FixtureRequest,
) -> None:
    asking = _Asking()
    config = SimpleNamespace(failures_db=asking)
    ask_nobody(cast("pytest.Config", config))
    assert asking.sock.fileno() == -1
    assert not isinstance(config.failures_db, SocketDB)
    assert config.failures_db.get_test_failures("a") == 0
    # Nor in this very run.
    here = getattr(request.config, "failures_db", None)
    assert not isinstance(here, ClientStatusDB)


def test_a_run_without_the_plugin_is_left_as_it_is() -> None:
    config = SimpleNamespace()
    ask_nobody(cast("pytest.Config", config))
    assert vars(config) == {}


class _Worker:
    """What speaks for a worker, without anybody who listens."""

    def __init__(self) -> None:
        self.said: list[tuple[str, dict[str, Any]]] = []

    def sendevent(self, name: str, **said: Any) -> None:
        """Note what would be sent."""
        self.said.append((name, said))


def test_a_worker_reports_of_a_test_how_its_call_ended_and_what_went_wrong() -> (
    None
):
    worker = _Worker()
    report_little(worker)
    for when in ("setup", "call", "teardown"):
        for outcome in ("passed", "failed", "skipped", "rerun"):
            data = {"when": when, "outcome": outcome}
            worker.sendevent("testreport", data=data)
    assert all(name == "testreport" for name, _ in worker.said)
    said = [
        (part["data"]["when"], part["data"]["outcome"])
        for _, part in worker.said
    ]
    ends = ("failed", "skipped", "rerun")
    assert said == [
        *[("setup", end) for end in ends],
        *[("call", end) for end in ("passed", *ends)],
        *[("teardown", end) for end in ends],
    ]


def test_a_worker_does_not_say_that_a_test_begins_or_is_over() -> None:
    worker = _Worker()
    report_little(worker)
    for name in ("logstart", "logfinish"):
        worker.sendevent(name, nodeid="a", location=("a", 1, "a"))
    worker.sendevent("runtest_protocol_complete", item_index=1, duration=0.5)
    worker.sendevent("collectreport", data={"outcome": "failed"})
    assert worker.said == [
        ("runtest_protocol_complete", {"item_index": 1, "duration": 0.5}),
        ("collectreport", {"data": {"outcome": "failed"}}),
    ]


def test_the_worker_of_this_very_run_reports_little(
    request: pytest.FixtureRequest,
) -> None:
    speaking = [
        plugin
        for plugin in request.config.pluginmanager.get_plugins()
        if type(plugin).__name__ == "WorkerInteractor"
    ]
    assert len(speaking) == int(hasattr(request.config, "workerinput"))
    assert all("sendevent" in vars(worker) for worker in speaking)
