"""Words for people and things of a territory that its name does not give."""

from __future__ import annotations

import pytest

from news.across import demonyms
from news.across.places import countries


@pytest.mark.parametrize(
    ("headline", "code"),
    [
        ("Ivorian farmers wait for rain", "CI"),
        ("Two Peruvian climbers rescued", "PE"),
        ("Ein norwegischer und zwei peruanische Fischer", "NO PE"),
        ("Le parlement néerlandais vote", "NL"),
        ("Une alpiniste péruvienne sauvée", "PE"),
        ("Los futbolistas salvadoreños ganan", "SV"),
        ("Duas jornalistas moçambicanas premiadas", "MZ"),
        ("Os bancos alemães fecham", "DE"),
        ("Французская полиция задержала трёх чилийцев", "FR CL"),
        ("О немецких и норвежских танкерах", "DE NO"),
        ("Чехи и сербы договорились", "CZ RS"),
    ],
)
def test_an_adjective_or_a_people_names_the_country(
    headline: str, code: str
) -> None:
    assert countries(headline) == set(code.split())


@pytest.mark.parametrize(
    ("headline", "code"),
    [
        ("Le gouvernement nord-coréen dément", "KP"),
        ("Sul-africano vence a maratona", "ZA"),
        ("Sri Lankan tea farmers strike", "LK"),
    ],
)
def test_two_words_name_one_country(headline: str, code: str) -> None:
    assert countries(headline) == {code}


@pytest.mark.parametrize(
    ("headline", "code"),
    [
        ("Dominican baseball league opens", "DO"),
        ("Le président nigérien en visite", "NE"),
        ("Nigerian president on a visit", "NG"),
    ],
)
def test_the_word_wins_over_a_name_that_begins_alike(
    headline: str, code: str
) -> None:
    assert countries(headline) == {code}


@pytest.mark.parametrize(
    "headline",
    [
        "Runner takes pole position",
        "Este domingo habrá lluvia",
        "Congolese musicians on tour",
        "She teaches English at night",
    ],
)
def test_a_word_of_another_meaning_or_of_two_countries_names_none(
    headline: str,
) -> None:
    assert countries(headline) == set()


def test_every_word_of_the_table_names_its_territory() -> None:
    table = demonyms.demonyms()
    assert {
        form: code for form, code in table.items() if countries(form) != {code}
    } == {}


def test_a_country_of_two_words_is_not_the_one_of_its_last_word() -> None:
    assert countries("Floods in South Sudan displace thousands") == {"SS"}
    assert countries("South Sudan and Sudan sign a deal") == {"SS", "SD"}
