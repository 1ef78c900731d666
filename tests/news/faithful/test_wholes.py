"""Parts and wholes: what is said of one of two plants is not said of two."""

from __future__ import annotations

import pytest

from news.faithful import Claim, SourceSentence, check


def _why(claim: str, *sources: str) -> str:
    listed = [SourceSentence(0, sentence) for sentence in sources]
    dropped = check([Claim(claim, 0)], listed)[1]
    return dropped[0].why if dropped else ""


@pytest.mark.parametrize(
    ("source", "right", "wrong"),
    [
        (
            "Corvane Dairy will cut 310 of its 1,250 jobs by May, it said.",
            "Corvane Dairy will shed 310 jobs by May.",
            "Corvane Dairy will shed 1,250 jobs by May.",
        ),
        (
            "About 40 of the ward's 160 beds will stay empty until spring.",
            "Until spring, about 40 beds of the ward stay empty.",
            "The ward's 160 beds will stay empty until spring.",
        ),
        (
            "Von den 520 Beschäftigten der Molkerei sollen 380 bleiben.",
            "380 der 520 Beschäftigten der Molkerei sollen bleiben.",
            "Die 520 Beschäftigten der Molkerei sollen bleiben.",
        ),
        (
            "Des fissures ont été découvertes sur 14 des 36 navires.",
            "Quatorze navires sur 36 ont des fissures.",
            "Des fissures ont été découvertes sur les 36 navires.",
        ),
        (
            "Трещины нашли у 14 из 36 трамваев.",
            "Трещины нашли у 14 трамваев.",
            "Трещины нашли у 36 трамваев.",
        ),
        (
            "一方、県内3病院のうち、浜野病院は来年閉鎖する。",
            "県内3病院のうち、浜野病院は来年閉鎖する。",
            "県内3病院は来年閉鎖する。",
        ),
        (
            "Huyeron 60 de los 240 vecinos del valle.",
            "Huyeron 60 vecinos del valle.",
            "Huyeron los 240 vecinos del valle.",
        ),
    ],
)
def test_a_whole_is_not_told_for_its_part(
    source: str, right: str, wrong: str
) -> None:
    assert _why(right, source) == ""
    assert _why(wrong, source) == "number"


def test_a_claim_may_say_how_many_there_are() -> None:
    source = "Corvane Dairy will cut 310 of its 1,250 jobs by May, it said."
    assert _why("Corvane Dairy has 1,250 jobs.", source) == ""
    assert _why("Corvane Dairy cuts 310 jobs of 1,250.", source) == ""


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (
            "In the valley 2,300 homes lost power, of which 1,800 have it back.",
            "In the valley 2,300 homes lost power.",
            "In the valley 1,800 homes lost power.",
        ),
        (
            "Im Tal fielen 2300 Heizungen aus, davon laufen 1800 wieder.",
            "Im Tal fielen 2300 Heizungen aus.",
            "Im Tal fielen 1800 Heizungen aus.",
        ),
        (
            "山下町では約2300世帯が断水し、うち1800世帯は朝までに復旧した。",
            "山下町では約2300世帯が断水した。",
            "山下町では約1800世帯が断水した。",
        ),
        (
            "Unos 140 barcos fueron desviados, 90 a Ceuta y el resto a Orán.",
            "Unos 140 barcos fueron desviados.",
            "Unos 140 barcos fueron desviados a Orán.",
        ),
    ],
)
def test_a_part_has_not_all_that_is_told_of_its_whole(
    text: str, right: str, wrong: str
) -> None:
    assert not _why(right, text)
    assert _why(wrong, text)
