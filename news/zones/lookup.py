"""Find the zone that a person means."""

from __future__ import annotations

import re
from difflib import get_close_matches

from news.errors import ScheduleError
from news.zones.offsets import read_offset, whole_hours
from news.zones.places import Zones, places, plain, table, zone_names

# Characters; the longest name of CLDR has 61.
MAX_NAME = 80
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
    if name in {"utc", "z", "utc+0", "gmt+0", "etc/utc", "zulu"}:
        return ("UTC",)
    if name in places():
        return places()[name]
    if offset := read_offset(text):
        return _at_offset(*offset)
    exact = next((zone for zone in zone_names() if plain(zone) == name), None)
    if exact is not None:
        return (exact,)
    return _of_core(name) or _in_country(name)


def _in_country(name: str) -> Zones:
    """Return the zones of the place in "Birmingham, USA";
    those of the country alone where it has some.
    """
    city, comma, country = name.partition(",")
    zones = places().get(city.strip(), ()) if comma else ()
    there = places().get(country.strip(), ())
    return tuple(zone for zone in zones if zone in there) or zones


def _of_core(name: str) -> Zones:
    """Return the zones of the place in "Berlin time", 上海市, "hora de Madrid"."""
    for _ in range(2):
        bare = _AROUND.sub("", name).strip()
        if bare == name:
            return ()
        if bare in places():
            return places()[bare]
        name = bare
    return ()


def _at_offset(hours: int, minutes: int) -> Zones:
    if minutes:
        sign = "-" if hours < 0 or minutes < 0 else "+"
        zone = table()["offsets"].get(f"{sign}{abs(hours)}:{abs(minutes):02}")
        return (zone,) if zone else ()
    zone = whole_hours(hours)
    if zone in zone_names():
        return (zone,)
    return ()


def _unknown(name: str) -> ScheduleError:
    return ScheduleError(
        f"{name!r} is no time zone or city that is known; expected Asia/Shanghai or Berlin",
        text=name,
        why="zone",
    )


def near_zones(text: str, count: int = 4) -> list[str]:
    """Return the zones that a name may mean, or whose names are like a misspelt one,
    the likeliest first.
    """
    readings = zone_readings(text)
    if readings:
        return list(readings[:count])
    name = plain(text[:MAX_NAME])
    near = get_close_matches(
        name, [known for known in places() if len(known) > 3], 2 * count, 0.75
    )
    return list(dict.fromkeys(places()[known][0] for known in near))[:count]


def zone_at(latitude: float, longitude: float) -> str:
    """Return the zone of a place on earth; raises ScheduleError if it is not one."""
    from tzfpy import get_tz  # noqa: PLC0415 - its shapes take 40 MB

    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ScheduleError(
            "that is no place on earth",
            text=f"{latitude}, {longitude}",
            why="place",
        )
    zone = str(get_tz(longitude, latitude))
    return zone if zone in zone_names() else "UTC"
