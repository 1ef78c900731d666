"""Cities are known by their zone, in every language."""

from __future__ import annotations

import pytest

from news.across.cities import cities


@pytest.mark.parametrize(
    ("text", "zones"),
    [
        ("Fire in a New York museum", {"America/New_York"}),
        ("Пожар в музее Нью-Йорка", {"America/New_York"}),
        ("纽约一博物馆起火", {"America/New_York"}),
        ("Berlin-Marathon in der Berliner Sonne", {"Europe/Berlin"}),
        ("Пожар в Киеве, музей Каира закрыт", {"Europe/Kyiv", "Africa/Cairo"}),
        ("Осложнения, Ромео и Бернард", set()),
        ("Трамвай сошел с рельсов в Берлине и остановился", {"Europe/Berlin"}),
        ("Un musée ferme à Lisbonne", {"Europe/Lisbon"}),
        ("ベルリンで停電", {"Europe/Berlin"}),
        ("로마에서 서울로", {"Europe/Rome", "Asia/Seoul"}),
        ("Incendio en Río de Janeiro", {"America/Sao_Paulo"}),
        ("From Paris to Lima", {"Europe/Paris", "America/Lima"}),
        ("Floods in Kolkata, once Calcutta", {"Asia/Kolkata"}),
    ],
)
def test_a_city_is_known_in_its_languages_and_cases(
    text: str, zones: set[str]
) -> None:
    assert set(cities(text).values()) == zones


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nice weather for a center of lime trees",
        "Floods in Chile and Japan",
        "la ciudad quiere mas agua",
        "Eastern Time and Central Time",
        "South Sudan, North and South, East and West",
        "North Korea and South Korea, Corea del Norte, Северная Корея",
        "General Electric, Continental Airlines, an Acre of land, Indiana votes",
        "中国大陆与内地",
        "아로마 축제, 프리마돈나 은퇴",
        "\ud83d" * 20,
    ],
)
def test_other_words_and_countries_are_no_cities(text: str) -> None:
    assert cities(text) == {}
