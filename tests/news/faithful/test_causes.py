"""Reason and result, and what came first, must not change places."""

from __future__ import annotations

import pytest

from news.faithful import Claim, check, read_sources


def _kept(claim: str, text: str) -> bool:
    return bool(check([Claim(claim)], read_sources([(1, "", text)]))[0])


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (
            "Because sales of bread fell, the mill cut the wages of its drivers.",
            "The mill cut its drivers' wages because sales of bread fell.",
            "Sales of bread fell because the mill cut the wages of its drivers.",
        ),
        (
            "The landslide caused the closure of the mountain railway.",
            "The mountain railway closed because of the landslide.",
            "The closure of the mountain railway caused the landslide.",
        ),
        (
            "Der Zoo erhöhte die Preise, nachdem die Stadt die Förderung gestrichen hatte.",
            "Der Zoo hat die Preise erhöht, nachdem die Stadt die Förderung gestrichen hatte.",
            "Die Stadt strich die Förderung, nachdem der Zoo die Preise erhöht hatte.",
        ),
        (
            "Los pilotos convocaron una huelga después de que la aerolínea recortara los salarios.",
            "Los pilotos convocaron una huelga después de que la aerolínea recortara los salarios.",
            "La aerolínea recortó los salarios después de que los pilotos convocaran una huelga.",
        ),
        (
            "由于停水，县城12家餐馆暂停营业。",
            "因停水，县城有12家餐馆暂停营业。",
            "由于县城12家餐馆暂停营业，停水。",
        ),
    ],
)
def test_reason_and_result_keep_their_places(
    text: str, right: str, wrong: str
) -> None:
    assert _kept(right, text)
    assert not _kept(wrong, text)


def test_where_the_articles_have_both_ways_both_stand() -> None:
    text = (
        "Prices rose because wages rose. Wages rose because prices rose, too."
    )
    assert _kept("Wages rose because prices rose.", text)
    assert _kept("Prices rose because wages rose.", text)


def test_a_passive_verb_is_no_cause() -> None:
    text = "The blackout was triggered by a storm on the coast."
    assert _kept("A storm on the coast triggered the blackout.", text)
