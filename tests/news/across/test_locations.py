"""Where two tellings of one event say that it happened, where they disagree."""

from __future__ import annotations

import pytest

from news.across import places_that_differ
from news.across.locations import located


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        ("Bridge collapses in northern Peru", "en", {"PE"}),
        ("Tanker burns off the coast of Oman", "en", {"OM"}),
        ("Brücke im Norden von Peru eingestürzt", "de", {"PE"}),
        ("На севере Перу обрушился мост", "ru", {"PE"}),
        ("В Перу обрушился мост", "ru", {"PE"}),
        ("Cae un puente en el norte de Perú", "es", {"PE"}),
        ("秘鲁北部发生桥梁垮塌", "zh-Hans", {"PE"}),
        ("ペルーで橋が崩落", "ja", {"PE"}),
        ("Bridge collapses in South Korea, two hurt", "en", {"KR"}),
        # Whose, not where.
        ("Peru's Diaz wins marathon", "en", set()),
        ("No Peruvian plane was hurt", "en", set()),
        ("", "en", set()),
    ],
)
def test_a_country_behind_in_is_where(
    text: str, language: str, codes: set[str]
) -> None:
    assert located(text, language) == codes


@pytest.mark.parametrize(
    ("one", "other", "languages", "differs"),
    [
        (
            "Bus stürzt in Bolivien in eine Schlucht",
            "Bus falls into a gorge in Peru",
            ("de", "en"),
            (("Bolivien", "Peru"),),
        ),
        (
            "ボリビアでバス転落、9人死亡",
            "В Перу автобус упал в ущелье",
            ("ja", "ru"),
            (("ボリビア", "ペルー"),),
        ),
        # The other country is told too, or one telling says no place.
        (
            "Bus in Bolivien verunglückt, Opfer aus Peru",
            "Bus falls into a gorge in Peru",
            ("de", "en"),
            (),
        ),
        (
            "Bus stürzt in eine Schlucht",
            "Bus falls into a gorge in Peru",
            ("de", "en"),
            (),
        ),
        (
            "Bus falls into a gorge in Peru near the border, another in Chile",
            "Bus stürzt in Bolivien in eine Schlucht",
            ("en", "de"),
            (),
        ),
    ],
)
def test_places_differ_where_each_telling_has_one(
    one: str,
    other: str,
    languages: tuple[str, str],
    differs: tuple[tuple[str, str], ...],
) -> None:
    assert places_that_differ(one, other, languages) == differs
