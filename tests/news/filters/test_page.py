"""The page on filters holds: each example in its tables is tried."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from news.filters import parse

PAGE = Path(__file__).parents[3] / "docs" / "filters.md"
ROW = re.compile(
    r"^\| `(?P<filter>.+?)` \| (?P<found>[^|]+) \| (?P<missed>[^|]+) \|$", re.M
)


def examples() -> list[tuple[str, str, bool]]:
    rows = ROW.finditer(PAGE.read_text("utf-8"))
    return [
        (row["filter"].replace("\\|", "|"), text.strip(), met)
        for row in rows
        for column, met in (("found", True), ("missed", False))
        for text in row[column].split(", ")
    ]


def test_the_page_has_its_examples() -> None:
    assert len(examples()) > 70


@pytest.mark.parametrize(("expression", "text", "met"), examples())
def test_an_example_is_as_the_page_says(
    expression: str, text: str, met: bool
) -> None:
    assert parse(expression).matches(text) is met
