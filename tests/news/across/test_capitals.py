"""A headline may call a city its country's capital."""

from __future__ import annotations

import pytest

from news.across import neutral_keys
from news.across.capitals import capitals


@pytest.mark.parametrize(
    ("title", "zone"),
    [
        ("Power cut in the Peruvian capital", "America/Lima"),
        ("Floods in Japan's capital", "Asia/Tokyo"),
        ("The capital of the Philippines is dark", "Asia/Manila"),
        ("Apagón en la capital chilena", "America/Santiago"),
        ("Explosão na capital do Líbano", "Asia/Beirut"),
        ("Incendie dans la capitale portugaise", "Europe/Lisbon"),
        ("Stromausfall in der japanischen Hauptstadt", "Asia/Tokyo"),
        ("Überschwemmung in der Hauptstadt der Ukraine", "Europe/Kyiv"),
        ("Пожар в столице Украины", "Europe/Kyiv"),
        ("Požar v ukrajinski prestolnici", "Europe/Kyiv"),
        ("انفجار في عاصمة أوكرانيا", "Europe/Kyiv"),
        ("乌克兰首都停电", "Europe/Kyiv"),
        ("ウクライナの首都で停電", "Europe/Kyiv"),
    ],
)
def test_the_capital_of_a_country_is_its_city(title: str, zone: str) -> None:
    assert capitals(title) == {zone}


@pytest.mark.parametrize(
    "title",
    [
        "Chinese capital flows slow in May",
        "Capital gains tax to rise",
        "Strike brings the capital to a halt",
        "Peru and Chile argue about capital",
        "首都停电",
        "capital",
        "",
    ],
)
def test_money_and_a_capital_of_no_country_are_no_city(title: str) -> None:
    assert capitals(title) == frozenset()


def test_a_capital_has_the_key_of_its_city() -> None:
    called = neutral_keys("Museum opens in the Peruvian capital", "en")
    named = neutral_keys("Museum opens in Lima", "en")
    assert called["city America/Lima"] == named["city America/Lima"]
