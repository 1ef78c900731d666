"""Texts that fit a limit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.shorten import fit_sentences, join_sentences, shorten


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("short", 10, "short"),
        (
            "The ferry stopped in the harbour overnight",
            25,
            "The ferry stopped…",
        ),
        (
            "The repair costs 1,234,567 crowns altogether",
            24,
            "The repair costs…",
        ),
        (
            "Rates fell by 3.5 percent, the bank of Harbel said today",
            44,
            "Rates fell by 3.5 percent…",
        ),
        ("Мост открыли сегодня утром", 17, "Мост открыли…"),
        (
            "La jefa del puerto, Ana Roe, dijo el lunes que, desde mayo, el viejo puente estará cerrado",
            84,
            "La jefa del puerto, Ana Roe, dijo el lunes que, desde mayo, el viejo puente estará…",
        ),
        (
            "The harbour master, Jane Roe, told the old council that, since May, the bridge has been shut",
            84,
            "The harbour master, Jane Roe, told the old council that, since May, the bridge…",
        ),
        (
            "海州大桥今天通车，市民排队参观新桥，场面热闹",
            20,
            "海州大桥今天通车，市民排队参观新桥…",
        ),
        ("市议会决定提高公共汽车票价", 8, "市议会决定提高…"),
        ("One “long quotation that never ends here today", 12, "One “long…"),
        ("a" * 30, 10, "aaaaaaaaa…"),
        ("anything", 0, ""),
    ],
)
def test_a_cut_falls_behind_a_clause_or_a_word(
    text: str, limit: int, expected: str
) -> None:
    assert shorten(text, limit) == expected


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        (
            "The board of the ferry answers for the pier of San Marlow Bay",
            58,
            "The board of the ferry answers for the pier…",
        ),
        (
            "The ferry was sold without paying more than nine crowns",
            44,
            "The ferry was sold without paying more…",
        ),
        (
            "Die alte Fähre nach Lohfeld fährt ab Herbst nicht mehr, entschied das Gericht am Montag, 17. Mai 2026, im Urteil",
            100,
            "Die alte Fähre nach Lohfeld fährt ab Herbst nicht mehr…",
        ),
        (
            "Die Fähre fährt nicht, entschied das Gericht am Montag, 17. Mai 2026, im Urteil",
            75,
            "Die Fähre fährt nicht, entschied das Gericht am Montag, 17. Mai 2026…",
        ),
        (
            "Die alte Fähre nach Lohfeld fährt ab Herbst nicht mehr, hieß es am Montag, 17. Mai, im Urteil des Gerichts",
            90,
            "Die alte Fähre nach Lohfeld fährt ab Herbst nicht mehr…",
        ),
        # More than two fifths would be lost.
        (
            "Die alte Fähre nach Lohfeld fährt ab Herbst nicht mehr, entschied das Gericht am Montag, 17. Mai 2026, im Urteil",
            105,
            "Die alte Fähre nach Lohfeld fährt ab Herbst nicht mehr, entschied das Gericht am Montag, 17. Mai 2026…",
        ),
        (
            "Паром в Лугов больше не ходит, потому что лёд сломал причал, сообщил порт, что ждёт ремонта",
            80,
            "Паром в Лугов больше не ходит, потому что лёд сломал причал…",
        ),
    ],
)
def test_a_cut_leaves_no_name_and_no_lead_in_open(
    text: str, limit: int, expected: str
) -> None:
    assert shorten(text, limit) == expected


@given(st.text(), st.integers(0, 60))
def test_no_text_is_longer_than_the_limit(text: str, limit: int) -> None:
    assert len(shorten(text, limit)) <= limit


def test_whole_sentences_are_taken_before_one_is_cut() -> None:
    three = (
        "The ferry stopped.",
        "It rained all day long.",
        "Nobody was hurt.",
    )
    assert fit_sentences(three, "en", 200) == " ".join(three)
    assert (
        fit_sentences(three, "en", 45)
        == "The ferry stopped. It rained all day long."
    )
    assert fit_sentences(three, "en", 14) == "The ferry…"
    assert fit_sentences((), "en", 10) == ""


def test_a_sentence_that_is_cut_alone_takes_all_its_room() -> None:
    told = (
        "Después de tres años de obras en el viejo puerto de Lowfield, que nadie creía acabar, "
        "y de una larga disputa con los barqueros, el alcalde Juan Roe anunció que el puente "
        "abrirá en mayo, cuando pase el hielo del río y vuelvan los barcos.",
        "Llovió.",
    )
    cut = fit_sentences(told, "es", 150, alone=210)
    assert cut.endswith("anunció que el puente abrirá en mayo…")
    assert "anunció" not in fit_sentences(told, "es", 150)


def test_a_sentence_alone_may_be_longer() -> None:
    told = ("The ferry stopped off Lowfield.", "It rained.")
    assert fit_sentences(told, "en", 20, alone=31) == told[0]
    assert fit_sentences(told, "en", 20, alone=30) == "The ferry stopped…"


def test_chinese_and_japanese_sentences_need_no_space() -> None:
    assert join_sentences(("一。", "二。"), "zh-Hans") == "一。二。"
    assert join_sentences(("One.", "Two."), "en") == "One. Two."


def test_what_stops_at_a_semicolon_is_ended() -> None:
    clauses = ("甲市大雨成灾，交通中断；", "乙市无雨。")
    assert fit_sentences(clauses, "zh-Hans", 14) == "甲市大雨成灾，交通中断。"
    assert fit_sentences(clauses, "zh-Hans", 40) == "".join(clauses)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        (
            "Порт Лугова закрыт, но суда стоят на рейде после того, как лёд сломал причал.",
            62,
        ),
        (
            "The port of Lowfield is shut, and the ice is so, they said, thick that ships wait.",
            55,
        ),
    ],
)
def test_a_clause_that_announces_another_is_no_end(
    text: str, limit: int
) -> None:
    shorter = shorten(text, limit)
    assert not shorter.endswith(("того…", "so…"))
    assert shorter.endswith("…")
