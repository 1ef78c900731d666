"""Parsing a filter: full-width signs, quotation marks, alternatives, clauses, and errors."""

from __future__ import annotations

import pytest

from news.errors import FilterError
from news.filters import Filter, parse, parse_within


def shape(parsed: Filter) -> list[tuple[list[list[str]], list[str], list[str]]]:
    """Return the words of each clause: choices, must, without."""
    return [
        (
            [
                [term.text or term.expression for term in choice]
                for choice in clause.choices
            ],
            [term.text or term.expression for term in clause.must],
            [term.text or term.expression for term in clause.without],
        )
        for clause in parsed.clauses
    ]


@pytest.mark.parametrize(
    ("expression", "clauses"),
    [
        ("wind power", [([["wind", "power"]], [], [])]),
        ("wind power | solar", [([["wind", "power"], ["solar"]], [], [])]),
        ("风电｜光伏", [([["风电"], ["光伏"]], [], [])]),
        ("＋风电 ！广告", [([], ["风电"], ["广告"])]),
        (
            "wind +Denmark power -ads",
            [([["wind", "power"]], ["denmark"], ["ads"])],
        ),
        (
            "wind, solar；tide",
            [([["wind"]], [], []), ([["solar"]], [], []), ([["tide"]], [], [])],
        ),
        ("“wind power” 「風力」", [([["wind power", "风力"]], [], [])]),
        ('"wind, power"', [([["wind, power"]], [], [])]),
        ('"wind power', [([["wind", "power"]], [], [])]),
        (r"/a{1,3}, b/ +c", [([[r"a{1,3}, b"]], ["c"], [])]),
        ("ＷＩＮＤ", [([["wind"]], [], [])]),
        ("C++ AC/DC", [([["c++", "ac/dc"]], [], [])]),
        ("wind ,, | , solar", [([["wind"]], [], []), ([["solar"]], [], [])]),
        ("🌊️", [([["🌊"]], [], [])]),
    ],
)
def test_a_line_is_read(
    expression: str, clauses: list[tuple[list[list[str]], list[str], list[str]]]
) -> None:
    assert shape(parse(expression)) == clauses


@pytest.mark.parametrize(
    ("expression", "clauses"),
    [
        ("-ads", [([], [], ["ads"])]),
        ("！广告 -招聘", [([], [], ["广告", "招聘"])]),
        (
            "wind, solar, -ads",
            [([["wind"]], [], ["ads"]), ([["solar"]], [], ["ads"])],
        ),
        ("-ads, -jobs", [([], [], ["ads", "jobs"])]),
    ],
)
def test_words_within_a_source_may_only_leave_out(
    expression: str, clauses: list[tuple[list[list[str]], list[str], list[str]]]
) -> None:
    assert shape(parse_within(expression)) == clauses


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        (" ，、 ", "empty"),
        ("…", "empty"),
        ("+", "empty"),
        ('""', "empty"),
        ("wind, !ads", "only-not"),
        ("/a{101}/", "regex"),
        ("/a{5,1000}/", "regex"),
        ("/a{60}b{60}/", "regex"),
        ("/(?<=a)b/", "regex"),
        ("/[/", "regex"),
    ],
)
def test_what_is_refused_says_why_in_words(expression: str, why: str) -> None:
    with pytest.raises(FilterError) as caught:
        parse(expression)
    assert caught.value.details["why"] == why
    assert "b'" not in str(caught.value)


def test_an_equals_sign_and_short_capitals_keep_their_case() -> None:
    spellings = [
        term.spelling
        for term in parse("=Apple US NATO iPhone").clauses[0].choices[0]
    ]
    assert spellings == ["Apple", "US", "", ""]
