"""Headlines of one deed whose sides change tell two events."""

from __future__ import annotations

import pytest

from news.cluster.sides import MOST_PARTS, change_sides
from news.cluster.twins import are_twins


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "Derby beat Luton at home", "Luton beat Derby at home"),
        ("en", "Peru Sues Chile Over Gas", "Chile Sues Peru Over Gas"),
        ("de", "Mainz besiegt Bochum", "Bochum besiegt Mainz"),
        ("fr", "Le Mans domine Caen", "Caen domine Le Mans"),
        ("es", "El Getafe gana al Elche", "El Elche gana al Getafe"),
        ("pt", "Vitória bate o Ceará", "Ceará bate o Vitória"),
        ("ru", "Эстония обвинила Латвию", "Латвия обвинила Эстонию"),
        ("ar", "الأهلي يهزم الزمالك", "الزمالك يهزم الأهلي"),
        ("zh", "山东队击败浙江队", "浙江队击败山东队"),
        ("zh", "韩国制裁泰国企业", "泰国制裁韩国企业"),
        ("ja", "広島が中日を下す", "中日が広島を下す"),
    ],
)
def test_who_did_it_to_whom_is_another_event(
    language: str, one: str, other: str
) -> None:
    assert change_sides(one, other, language)
    assert are_twins(other, one, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "Peru and Chile sign pact", "Chile and Peru sign pact"),
        ("en", "Peru meets Chile in Lima", "Chile meets Peru in Lima"),
        ("en", "Apple, Intel, Dell fall", "Dell, Intel, Apple fall"),
        ("en", "Train from Rome to Bari", "Train from Bari to Rome"),
        ("en", "Prices beat wages in May", "Wages beat prices in May"),
        ("en", "Derby beat Luton", "Derby beat Luton"),
        ("en", "Derby beat Luton", "Luton lose to Derby"),
        ("de", "Peru trifft Chile", "Chile trifft Peru"),
        ("zh", "韩国与泰国通话", "泰国与韩国通话"),
        ("zh", "韩泰两国签约", "泰韩两国签约"),
        ("zh", "主队20比18客队", "主队18比20客队"),
        ("ja", "韓国が泰国と会談", "泰国が韓国と会談"),
        ("en", "", ""),
    ],
)
def test_what_two_do_together_is_one_event(
    language: str, one: str, other: str
) -> None:
    assert not change_sides(one, other, language)


def test_a_long_headline_is_left_alone() -> None:
    rest = "地" * MOST_PARTS
    assert not change_sides(f"韩国制裁泰国{rest}", f"泰国制裁韩国{rest}", "zh")
