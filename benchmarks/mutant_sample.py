"""A seeded sample of mutmut's mutants of delivery: how many of them do the tests notice?

mutmut changes functions alone, one operator, constant or argument at a time. The tree is copied, the mutants are made
there, and as many as a quarter of an hour allows are tried in an order that the seed decides.
"""

from __future__ import annotations

import ast
import contextlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

SEED = 18
MUTATED = (
    "bot/delivery/answer_waits.py",
    "bot/delivery/circuit_breaker.py",
    "bot/delivery/connection_probe.py",
    "bot/delivery/holds.py",
    "bot/delivery/muted_chats.py",
    "bot/delivery/rate_limiter.py",
    "bot/delivery/sender.py",
    "bot/delivery/settlement.py",
    "bot/delivery/start_writer.py",
    "jobs/digests/build.py",
    "store/chats/forum_topics.py",
    "store/delivery/outbox.py",
    "store/delivery/outcomes.py",
    "store/delivery/retries.py",
)
TESTS = (
    "tests/bot/delivery",
    "tests/bot/test_delivery_clock.py",
    "tests/bot/test_delivery_parts.py",
    "tests/jobs/digests",
    "tests/jobs/test_digest_clock.py",
    "tests/store/delivery",
)
# Mutants of the first run of mutmut; each run has twice as many as the one before.
# It tries the tests without a mutant first, and takes the quickest mutants of its
# own first: one run of all would try quick ones alone.
CHUNK = 40
# Seconds between two looks at the verdicts.
LOOK = 1.0
_PLUGIN = "mutmut_on_pytest"
# pytest 9 has dropped the private name under which mutmut 3.8 asks for a test's id.
_PLUGIN_CODE = """import pytest
if not hasattr(pytest.Item, "_nodeid"):
    pytest.Item._nodeid = property(lambda item: item.nodeid)
"""
# mutmut's codes for a mutant that a test noticed; the latter are those that hung
# or crashed.
_KILLED = frozenset({1, 3, 36, -24, 24, 152, 255, -11, -9})
_SURVIVED, _UNTESTED = 0, frozenset({5, 33})


@dataclass(slots=True)
class Sample:
    """What became of the mutants that were tried so far."""

    made: int = 0
    killed: int = 0
    # Their names and changes, ready to print.
    survivors: list[str] = field(default_factory=list)
    # Those that no test can notice, and why; they count neither way.
    equivalent: list[str] = field(default_factory=list)

    @property
    def tried(self) -> int:
        """Return how many mutants count."""
        return self.killed + len(self.survivors)

    @property
    def share(self) -> float:
        """Return the share killed, from 0 to 1; 0 where none was tried."""
        return self.killed / self.tried if self.tried else 0.0


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A change that makes no difference: part of the line that mutmut puts into a file, and why nobody could tell."""

    file: str
    changed: str
    why: str

    def is_of(self, name: str, shown: str) -> bool:
        """Tell whether this is the mutant of such a name, shown as a difference of lines."""
        module = name.rpartition(".")[0].replace(".", "/")
        added = [line for line in shown.splitlines() if line.strip()[:1] == "+"]
        return self.file == f"{module}.py" and any(
            self.changed in line for line in added
        )


def equivalents() -> tuple[Equivalent, ...]:
    """Read the changes that were looked at and make no difference."""
    path = Path(__file__).with_name("equivalent_mutants.toml")
    listed = tomllib.loads(path.read_text("utf-8"))["mutant"]
    return tuple(Equivalent(**entry) for entry in listed)


# What is logged is nobody's contract.
_LOGGED = r"^\s*(log|structlog\.contextvars)\."


def logs_on_one_line(source: str) -> str:
    """Put each statement that logs on a line of its own: mutmut leaves out lines, and no statements."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Expr) or node.end_lineno is None:
            continue
        first = node.lineno - 1
        if re.match(_LOGGED, lines[first]):
            indent = " " * node.col_offset
            lines[first] = indent + ast.unparse(node)
            # The lines keep their numbers, which the tree's nodes go by.
            lines[first + 1 : node.end_lineno] = [""] * (
                node.end_lineno - node.lineno
            )
    return "\n".join(lines) + "\n"


def prepare(tree: Path) -> None:
    """Tell mutmut, in a copy of the tree, what to change and which tests to run."""
    for name in MUTATED:
        path = tree / name
        path.write_text(logs_on_one_line(path.read_text("utf-8")), "utf-8")
    options = {
        "source_paths": ["bot", "jobs", "store", "news"],
        "only_mutate": list(MUTATED),
        "do_not_mutate_patterns": [_LOGGED],
        "also_copy": [
            f"{_PLUGIN}.py",
            "sandbox",
            "benchmarks",
            "config.toml",
            "README.md",
        ],
        "pytest_add_cli_args": [
            "-p",
            _PLUGIN,
            "-p",
            "no:randomly",
            "-p",
            "no:cacheprovider",
            "-m",
            # Each statement is one for both databases; a server's share of
            # the time would leave a tenth of the mutants tried.
            "not postgres",
        ],
        "pytest_add_cli_args_test_selection": list(TESTS),
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in options.items()]
    project = tree / "pyproject.toml"
    project.write_text(
        "\n".join([project.read_text("utf-8"), "[tool.mutmut]", *lines, ""]),
        "utf-8",
    )
    (tree / f"{_PLUGIN}.py").write_text(_PLUGIN_CODE, "utf-8")


