"""`SECURITY.md` promises nothing that no test holds."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests import source_trees

# These only read the documents.
pytestmark = pytest.mark.untraced


ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "SECURITY.md").read_text("utf-8")


def _tests(path: Path) -> set[str]:
    nodes = ast.walk(source_trees.parse(path))
    return {
        node.name
        for node in nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def missing_tests(named: Iterable[tuple[str, str]]) -> list[str]:
    """Return those of some (file, test) that do not exist; without a test, the file counts."""
    return [
        f"{file}::{name}"
        for file, name in named
        if not (ROOT / file).is_file()
        or (name and name not in _tests(ROOT / file))
    ]


def test_every_test_that_is_named_exists() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE)
    assert len(named) > 40
    assert missing_tests(named) == []


def test_every_promise_names_what_holds_it() -> None:
    promised = PAGE[
        PAGE.index("## SSRF guard") : PAGE.index("## What is not promised")
    ]
    promises = re.split(r"^- ", promised, flags=re.MULTILINE)[1:]
    unheld = [promise[:80] for promise in promises if "`tests/" not in promise]
    assert len(promises) > 25
    assert unheld == []


def test_check_audits_dependencies_and_code() -> None:
    recipe = (ROOT / "Makefile").read_text("utf-8")
    check = recipe[recipe.index("\ncheck:") : recipe.index("\ndocs:")]
    assert re.search(
        r"pip-audit .*--require-hashes -r requirements\.lock", check
    )
    assert re.search(
        r"ruff check --select S bot jobs store news sandbox", check
    )
    assert "make check" in (ROOT / ".github/workflows/ci.yml").read_text(
        "utf-8"
    )


def test_the_image_carries_its_bill_of_materials() -> None:
    recipe = (ROOT / "Dockerfile").read_text("utf-8")
    assert (
        "cyclonedx-py environment /opt/venv --output-file /build/sbom.json"
        in recipe
    )
    assert "COPY --from=sbom /build/sbom.json /app/sbom.json" in recipe
