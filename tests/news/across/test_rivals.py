"""Headlines that are alike and tell two events."""

from __future__ import annotations

import pytest

from news.across import are_rivals


@pytest.mark.parametrize(
    ("one", "other", "languages"),
    [
        # One kind of event in two cities.
        (
            "Ethiopia's Bekele wins Vienna marathon",
            "Äthiopier Tola gewinnt Rotterdam-Marathon",
            ("en", "de"),
        ),
        (
            "Пожар на рынке в Варшаве",
            "Incendio en un mercado de Bogotá",
            ("ru", "es"),
        ),
        ("Tram derails in Lisbon", "里昂有轨电车脱轨", ("en", "zh")),
        # Nothing in common but a country.
        (
            "Kenya swears in new finance minister",
            "Kenia: Überschwemmung zerstört Brücke",
            ("en", "de"),
        ),
        # Who lost the one match won the other.
        (
            "Rybakina beats Paolini in two sets",
            "Paolini vence a Keys en semifinales",
            ("en", "es"),
        ),
        (
            "Paolini beats Keys in semi-final",
            "Рыбакина обыграла Паолини в финале",
            ("en", "ru"),
        ),
    ],
)
def test_what_only_looks_like_one_event_is_two(
    one: str, other: str, languages: tuple[str, str]
) -> None:
    assert are_rivals(one, other, languages)
    assert are_rivals(other, one, languages[::-1])


@pytest.mark.parametrize(
    ("one", "other", "languages"),
    [
        (
            "Tram derails in Lisbon",
            "Трамвай сошел с рельсов в Лиссабоне",
            ("en", "ru"),
        ),
        # A point of the compass is no city of its own.
        (
            "Ferry sinks in South Sudan",
            "Fähre sinkt bei Juba im Südsudan",
            ("en", "de"),
        ),
        # North Korea is not Seoul.
        ("Parade in North Korea", "Parade in Pjöngjang", ("en", "de")),
        # A city of each, and one that both name.
        (
            "Train from Lyon to Paris derails",
            "Zug auf dem Weg nach Paris entgleist",
            ("en", "de"),
        ),
        # A city there, its country here.
        ("Fire in Tokyo hotel", "Japan: Feuer in einem Hotel", ("en", "de")),
        # Other words for the same deed, and a number beside the country.
        (
            "Kenya evacuates 300 after flood",
            "Kenia: Überschwemmung, 300 Menschen obdachlos",
            ("en", "de"),
        ),
        # The same match, told by who lost, and in the passive.
        (
            "Rybakina beats Paolini in two sets",
            "Paolini pierde ante Rybakina en dos sets",
            ("en", "es"),
        ),
        (
            "Rybakina beats Paolini in two sets",
            "Рыбакина обыграла Паолини в двух сетах",
            ("en", "ru"),
        ),
        # Nothing to tell them by.
        ("A quiet evening", "Ein stiller Abend", ("en", "de")),
        ("", "", ("en", "ru")),
        ("\ud83d", "x" * 5000, ("en", "zh")),
    ],
)
def test_one_event_in_other_words_stays_one(
    one: str, other: str, languages: tuple[str, str]
) -> None:
    assert not are_rivals(one, other, languages)
    assert not are_rivals(other, one, languages[::-1])