def run(
    tree: Path,
    *,
    seconds: float,
    seed: int = SEED,
    wanted: str = "",
    tell: Callable[[str], None] = print,
) -> Sample:
    """Make the mutants and try a sample of those whose names hold `wanted`, for so many seconds at the most.

    Each verdict is told as it comes: a run that is cut off has said what it saw.
    """
    end = time.monotonic() + seconds
    verdicts = Verdicts(tree, tell)
    # A name that no mutant has: they are made, the tests are timed, and nothing is tried yet.
    _mutmut(tree, ["none"], end, verdicts)
    names = sorted(name for name in _codes(tree) if wanted in name)
    if not names:
        raise SystemExit(
            "mutmut made no mutants: see what it says in the copy of the tree"
        )
    tell(f"{len(names):,} mutants, {end - time.monotonic():.0f} s are left")
    random.Random(seed).shuffle(names)
    start, chunk = 0, CHUNK
    while start < len(names) and time.monotonic() < end:
        ended = _mutmut(tree, names[start : start + chunk], end, verdicts)
        if ended > 0:
            said = (tree / "mutmut.log").read_text("utf-8", "replace")
            raise SystemExit(f"mutmut failed:\n{said[-2000:]}")
        start, chunk = start + chunk, chunk * 2
    verdicts.sample.made = len(names)
    return verdicts.sample


class Verdicts:
    """Reads how mutants ended while mutmut runs, and tells each verdict once."""

    def __init__(self, tree: Path, tell: Callable[[str], None]) -> None:
        self._tree, self._tell = tree, tell
        self._told: set[str] = set()
        self.sample = Sample()

    def look(self) -> None:
        """Tell the verdicts that came since the last look."""
        for name, code in sorted(_codes(self._tree).items()):
            if code is not None and name not in self._told:
                self._told.add(name)
                self._judge(name, code)

    def _judge(self, name: str, code: int) -> None:
        if code in _KILLED:
            self.sample.killed += 1
            self._tell(f"killed   {name}")
        elif code == _SURVIVED or code in _UNTESTED:
            shown = _shown(self._tree, name)
            why = _why_equivalent(name, shown)
            if why:
                self.sample.equivalent.append(shown)
                self._tell(f"same     {shown}\n    = {why}")
            else:
                self.sample.survivors.append(shown)
                self._tell(f"SURVIVES {shown}")


def _why_equivalent(name: str, shown: str) -> str:
    """Return why no test can notice a mutant; empty where one should."""
    reasons = (known.why for known in equivalents() if known.is_of(name, shown))
    return next(reasons, "")


def _mutmut(
    tree: Path, names: list[str], end: float, verdicts: Verdicts
) -> int:
    """Run mutmut on some mutants until the time is up, and tell the verdicts meanwhile.

    Returns how it ended: above zero where the tests fail without a mutant.
    """
    command = [
        sys.executable,
        "-m",
        "mutmut",
        "run",
        "--max-children",
        "2",
        *names,
    ]
    surroundings = {**os.environ, "PYTHONPATH": str(tree)}
    with (tree / "mutmut.log").open("ab") as log:
        # A session of its own: its children, which run the tests, end with it.
        process = subprocess.Popen(
            command,
            cwd=tree,
            env=surroundings,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            while process.poll() is None and time.monotonic() < end:
                time.sleep(LOOK)
                verdicts.look()
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            ended = process.wait()
    verdicts.look()
    return ended


def _codes(tree: Path) -> dict[str, int | None]:
    """Read how each mutant ended; None for those not tried."""
    codes: dict[str, int | None] = {}
    for file in (tree / "mutants").rglob("*.meta"):
        # mutmut may be writing it: the next look reads it whole.
        with contextlib.suppress(json.JSONDecodeError):
            codes |= json.loads(file.read_text("utf-8"))["exit_code_by_key"]
    return codes


def _shown(tree: Path, name: str) -> str:
    """Return a mutant's change, as a difference of a few lines."""
    command = [sys.executable, "-m", "mutmut", "show", name]
    done = subprocess.run(
        command, cwd=tree, capture_output=True, text=True, check=False
    )
    changed = [line for line in done.stdout.splitlines() if line[:1] in "+-@"]
    return "\n    ".join([name, *changed[2:]])
