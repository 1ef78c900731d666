"""Common words of news mean the same, and go on is no end."""

from __future__ import annotations

import pytest

from news.faithful import Claim, check, read_sources


def _keeps(claim: str, text: str) -> bool:
    return bool(check([Claim(claim)], read_sources([(1, "", text)]))[0])


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Lind knocked out the champion Korda.", "Lind beat the champion Korda."),
        ("Die Gemeinde warnt vor verunreinigtem Wasser.", "Die Gemeinde warnt vor belastetem Wasser."),
        ("Selm derrotó 3-0 a Tarn.", "Selm goleó 3-0 a Tarn."),
        ("Les pompiers ont maîtrisé le feu.", "Les pompiers ont maîtrisé le sinistre."),
        ("A regra vale até 31 de maio.", "A regra está vigente até 31 de maio."),
        ("Министерство готовит проект закона.", "Министерство разрабатывает проект закона."),
        ("央行外汇储备下降。", "央行外储下降。"),
        ("新型の電話は24日に発売される。", "新型の電話は24日に販売される。"),
    ],
)  # fmt: skip
def test_another_common_word_says_the_same(claim: str, text: str) -> None:
    assert _keeps(claim, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The trial of Lena Ek ends on May 18.", "The trial of Lena Ek continues on May 18."),
        ("El juicio contra Lena Ek terminará el 18 de mayo.", "El juicio contra Lena Ek continuará el 18 de mayo."),
        ("Суд над Лугов закончится 18 мая.", "Суд над Лугов продолжится 18 мая."),
        ("央行售金量创新高。", "央行购金量创新高。"),
        ("群集は警官に石を投げた。", "警官らは群集の中に石を投げた。"),
    ],
)  # fmt: skip
def test_the_opposite_common_word_is_dropped(claim: str, text: str) -> None:
    assert not _keeps(claim, text)


def test_who_is_criticised_at_length_is_no_speaker() -> None:
    text = (
        "Mayor Lena Ortiz, a candidate in three elections of the old town, on Sunday criticised the Harbour Commission "
        "for ignoring the demands of fishermen."
    )  # fmt: skip
    claim = "Lena Ortiz criticised the Harbour Commission on Sunday for ignoring the fishermen's demands."
    assert _keeps(claim, text)


def test_goals_are_no_victory() -> None:
    text = (
        "El equipo de Brante marcó dos goles y perdió el lunes ante el Oldeiro."
    )
    assert _keeps("El equipo de Brante perdió el lunes ante el Oldeiro.", text)


def test_what_took_place_did_not_leave() -> None:
    text = "У понеділок на саміт у Лугові прибув Тарас Коваль."
    claim = Claim("Саміт у Лугові відбувся в понеділок.")
    _, dropped = check([claim], read_sources([(1, "", text)]))
    assert [one.why for one in dropped] == ["evidence"]


def test_a_first_name_is_no_bound() -> None:
    text = "Moritz Ek gewann das Rennen in Lugau am Montag."
    claim = "Max Ek gewann das Rennen in Lugau am Montag."
    assert not _keeps(claim, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The strike in Lowfield ends on June 12.", "The strike in Lowfield continues until June 12."),
        ("展览6月12日结束。", "展览将持续到6月12日。"),
    ],
)  # fmt: skip
def test_what_goes_on_until_a_day_ends_then(claim: str, text: str) -> None:
    assert _keeps(claim, text)
