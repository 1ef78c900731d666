"""Find the zone that a person means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache

from news.errors import ScheduleError
from news.zones.offsets import read_offset, whole_hours
from news.zones.place_zones import Zones, places, plain, table, zone_names

# Characters; the longest name of CLDR has 61.
MAX_NAME = 80
_UTC = ("utc", "z", "etc/utc", "zulu")
# Letters of a name that a misspelt one may be like, and how like it must be, as
# difflib counts: short names are like each other by chance (a choice, not
# measured).
_SHORTEST_NEAR, _NEAR = 4, 0.75
# Words around a place's name that say only that its time is meant.
_AROUND = re.compile(
    r"^(?:hora de|hora|heure de|heure d'|heure|время|по|uhrzeit|zeit in|time in|timezone|tz)\s+"
    r"|(?:\s+(?:time|zeit|время|time zone|timezone|standard time)|标准时间|时间|时区|市|州)$"
)


def find_zone(text: str) -> str:
    """Return the IANA zone that a name, an offset (UTC+8),
    a city or a country means; of several the likeliest.

    Raises ScheduleError if it is not one, and for an abbreviation that may as well mean another one
    (CST).
    """
    name = plain(text)
    zones = zone_readings(text)
    if not zones:
        raise _unknown(text.strip())
    if name in table()["unclear"]:
        raise ScheduleError(
            f"{name!r} is several zones", text=text.strip(), why="zones"
        )
    return zones[0]


def zone_readings(text: str) -> Zones:
    """Return all zones that a name may mean, the likeliest first; none if it is no zone.

    More than one should be asked back: EST is New York's time, but also Panama's, which knows no
    summer time.
    """
    if len(text) > MAX_NAME:
        return ()
    name = plain(text)
    if name in places():
        return places()[name]
    if offset := read_offset(text):
        return _at_offset(*offset)
    exact = _zones_by_name().get(name, ())
    return exact or _of_core(name) or _in_country(name)


@cache
def _zones_by_name() -> Mapping[str, Zones]:
    """Return the zones of the database by their own names, as places are compared.

    "america/new york" → America/New_York; UTC by four names.
    """
    names = {plain(zone): (zone,) for zone in sorted(zone_names())}
    return names | dict.fromkeys(_UTC, ("UTC",))


def _in_country(name: str) -> Zones:
    """Return the zones of the place in "Birmingham, USA";
    those of the country alone where it has some.
    """
    city, comma, country = name.partition(",")
    if not comma:
        return ()
    zones = places().get(city.strip(), ())
    there = places().get(country.strip(), ())
    return tuple(filter(there.__contains__, zones)) or zones


def _of_core(name: str) -> Zones:
    """Return the zones of the place in "Berlin time", 上海市, "hora de Madrid".

    Two words are taken off at most: "time in Berlin city".
    """
    for _ in range(2):
        bare = _AROUND.sub("", name).strip()
        if bare == name:
            return ()
        if bare in places():
            return places()[bare]
        name = bare
    return ()


def _at_offset(hours: int, minutes: int) -> Zones:
    """Return the zone at a distance from UTC: UTC+5:30 is India's; none where nobody lives so."""
    zone = whole_hours(hours)
    if minutes:
        sign = "-" if min(hours, minutes) < 0 else "+"
        distance = f"{sign}{abs(hours)}:{abs(minutes):02}"
        zone = table()["offsets"].get(distance)
    return (zone,) if zone in zone_names() else ()


def _unknown(name: str) -> ScheduleError:
    """Return the error for words that are no place, with an example of one."""
    return ScheduleError(
        f"{name!r} is no time zone or city that is known; expected Asia/Shanghai or Berlin",
        text=name,
        why="zone",
    )


def near_zones(text: str, count: int = 4) -> list[str]:
    """Return the zones that a name may mean, or whose names are like a misspelt
    one, the likeliest first.

    "Sanghai" gives Asia/Shanghai; a name that is like none gives nothing.
    """
    readings = zone_readings(text)
    if readings:
        return list(readings[:count])
    name = plain(text[:MAX_NAME])
    known = [place for place in places() if len(place) >= _SHORTEST_NEAR]
    near = get_close_matches(name, known, 2 * count, _NEAR)
    zones = dict.fromkeys(places()[place][0] for place in near)
    return list(zones)[:count]


def zone_at(latitude: float, longitude: float) -> str:
    """Return the zone of a place on earth; raises ScheduleError if it is not one.

    52.5, 13.4 → Europe/Berlin.
    """
    from tzfpy import get_tz  # noqa: PLC0415 - its shapes take 40 MB

    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ScheduleError(
            "that is no place on earth",
            text=f"{latitude}, {longitude}",
            why="place",
        )
    zone = str(get_tz(longitude, latitude))
    return zone if zone in zone_names() else "UTC"
