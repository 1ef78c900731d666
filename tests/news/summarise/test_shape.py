"""How well a sentence reads alone."""

from __future__ import annotations

import pytest

from news.summarise.shape import ends_whole, readable, tidy


def test_a_quoted_name_at_the_start_is_no_speech() -> None:
    named = "“The Iron Ferry” opens at the Lowfield theatre on Friday."
    spoken = "“We shall open the old theatre again in May,” Roe said on Friday."
    assert readable(named, "", "en") > 2 * readable(spoken, "", "en")


def test_a_short_chinese_quotation_at_the_start_is_speech() -> None:
    spoken = "“我们五月就会重新开放剧院”，馆长王明在周五介绍。"
    told = "馆长王明周五介绍，海州剧院五月就会重新向市民开放。"
    assert readable(spoken, "", "zh-Hans") < readable(told, "", "zh-Hans")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("日期:1月21日，海州隊在主場大勝。", "1月21日，海州隊在主場大勝。"),
        (
            "Анна и Пётр Роевы В порту открыли причал.",
            "В порту открыли причал.",
        ),
        (
            "Анна Роева Детали: По данным порта, причал открыт.",
            "По данным порта, причал открыт.",
        ),
        ("Анна Роева открыла причал.", "Анна Роева открыла причал."),
        (
            "17:04 12.11.2026 Фото: example.com62 16 Паром снова ходит.",
            "Паром снова ходит.",
        ),
    ],
)
def test_a_label_and_who_is_in_the_picture_go(sentence: str, told: str) -> None:
    assert tidy(sentence, 1) == told


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("“The bridge holds.”", True),
        ("She called it “a day of rain”.", True),
        ("„Die Brücke hält.“", True),
        ("“大桥通车了。”", True),
        ('Fear of the "winter from the north"', False),
        ("Warnung vor der „Welle“", False),
    ],
)
def test_a_quoted_name_ends_no_sentence(text: str, whole: bool) -> None:
    assert ends_whole(text) is whole


@pytest.mark.parametrize(
    ("text", "is_slogan"),
    [
        ("加强码头管理，保障渡轮安全出航。", True),
        ("持续扩大航线网络，提升海州港辐射能力。", True),
        ("加强码头管理，今年12座码头换上新灯。", False),
        ("海州市加强码头管理，渡轮安全出航。", False),
        (
            "加强码头管理的决定周一公布后，沿岸的渔民和游客等了三个小时才上船。",
            False,
        ),
    ],
)
def test_a_slogan_is_worth_less_than_a_report(
    text: str, is_slogan: bool
) -> None:
    assert (readable(text, "", "zh") <= 0.5) is is_slogan


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("&#151; -- The ferry sails again.", "The ferry sails again."),
        ("Roe &amp; Sons sail &ndash; again.", "Roe & Sons sail – again."),
        (
            "https://example.com/watch?v=1 The ferry sails again.",
            "The ferry sails again.",
        ),
        ("(20. November 2026) Die Fähre fährt.", "Die Fähre fährt."),
        ("(20 novembre 2026) Le bac repart.", "Le bac repart."),
        ("(Roe) Die Fähre fährt.", "(Roe) Die Fähre fährt."),
        ("A&M; beat Lowfield.", "A&M; beat Lowfield."),
    ],
)
def test_what_a_page_left_before_a_sentence_goes(
    sentence: str, told: str
) -> None:
    assert tidy(sentence, 0) == told


@pytest.mark.parametrize(
    "fragment",
    [
        "of Lowfield 3-2 in the cup, neither side could sail.",
        "но причал в Лугове закрыли до конца недели из-за льда.",
        "& Roe built forty ferries for the northern islands.",
    ],
)
def test_what_opens_in_the_middle_of_a_sentence_is_worth_less(
    fragment: str,
) -> None:
    assert readable(fragment, "") < 0.35


@pytest.mark.parametrize(
    "sentence",
    [
        "eBay sellers sent forty ferries to the northern islands.",
        "iPhone sales rose in Lowfield by a third.",
        "curl 8.11 mends two holes that let others read along.",
        "3 ferries sailed to the northern islands again.",
    ],
)
def test_a_name_with_a_small_letter_opens_a_sentence(sentence: str) -> None:
    assert readable(sentence, "") >= 0.6
