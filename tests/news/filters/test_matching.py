"""Filters: phrases, must, not, exact words, expressions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.errors import FilterError
from news.filters import FilterSet, parse, parse_within


@pytest.mark.parametrize(
    ("expression", "text", "expected"),
    [
        ("芯片", "国产芯片量产", True),
        ("晶片|芯片", "國產芯片量產", True),
        ("人工智慧", "人工智慧應用", True),
        ("芯片 +华为", "芯片新品发布", False),
        ("芯片 +华为", "华为发布芯片", True),
        ("芯片 !广告", "芯片广告", False),
        ("+华为 !广告", "华为财报", True),
        ('"interest rates"', "The bank cut interest rates", True),
        ('"interest rates"', "interest in rates", False),
        (r"/iPhone \d+/", "Apple shows iphone 17", True),
        (r"+/\d{4}年/", "去年的事", False),
        ("人和", "人和自然", False),
        ("ai", "he said it", False),
        ("AI", "New AI lab", True),
        ("Pixel", "Pixel11开售", True),
        ("TV", "TV5直播", False),
        ("京都", "東京都庁の発表", False),
        ("京都", "京都府の発表", True),
    ],
)
def test_matching(expression: str, text: str, expected: bool) -> None:
    assert parse(expression).matches(text) is expected


@pytest.mark.parametrize(
    ("expression", "text", "expected"),
    [
        ("-ads", "Ads everywhere", False),
        ("-ads", "A bridge opens", True),
        ("!广告", "桥梁通车", True),
        ("-/sale \\d+/", "Sale 50 starts", False),
        ("bridge, -ads", "A bridge of ads", False),
        ("bridge, -ads", "A bridge opens", True),
    ],
)
def test_words_that_only_leave_out_meet_every_other_text(
    expression: str, text: str, expected: bool
) -> None:
    found = FilterSet([(7, parse_within(expression))]).matching(text)
    assert found == ([7] if expected else [])


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("", "empty"),
        ("  !", "empty"),
        ("!广告", "only-not"),
        ("/[/", "regex"),
        ("x" * 300, "long"),
        (" ".join("abcdefghijklmnop"), "many"),
    ],
)
def test_what_is_wrong_is_named(expression: str, why: str) -> None:
    with pytest.raises(FilterError) as caught:
        parse(expression)
    assert caught.value.details["why"] == why
    assert "+华为" in str(caught.value)


def test_many_filters_in_one_pass() -> None:
    filters = FilterSet(
        [(number, parse(f"词语{number}号 !无关")) for number in range(200)]
        + [(900, parse("地铁")), (901, parse("/末班车/"))]
    )
    assert filters.matching("今天地铁末班车延长") == [900, 901]
    assert filters.matching("") == []
    assert FilterSet([]).matching("x") == []


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=80)
def test_no_expression_raises_outside_the_tree(
    expression: str, text: str
) -> None:
    try:
        assert parse(expression).matches(text) in {True, False}
    except FilterError as error:
        assert error.details["why"]


@pytest.mark.parametrize(
    ("expression", "text", "met"),
    [
        ("手机", "新款手机发布", True),
        ("手机", "华为发布新手机", True),
        ("新手", "华为发布新手机", False),
        ("科技", "科技园区开园", True),
        ("人和", "人和自然", False),
        ("机", "华为发布新手机", False),
    ],
)
def test_a_phrase_is_found_in_a_compound_that_ends_with_it(
    expression: str, text: str, met: bool
) -> None:
    assert parse(expression).matches(text) is met


@pytest.mark.parametrize(
    "expression",
    [
        "/(a+)+c/",
        "/(a|a)*b/",
        "/(.*a){9}c/",
        "/a{1,900}{1,900}b/",
        "/.{1,999}z/",
    ],
)
def test_an_expression_made_to_take_long_takes_linear_time_or_is_refused(
    expression: str,
) -> None:
    """A backtracking engine would need longer than the world is old; the test would meet its time limit."""
    try:
        assert parse(expression).matches("a" * 50_000 + "!") is False
    except FilterError as error:
        assert error.details["why"] == "regex"


@pytest.mark.parametrize(
    "expression", ["/.{1,999}z/", "/(.{0,30}a){0,80}z/", "/[^b]{1,500}b/"]
)
def test_an_expression_that_costs_much_in_each_text_is_refused(
    expression: str,
) -> None:
    with pytest.raises(FilterError) as caught:
        parse(expression)
    assert caught.value.details["why"] == "regex"
    assert parse(r"/(人工智能|大模型).{0,60}(突破|发布)/").matches(
        "大模型今天发布"
    )
