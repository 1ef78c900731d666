"""Zones by name, offset, city and country, in the languages people speak; and guesses for what is misspelt."""

from __future__ import annotations

import pytest

from news.errors import ScheduleError
from news.zones import find_zone, near_zones, zone_at


@pytest.mark.parametrize(
    ("zone", "names"),
    [
        (
            "Asia/Shanghai",
            (
                "上海",
                "北京",
                "北京市",
                "beijing",
                "中国",
                "China",
                "asia/shanghai",
                "Шанхай",
            ),
        ),
        (
            "Europe/Berlin",
            (
                "Berlin",
                "柏林",
                "Берлин",
                "Deutschland",
                "Германия",
                "ドイツ",
                "München",
                "munich",
            ),
        ),
        (
            "America/Sao_Paulo",
            ("São Paulo", "sao paulo", "SAO_PAULO", "圣保罗"),
        ),
        ("Asia/Qatar", ("Doha", "多哈")),
        ("America/Chicago", ("Birmingham, USA", "Austin, USA")),
        ("America/Los_Angeles", ("LA", "SF", "Portland, Oregon")),
        ("UTC", ("格林威治",)),
        ("Asia/Tokyo", ("東京", "东京", "Tokyo", "Токио", "日本", "Japan")),
        (
            "Europe/Moscow",
            ("Москва", "по Москве", "московское время", "莫斯科", "Moskau"),
        ),
        ("Australia/Sydney", ("悉尼", "雪梨", "Sydney")),
        ("Europe/London", ("London", "Londres", "伦敦")),
        ("America/New_York", ("New York", "纽约", "紐約", "ニューヨーク")),
        ("Etc/GMT-8", ("UTC+8", "UTC8", "gmt 8", "gmt +8", "+08:00")),
        ("Asia/Kolkata", ("+5:30", "GMT +5.5", "UTC+5,5")),
        ("Asia/Kathmandu", ("UTC+5.75",)),
        ("Etc/GMT+3", ("UTC-3", "UTC−3")),
        ("UTC", ("utc", "GMT", "UTC+0")),
    ],
)
def test_a_zone_has_many_names(zone: str, names: tuple[str, ...]) -> None:
    assert {name: find_zone(name) for name in names} == dict.fromkeys(
        names, zone
    )


@pytest.mark.parametrize(
    "name",
    [
        "Nowhere",
        "",
        "8",
        "+5.3",
        "UTC+99",
        "火星",
        "/etc/passwd",
        "../UTC",
        "x" * 500,
    ],
)
def test_what_is_no_zone_is_refused_with_its_name(name: str) -> None:
    with pytest.raises(ScheduleError) as caught:
        find_zone(name)
    assert caught.value.details == {"text": name, "why": "zone"}


def test_a_misspelt_city_brings_the_likely_ones() -> None:
    assert near_zones("Belin")[0] == "Europe/Berlin"
    assert near_zones("Shangai")[0] == "Asia/Shanghai"
    assert near_zones("qqqqqqqq") == []


def test_a_place_on_earth() -> None:
    assert zone_at(31.2, 121.5) == "Asia/Shanghai"
    for latitude, longitude in ((91.0, 0.0), (0.0, 181.0), (float("nan"), 0.0)):
        with pytest.raises(ScheduleError):
            zone_at(latitude, longitude)
