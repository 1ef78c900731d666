"""Which time zone a person means: by its name, by a city or a country in any of the interface's languages, by a place."""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from functools import cache
from zoneinfo import available_timezones

from news.errors import ScheduleError
from news.words import fold

LOCALES = ("zh_Hans", "zh_Hant", "en", "es", "de", "fr", "ja", "ru")
_OFFSET = re.compile(r"^(?:utc|gmt)?\s*([+\-−])\s*(\d{1,2})(?::?00)?$")
# Cities that people name and the zone database does not.
_CITIES = {
    "北京": "Asia/Shanghai", "上海": "Asia/Shanghai", "重庆": "Asia/Shanghai", "beijing": "Asia/Shanghai", "深圳": "Asia/Shanghai", "广州": "Asia/Shanghai", "廣州": "Asia/Shanghai", "杭州": "Asia/Shanghai", "成都": "Asia/Shanghai",
    "中国": "Asia/Shanghai", "china": "Asia/Shanghai", "硅谷": "America/Los_Angeles", "旧金山": "America/Los_Angeles", "san francisco": "America/Los_Angeles", "seattle": "America/Los_Angeles",
    "西雅图": "America/Los_Angeles", "boston": "America/New_York", "波士顿": "America/New_York", "washington": "America/New_York", "华盛顿": "America/New_York", "munich": "Europe/Berlin",
    "münchen": "Europe/Berlin", "frankfurt": "Europe/Berlin", "barcelona": "Europe/Madrid", "osaka": "Asia/Tokyo", "大阪": "Asia/Tokyo", "utc": "UTC", "gmt": "UTC",
    "mumbai": "Asia/Kolkata", "孟买": "Asia/Kolkata", "加尔各答": "Asia/Kolkata", "delhi": "Asia/Kolkata", "montreal": "America/Toronto", "st petersburg": "Europe/Moscow", "milan": "Europe/Rome", "geneva": "Europe/Zurich",
}  # fmt: skip
# The zone in which nearly all people of a country live, where it has others too.
_MAIN = {
    "CN": "Asia/Shanghai", "DE": "Europe/Berlin", "ES": "Europe/Madrid", "PT": "Europe/Lisbon", "UA": "Europe/Kyiv", "NZ": "Pacific/Auckland", "MY": "Asia/Kuala_Lumpur", "CL": "America/Santiago",
    "AR": "America/Argentina/Buenos_Aires", "EC": "America/Guayaquil", "UZ": "Asia/Tashkent", "CY": "Asia/Nicosia", "FR": "Europe/Paris", "GB": "Europe/London", "JP": "Asia/Tokyo", "IN": "Asia/Kolkata",
    "VN": "Asia/Ho_Chi_Minh", "KR": "Asia/Seoul", "TW": "Asia/Taipei", "HK": "Asia/Hong_Kong", "MO": "Asia/Macau", "SG": "Asia/Singapore",
    "RU": "Europe/Moscow", "BR": "America/Sao_Paulo", "ID": "Asia/Jakarta", "KZ": "Asia/Almaty", "MN": "Asia/Ulaanbaatar",
}  # fmt: skip


def _plain(text: str) -> str:
    """Return the form in which places are compared: simplified, case-folded, without accents and signs."""
    bare = unicodedata.normalize("NFD", fold(text).replace("_", " ").replace("-", " "))
    return " ".join(
        "".join(char for char in bare if not unicodedata.combining(char)).replace("’", "'").split()
    )


@cache
def places() -> dict[str, str]:
    """Map names of cities, and of countries with one zone, in the interface's languages (CLDR), to their zones.

    The first call takes about half a second: keep it off a loop.
    """
    found = {_plain(name): zone for name, zone in _CITIES.items()}
    wanted = [zone for zone in sorted(zone_names()) if "/" in zone and not zone.startswith("Etc/")]
    for zone in wanted:
        found.setdefault(_plain(zone.rpartition("/")[2]), zone)
    # A zone that bears the city's own name goes before its old links: Australia/Sydney before Australia/ACT.
    for zone in sorted(
        wanted, key=lambda zone: _plain(zone.rpartition("/")[2]) != _plain(_city(zone, "en"))
    ):
        for locale in LOCALES:
            if name := _plain(_city(zone, locale)):
                found.setdefault(name, zone)
    return _countries() | found


def _city(zone: str, locale: str) -> str:
    from babel.dates import get_timezone_location  # noqa: PLC0415 - only when a person names a city

    try:
        return str(get_timezone_location(zone, locale=locale, return_city=True))
    except (LookupError, ValueError, AttributeError):
        return ""


def _countries() -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415 - only when a person names a city

    zones = country_zones()
    return {
        _plain(name): zones[code]
        for locale in LOCALES
        for code, name in Locale.parse(locale).territories.items()
        if code in zones
    }


@cache
def country_zones() -> dict[str, str]:
    """Map countries (ISO 3166, capitals) to the zone in which all or nearly all of their people live."""
    from babel.core import get_global  # noqa: PLC0415 - only when a country matters

    single = {
        code: listed[0]
        for code, listed in get_global("territory_zones").items()
        if len(listed) == 1 and listed[0] in zone_names()
    }
    return single | _MAIN


@cache
def zone_names() -> frozenset[str]:
    """Return the names of the IANA zones, read once: the whole folder of them is walked."""
    return frozenset(
        zone
        for zone in available_timezones()
        if not zone.startswith(("posix", "right", "SystemV")) and zone != "localtime"
    )


def find_zone(text: str) -> str:
    """Return the IANA zone that a name, an offset (UTC+8), a city or a country means; raises ScheduleError."""
    name = text.strip()
    wanted = _plain(name)
    if wanted in {"utc", "gmt"}:
        return "UTC"
    if offset := _OFFSET.match(fold(name)):
        return _fixed(offset.group(1) == "+", int(offset.group(2)), name)
    # Names without a slash (Japan, EST) are old; a place of that name goes before them.
    zone = next((zone for zone in zone_names() if _plain(zone) == wanted), None)
    if zone and "/" in zone:
        return zone
    if found := places().get(wanted) or places().get(wanted.removesuffix("市")) or zone:
        return found
    raise _unknown(name)


def _fixed(east: bool, hours: int, name: str) -> str:
    # The sign of these names is turned round: Etc/GMT-8 is eight hours east.
    zone = f"Etc/GMT{'-' if east else '+'}{hours}" if hours else "UTC"
    if zone not in zone_names():
        raise _unknown(name)
    return zone


def _unknown(name: str) -> ScheduleError:
    return ScheduleError(
        f"{name!r} is no time zone or city that is known; expected Asia/Shanghai or Berlin",
        text=name,
        why="zone",
    )


def near_zones(text: str, count: int = 4) -> list[str]:
    """Return the zones whose names are like a misspelt one, the likeliest first."""
    near = get_close_matches(_plain(text), list(places()), 2 * count, 0.7)
    return list(dict.fromkeys(places()[name] for name in near))[:count]


def zone_at(latitude: float, longitude: float) -> str:
    """Return the zone of a place on earth; raises ScheduleError for what is none."""
    from tzfpy import get_tz  # noqa: PLC0415 - its shapes take 40 MB

    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ScheduleError(
            "that is no place on earth", text=f"{latitude}, {longitude}", why="place"
        )
    zone = str(get_tz(longitude, latitude))
    return zone if zone in zone_names() else "UTC"
