"""Headlines of one event share keys in any language."""

from __future__ import annotations

import pytest

from news.across import neutral_keys
from news.across.places import countries
from news.across.sounds import skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Байлз", "Biles"),
        ("بايلز", "Biles"),
        ("Тихановская", "Tikhanovskaya"),
        ("Лукашенко", "Lukashenko"),
        ("マドリード", "Madrid"),
        ("Müller", "Muller"),
        ("Ćosić", "Cosic"),
    ],
)
def test_a_name_has_one_sound_in_all_scripts(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("Osaka", "Abe"), ("Madrid", "Lisbon"), ("Novak", "Roger")],
)
def test_other_names_sound_otherwise(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@pytest.mark.parametrize("word", ["", "a", "ой", "!!", "ь"])
def test_too_little_has_no_sound(word: str) -> None:
    assert skeleton(word) == ""


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Floods in Chile", {"CL"}),
        ("智利北部洪灾", {"CL"}),
        ("チリで洪水", {"CL"}),
        ("Наводнение в Чили", {"CL"}),
        ("Japanese minister visits Brasília, Brazil", {"JP", "BR"}),
        ("Ein japanischer Minister in Spanien", {"JP", "ES"}),
        ("Estados Unidos y Nueva Zelanda firman", {"US", "NZ"}),
        ("США и Китай", {"US", "CN"}),
        ("義大利北部水災", {"IT"}),
        ("A quiet evening", set()),
    ],
)
def test_countries_are_known_in_every_language(
    text: str, codes: set[str]
) -> None:
    assert countries(text) == codes


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (
            ("Flood in Kenya kills 31", "en"),
            ("Überschwemmung in Kenia: 31 Tote", "de"),
            4,
        ),
        (("Flood in Kenya kills 31", "en"), ("肯尼亚洪灾致31人死亡", "zh"), 4),
        (
            ("Flood in Kenya kills 31", "en"),
            ("ケニアで洪水、31人死亡", "ja"),
            4,
        ),
        (
            ("Flood in Kenya kills 31", "en"),
            ("Наводнение в Кении: 31 погибший", "ru"),
            4,
        ),
        (("Lukashenko visits Oman", "en"), ("Лукашенко посетил Оман", "ru"), 3),
    ],
)
def test_tellings_of_one_event_share_place_number_and_what_happened(
    one: tuple[str, str], other: tuple[str, str], shared: int
) -> None:
    assert (
        len(neutral_keys(*one).keys() & neutral_keys(*other).keys()) >= shared
    )


@pytest.mark.parametrize(
    "title",
    ["", "!!!", "😀" * 400, "x" * 5000, "\ud83d", "成" * 300, "1" * 400],
)
def test_odd_titles_have_few_keys(title: str) -> None:
    assert len(neutral_keys(title, "en")) <= 3


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Выборы президента Ганы", "GH"),
        ("Ураган на Кубе", "CU"),
        ("Граница с Белоруссией", "BY"),
        ("Новый закон в Киргизии", "KG"),
    ],
)
def test_a_russian_name_is_known_in_its_cases(title: str, code: str) -> None:
    assert countries(title) == {code}


@pytest.mark.parametrize(
    "text",
    [
        "Congress debates children and services",
        "gana tiempo, pero no irá",
        "Individual suicide prevention, green grenades",
        "George and Daniel leave San Francisco",
        "само собой",
    ],
)
def test_words_that_begin_like_a_country_are_none(text: str) -> None:
    assert countries(text) == set()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("japonesas y japoneses", "JP"),
        ("die japanischen Inseln", "JP"),
        ("японский император", "JP"),
        ("iranische Schiffe", "IR"),
        ("un equipo peruano", "PE"),
        ("Slovenci v finalu", "SI"),
        ("российских войск", "RU"),
        ("Hong Kong tower block", "HK"),
    ],
)
def test_a_people_and_an_adjective_name_their_country(
    text: str, code: str
) -> None:
    assert countries(text) == {code}
