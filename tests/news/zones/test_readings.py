"""Names that mean one zone, several or none; never one without summer time by accident."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from news.errors import ScheduleError
from news.zones import (
    country_zones,
    find_zone,
    is_fixed,
    near_zones,
    zone_names,
    zone_readings,
    zone_title,
)
from news.zones.place_zones import places, table


@pytest.mark.parametrize(
    ("zone", "names"),
    [
        ("Asia/Shanghai", ("杭州", "Hangzhou", "武汉市", "四川", "中国标准时间", "China Standard Time", "北京時間", "東八區", "東八区")),
        ("Europe/Kyiv", ("Львів", "Odessa", "烏克蘭", "Ukraine")),
        ("Europe/Berlin", ("Düsseldorf", "duesseldorf", "汉堡", "Мюнхен", "Mitteleuropäische Zeit", "Zeit in Berlin")),
        ("America/New_York", ("Philadelphia", "费城", "美国东部时间", "Eastern Time", "Eastern Standard Time", "heure de New York")),
        ("America/Los_Angeles", ("San Diego", "加州", "Pacific Time", "硅谷")),
        ("America/Chicago", ("San Antonio", "休士頓", "Texas")),
        ("Europe/Madrid", ("Sevilla", "seville", "hora de Madrid", "Bilbao")),
        ("Europe/Moscow", ("Казань", "московское время", "спб", "MSK")),
        ("Asia/Kolkata", ("Chennai", "班加罗尔", "Pune", "UTC+5:30", "GMT+0530", "+05:30")),
        ("Asia/Kathmandu", ("UTC+5:45",)),
        ("Asia/Tokyo", ("横浜", "Kyoto", "JST", "日本時間")),
        ("Etc/GMT-8", ("UTC+8", "+8", "+0800", "GMT+08:00", "UTC ＋8")),
        ("Etc/GMT+5", ("UTC-5", "西五区", "-05:00")),
    ],
)  # fmt: skip
def test_one_zone(zone: str, names: tuple[str, ...]) -> None:
    readings = {name: zone_readings(name) for name in names}
    assert readings == dict.fromkeys(names, (zone,))


@pytest.mark.parametrize(
    ("name", "first", "other"),
    [
        ("EST", "America/New_York", "America/Panama"),
        ("pst", "America/Los_Angeles", "America/Vancouver"),
        ("CET", "Europe/Berlin", "Europe/Madrid"),
        ("MST", "America/Denver", "America/Phoenix"),
        ("GMT", "UTC", "Europe/London"),
        ("США", "America/New_York", "America/Chicago"),
        ("Kanada", "America/Toronto", "America/Vancouver"),
        ("澳大利亚", "Australia/Sydney", "Australia/Perth"),
        ("新疆", "Asia/Shanghai", "Asia/Urumqi"),
        ("Birmingham", "Europe/London", "America/Chicago"),
    ],
)
def test_several_zones_the_likeliest_first(
    name: str, first: str, other: str
) -> None:
    readings = zone_readings(name)
    assert readings[0] == first == find_zone(name)
    assert other in readings
    assert near_zones(name)[0] == first


@pytest.mark.parametrize("name", ["CST", "IST", "bst"])
def test_an_abbreviation_that_nobody_can_guess_is_asked_back(name: str) -> None:
    with pytest.raises(ScheduleError) as caught:
        find_zone(name)
    assert caught.value.details["why"] == "zones"
    assert len(zone_readings(name)) > 1


@pytest.mark.parametrize("name", ["UTC+3:17", "UTC+15", "Atlantis", "东二十区", "8", "+", "x" * 90, "utc80"])  # fmt: skip
def test_what_is_no_zone(name: str) -> None:
    assert zone_readings(name) == ()


def test_no_place_is_a_zone_without_its_summer_time() -> None:
    """Only names that are offsets may lead to a zone without its city's summer time."""
    winter, summer = (
        datetime(2026, 1, 15, tzinfo=UTC),
        datetime(2026, 7, 15, tzinfo=UTC),
    )
    for name in (
        "est",
        "cet",
        "met",
        "wet",
        "eet",
        "mst",
        "Berlin",
        "New York",
        "Eastern",
        "PST",
    ):
        zone = ZoneInfo(find_zone(name))
        assert (
            winter.astimezone(zone).utcoffset()
            != summer.astimezone(zone).utcoffset()
        ), name
    fixed = {
        name
        for name, zones in places().items()
        if any(is_fixed(zone) for zone in zones)
    }
    assert fixed == {"gmt", "格林威治", "格林尼治"}


def test_the_table_names_zones_that_exist() -> None:
    own = table()
    named = [*own["cities"], *own["times"].values(), *own["offsets"].values()]
    for section in ("several", "unclear", "countries"):
        named += [zone for zones in own[section].values() for zone in zones]
    assert set(named) <= zone_names()


def test_a_name_in_the_table_stands_there_once() -> None:
    names = [
        name.strip()
        for listed in table()["cities"].values()
        for name in listed.split(",")
    ]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []
    assert "" not in names


@pytest.mark.parametrize(
    ("zone", "title"),
    [
        ("Etc/GMT-8", "UTC+8"),
        ("Etc/GMT+11", "UTC-11"),
        ("UTC", "UTC"),
        ("Asia/Tokyo", "Asia/Tokyo"),
    ],
)
def test_people_are_shown_the_sign_that_they_write(
    zone: str, title: str
) -> None:
    assert zone_title(zone) == title
    assert zone_readings(title) == (zone,)


def test_a_country_of_many_zones_has_no_main_one() -> None:
    zones = country_zones()
    assert (zones["CN"], zones["FI"], zones["RU"]) == (
        "Asia/Shanghai",
        "Europe/Helsinki",
        "Europe/Moscow",
    )
    assert "US" not in zones
