"""No function of `news` takes more than n·log n steps on a text's length, whatever the text.

Every public function that takes text is found by its annotations and tried with thirty patterns (`tests.linear_time`).
What takes a parsed page is reached through the functions that parse it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import news
from news.boilerplate import Boilerplate
from news.cluster import Clusterer
from news.extract.page import read_page
from news.faithful import Claim, check, read_sources
from news.filters import parse
from news.models import Article
from news.summarise.shape import candidate
from tests.linear_time import (
    ADDRESS,
    NOW,
    PATTERNS,
    TextFunction,
    assert_linear,
    functions_of,
)

# Other tests cover what runs here; to trace it would double the time of this file.
pytestmark = pytest.mark.untraced

BOUNDED = frozenset(
    {
        "news.filters.matching.any_of",
        "news.extract.furniture.is_boilerplate",
        "news.dates.zone_suffixes.read_zone",
        "news.faithful.proper_names.is_common",
        "news.across.places.countries",
    }
)
"""Functions whose text is bounded before: a filter has 200 characters, a line of a page no row of blanks, a zone and
a name are a few words."""


FUNCTIONS = tuple(functions_of(news, bounded=BOUNDED))


@pytest.mark.parametrize(
    ("name", "function"),
    FUNCTIONS,
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_function_that_takes_text_is_linear(
    name: str, function: TextFunction
) -> None:
    assert name
    assert_linear(function)


def _boilerplate(text: str) -> object:
    boilerplate = Boilerplate()
    boilerplate.learn("news.example", text, text)
    return boilerplate.strip("news.example", text)


def _place(text: str) -> object:
    return Clusterer().place(
        Article(ADDRESS, title=text[:500], text=text, language="en")
    )


def _check(text: str) -> Any:
    return check([Claim(text[:1000])], read_sources([(1, text, text)]))


METHODS: dict[str, Callable[[str], object]] = {
    "boilerplate": _boilerplate,
    "clusterer": _place,
    "claims": _check,
    "filter": lambda text: parse("ferry +harbour !advertisement").matches(text),
    "candidate": lambda text: candidate(text, 0, title=text, language="en"),
}


@pytest.mark.parametrize("name", METHODS)
def test_what_keeps_a_state_is_linear(name: str) -> None:
    assert_linear(METHODS[name])


PIECES = (
    '<i id="a">T</i>',
    '<i></i><b id="a">T</b>',
    "<h3>Talk</h3>",
    "<h3>Comments</h3><p>of readers</p>",
)
"""Elements that are judged by what stands before them: first letters, and headings of comments."""


def _read_page(text: str) -> object:
    told = f"<p>{'The council voted for the bridge. ' * 3}</p>"
    return read_page(
        f"<html><body>{told * 2}<div>{text}</div></body></html>",
        url=ADDRESS,
        content_type=None,
        zone="UTC",
        now=NOW,
    )


def test_elements_judged_by_those_before_them_take_linear_time() -> None:
    assert_linear(_read_page, PIECES)


def _count_quadratic(text: str) -> int:
    return sum(text.count(char) for char in text[: len(text) // 4])


def _count_with_few_steps(text: str) -> int:
    """Judge short texts by few steps: only growth matters."""
    return sum(text.count(text[at]) for at in range(0, len(text), 8))


@pytest.mark.parametrize("run", [_count_quadratic, _count_with_few_steps])
def test_the_measure_tells_quadratic_work(run: Callable[[str], int]) -> None:
    with pytest.raises(AssertionError, match="takes too long"):
        assert_linear(run, PATTERNS[:1])


def test_no_public_function_is_left_out() -> None:
    names = [name for name, _ in FUNCTIONS]
    assert len(names) > 100
    for own in (
        "news.sentences.sentences",
        "news.changes.corrections.compare",
        "news.links.key",
    ):
        assert own in names
