"""Forked workers run each test once, and lose none that fails, prints, or ends its process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.forked_workers import TestsLeft

_ROOT = Path(__file__).parents[1]
_CONFTEST = (
    "from tests.forked_workers import pytest_addoption, pytest_runtestloop\n"
    "from tests.forked_workers import pytest_terminal_summary\n"
)
_TESTS = """
import os, pytest

@pytest.mark.parametrize("number", range(30))
def test_many(number): pass

def test_that_fails():
    print("said by the test")
    assert not "wrong"

@pytest.fixture
def broken():
    yield
    raise ValueError

def test_whose_end_fails(broken): pass

def test_that_is_skipped(): pytest.skip("for a reason")
"""


def _run(folder: Path, tests: str, *options: str) -> str:
    """Run tests in two workers, without the plugins that only the suite needs; return what is printed."""
    (folder / "conftest.py").write_text(_CONFTEST)
    (folder / "test_it.py").write_text(tests)
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "--processes=2", "-rA", "-p", "no:randomly", "-p", "no:asyncio", *options],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(_ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert run.returncode == 1, run.stdout + run.stderr
    return run.stdout


def test_each_test_is_run_once_and_reported_as_it_ended(
    tmp_path: Path,
) -> None:
    out = _run(tmp_path, _TESTS)
    passed = [line for line in out.splitlines() if line.startswith("PASSED")]
    assert len(passed) == len(set(passed)) == 31
    assert "FAILED test_it.py::test_that_fails" in out
    assert "said by the test" in out
    assert "ERROR test_it.py::test_whose_end_fails" in out
    assert "1 failed, 31 passed, 1 skipped, 1 error" in out


def test_a_first_try_that_failed_says_why(tmp_path: Path) -> None:
    out = _run(
        tmp_path,
        "import itertools\ntries = itertools.count()\n"
        "def test_a():\n    assert next(tries), 'too early'\n"
        "def test_b():\n    assert False\n",
        "--reruns=1",
    )
    assert "1 failed, 1 passed, 2 rerun" in out
    _, _, said = out.partition("first try of test_it.py::test_a")
    assert "AssertionError: too early" in said


@pytest.mark.parametrize("end", ["os._exit(0)", "os.kill(os.getpid(), 9)"])
def test_a_test_that_ends_its_process_fails(tmp_path: Path, end: str) -> None:
    out = _run(tmp_path, f"import os\ndef test_a():\n    {end}\n")
    assert "This test ended its process" in out
    assert "FAILED test_it.py::test_a" in out


def test_the_first_fault_ends_all_where_somebody_asks_for_that(
    tmp_path: Path,
) -> None:
    slow = "import pytest, time\n@pytest.mark.parametrize('n', range(200))\ndef test_a(n):\n    time.sleep(n / 10)\n    assert n\n"
    assert "stopping after 1 failures" in _run(tmp_path, slow, "-x")


def test_a_worker_ends_by_itself_and_removes_its_files(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.touch()
    _run(
        tmp_path,
        "import pathlib, time\nfrom multiprocessing import util\n"
        "def remove():\n    time.sleep(0.3)\n    pathlib.Path('kept').unlink()\n"
        "def test_a():\n    util.Finalize(None, remove, exitpriority=1)\n    assert 0\n",
    )
    assert not kept.exists()


def test_what_has_much_time_comes_first(tmp_path: Path) -> None:
    named = "import pytest\ndef test_a(): assert 0\n@pytest.mark.timeout(90)\ndef test_b(): assert 0\n"
    out = _run(tmp_path, named, "-x")
    assert "FAILED test_it.py::test_b" in out


def test_tests_are_taken_once_in_their_order() -> None:
    left = TestsLeft(tests=19, workers=1)
    first, others = left.take(), [*left.taken()]
    assert [*first, *others] == list(range(19))
    assert left.take() == range(0)
