"""A strike is a walkout or an attack."""

from __future__ import annotations

import pytest

from news.across import neutral_keys
from news.across.concepts import concept_of

WALKOUT = f"event {concept_of('strike')}"
ATTACK = f"event {concept_of('attack')}"


@pytest.mark.parametrize(
    "title",
    [
        "Bus drivers strike over pay",
        "Teachers strike in Lisbon enters second week",
        "Air traffic controllers' strike grounds flights in France",
    ],
)
def test_who_stops_working_strikes(title: str) -> None:
    keys = neutral_keys(title, "en")
    assert WALKOUT in keys
    assert ATTACK not in keys


@pytest.mark.parametrize(
    "title",
    [
        "Drone strike sets depot ablaze",
        "Night strike on a railway bridge",
        "Strike kills four in Kharkiv",
        "Peru strikes Chile",
    ],
)
def test_who_fires_at_others_attacks(title: str) -> None:
    keys = neutral_keys(title, "en")
    assert ATTACK in keys
    assert WALKOUT not in keys


def test_an_earthquake_that_strikes_is_neither() -> None:
    keys = neutral_keys("Earthquake strikes northern Chile, 12 dead", "en")
    assert keys.keys().isdisjoint({WALKOUT, ATTACK})


def test_a_walkout_in_another_language_is_one() -> None:
    assert WALKOUT in neutral_keys("Huelga de maestros deja 12 muertos", "es")
