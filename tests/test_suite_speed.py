"""Coverage counts the lines of the right tests, and nothing is traced in the others."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.suite_speed import (
    COUNTED_ELSEWHERE,
    is_counted,
    is_in_sample,
)


@pytest.fixture
def _in_a_worker(
    monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    monkeypatch.setattr(pytestconfig.option, "processes", 4)


@pytest.fixture
def _alone(
    monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    monkeypatch.setattr(pytestconfig.option, "processes", 0)


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


def _test_in(path: str, config: pytest.Config) -> pytest.Item:
    """Return what a test of a file says of itself."""
    item = SimpleNamespace(
        nodeid=f"{path}::test_other",
        config=config,
        obj=lambda: None,
        get_closest_marker=lambda name: None,
    )
    return cast("pytest.Item", item)


@pytest.mark.usefixtures("_in_a_worker")
def test_a_file_whose_lines_others_run_is_not_counted(
    pytestconfig: pytest.Config,
) -> None:
    assert not is_counted(_test_in(min(COUNTED_ELSEWHERE), pytestconfig))
    assert is_counted(_test_in("tests/test_other.py", pytestconfig))


@pytest.mark.usefixtures("_alone")
def test_such_a_file_is_counted_for_who_runs_it_alone(
    pytestconfig: pytest.Config,
) -> None:
    assert is_counted(_test_in(min(COUNTED_ELSEWHERE), pytestconfig))


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
