"""Numbers and days, alike in all languages."""

from __future__ import annotations

from decimal import Decimal

import pytest

from news.numbers import chinese, days, numbers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("68.6万名党员", "686,000 members"),
        ("六十八万六千人", "686 thousand people"),
        ("增长百分之五点三", "rose 5.3%"),
        ("总投资68.6万元", "686,000元"),
        ("iPhone17", "17"),
        ("12亿元", "1.2 billion yuan"),
        ("十二亿元", "$1.2bn"),
        ("两人死亡", "two dead"),
        ("二〇二六年", "in 2026"),
        ("1,5 Millionen", "150万"),
        ("3 млн рублей", "300万卢布"),
        ("1 200 personnes", "1200人"),
        ("５．３％", "5.3"),
        ("三千五百吨", "3,500 tonnes"),
        ("二十", "twenty"),
    ],
)
def test_the_same_number_in_other_words(one: str, other: str) -> None:
    assert numbers(one) == numbers(other) != set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("April 6, 2022", {(4, 6)}),
        ("2022年4月6日", {(4, 6)}),
        ("on 12 November", {(11, 12)}),
        ("12. November", {(11, 12)}),
        ("el 3 de mayo", {(5, 3)}),
        ("2026-11-23 08:00", {(11, 23)}),
        ("13月40日", set()),
        ("they may 5 times", {(5, 5)}),
        ("3月", set()),
    ],
)
def test_days(text: str, expected: set[tuple[int, int]]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "一名记者", "万一下雨", "他十分高兴", "统一行动", "第一次", "one of them", "百姓", "😀"],
)
def test_what_is_no_number(text: str) -> None:
    assert numbers(text) == set()


def test_a_day_is_no_number_and_a_year_is() -> None:
    assert numbers("2022年4月6日") == {Decimal(2022)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("六十八万六千", 686_000),
        ("十五", 15),
        ("一百零八", 108),
        ("二〇二六", 2026),
        ("三点一四", "3.14"),
        ("十万", 100_000),
    ],
)
def test_chinese_numbers(text: str, value: object) -> None:
    assert chinese(text) == Decimal(str(value))
