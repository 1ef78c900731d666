"""The bars that every room keeps: sizes, floors, words and locks."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import source_trees

# These only read the code.
pytestmark = pytest.mark.untraced


ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "jobs", "store", "news", "sandbox")


def tracked(*patterns: str) -> list[Path]:
    answer = subprocess.run(
        ["git", "ls-files", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode:
        pytest.skip(
            "not a git checkout: the files of the project can't be told from others"
        )
    return [
        ROOT / line
        for line in answer.stdout.splitlines()
        if (ROOT / line).is_file()
    ]


def modules() -> Iterator[Path]:
    for room in ROOMS:
        yield from (ROOT / room).rglob("*.py")


def test_no_file_is_over_400_lines() -> None:
    sizes = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in modules()
    }
    assert len(sizes) > 50
    assert {name: lines for name, lines in sizes.items() if lines > 400} == {}


def test_no_function_is_over_50_lines() -> None:
    long = {}
    for path in modules():
        for node in ast.walk(source_trees.parse(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > 50:
                    long[f"{path.relative_to(ROOT)}:{node.name}"] = lines
    assert long == {}


def test_no_room_has_a_name_without_a_subject() -> None:
    vague = re.compile(r"(utils?|helpers?|misc|common)\.py$")
    assert [str(path) for path in modules() if vague.search(path.name)] == []


def test_a_name_of_news_says_one_thing() -> None:
    """In `news` a module's or a class's name stands once: each subject has a name of its own."""
    places: dict[str, list[str]] = {}
    for path in (ROOT / "news").rglob("*.py"):
        classes = (
            node.name.lstrip("_")
            for node in ast.walk(source_trees.parse(path))
            if isinstance(node, ast.ClassDef)
        )
        modules_named = {path.stem} - {"__init__"}
        for name in (*modules_named, *classes):
            places.setdefault(name, []).append(str(path.relative_to(ROOT)))
    assert len(places) > 400
    assert {name: at for name, at in places.items() if len(at) > 1} == {}


def test_wiring_alone_knows_the_jobs() -> None:
    """Only the command line and what wires the bot import `jobs`: handlers are given what they need."""
    allowed = re.compile(r"bot/(cli/.*|app|open_context)\.py")
    offenders = []
    for path in (ROOT / "bot").rglob("*.py"):
        name = str(path.relative_to(ROOT))
        if allowed.fullmatch(name):
            continue
        if re.search(
            r"^\s*(from|import) jobs\b", path.read_text("utf-8"), re.MULTILINE
        ):
            offenders.append(name)
    assert offenders == []


def test_locks_carry_hashes_and_no_address() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        text = lock.read_text("utf-8")
        pins = re.findall(r"^[a-z0-9][^\n]*==", text, re.MULTILINE)
        assert len(pins) > 50
        assert "://" not in text
        for block in re.split(r"\n(?=[a-z0-9])", text.strip()):
            assert "--hash=sha256:" in block, block.splitlines()[0]


def test_workflows_are_pinned_by_commit_with_least_permissions() -> None:
    files = tracked(".github/workflows/*.yml")
    assert files
    for path in files:
        text = path.read_text("utf-8")
        uses = re.findall(r"uses:\s*(\S+)", text)
        assert uses
        assert all(re.search(r"@[0-9a-f]{40}$", use) for use in uses), uses
        assert re.search(
            r"^permissions:\n  contents: read$", text, re.MULTILINE
        )


def test_ci_calls_the_readmes_command() -> None:
    script = (ROOT / ".ci/run").read_text("utf-8")
    assert "make test" in script
    readme = (ROOT / "README.md").read_text("utf-8")
    first = readme[: readme.index("## ")]
    assert "make run" in first
    assert "make test" in first
