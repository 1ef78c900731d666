"""Names of cities, countries and times in the interface's languages, with their zones."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any
from zoneinfo import available_timezones

from news.countries import country_names
from news.words import fold

LOCALES = ("zh_Hans", "zh_Hant", "en", "es", "de", "fr", "ja", "ru")
# The zones that a name may mean, the likeliest first.
Zones = tuple[str, ...]


def plain(text: str) -> str:
    """Return the form in which places are compared: simplified,
    case-folded, without accents and signs.
    """
    folded = fold(text).replace("_", " ").replace("-", " ").replace("’", "'")
    bare = unicodedata.normalize("NFD", folded)
    letters = "".join(char for char in bare if not unicodedata.combining(char))
    return " ".join(letters.split())


@cache
def zone_names() -> frozenset[str]:
    """Return the names of the IANA zones, read once: the whole folder of them is walked."""
    return frozenset(
        zone
        for zone in available_timezones()
        if not zone.startswith(("posix", "right", "SystemV"))
        and zone != "localtime"
    )


@cache
def table() -> dict[str, Any]:
    """Return what `names.toml` holds."""
    return tomllib.loads(
        files("news.zones").joinpath("names.toml").read_text("utf-8")
    )


@cache
def places() -> dict[str, Zones]:
    """Map names to the zones that they may mean;
    what stands earlier here goes before what stands later.

    The first call takes about half a second: keep it off a loop.
    """
    known: dict[str, Zones] = {}
    for name, zones in _all_names():
        known.setdefault(plain(name), zones)
    return known


def _all_names() -> Iterator[tuple[str, Zones]]:
    own = table()
    for section in ("unclear", "several"):
        yield from (
            (name, tuple(zones)) for name, zones in own[section].items()
        )
    for zone, names in own["cities"].items():
        yield from ((name, (zone,)) for name in names.split(","))
    yield from _database_cities()
    yield from _countries(own)
    yield from _times(own["times"])


def _database_cities() -> Iterator[tuple[str, Zones]]:
    """Return the cities after which zones are called, in each language."""
    wanted = [
        zone
        for zone in sorted(zone_names())
        if "/" in zone and not zone.startswith("Etc/")
    ]
    for zone in wanted:
        yield zone.rpartition("/")[2], (zone,)
    # A zone that bears the city's own name goes before its old links:
    # Australia/Sydney before Australia/ACT.
    wanted.sort(
        key=lambda zone: (
            plain(zone.rpartition("/")[2]) != plain(city(zone, "en"))
        )
    )
    for zone in wanted:
        for locale in LOCALES:
            if name := city(zone, locale):
                yield name, (zone,)


def city(zone: str, locale: str) -> str:
    """Return the name of a zone's city in a language; empty where CLDR has none."""
    from babel.dates import get_timezone_location  # noqa: PLC0415 - only when a person names a city

    try:
        return str(get_timezone_location(zone, locale=locale, return_city=True))
    except (LookupError, ValueError, AttributeError):
        return ""


def _countries(own: dict[str, Any]) -> Iterator[tuple[str, Zones]]:
    """Return the countries: those of one zone from CLDR, those of several from the table."""
    zones = _single_zones()
    zones |= {code: tuple(listed) for code, listed in own["countries"].items()}
    for code, names in own["nations"].items():
        yield from ((name, zones[code]) for name in names)
    yield from (
        (name, zones[code])
        for code, name in country_names(LOCALES)
        if code in zones
    )


def _single_zones() -> dict[str, Zones]:
    """Return the countries that CLDR has one zone for."""
    from babel.core import get_global  # noqa: PLC0415 - only when a country matters

    return {
        code: (listed[0],)
        for code, listed in get_global("territory_zones").items()
        if len(listed) == 1 and listed[0] in zone_names()
    }


@cache
def country_zones() -> dict[str, str]:
    """Map countries (ISO 3166, capitals) to the zone in which all or most
    of their people live, where there is one.
    """
    own = table()
    main = {
        code: zones[0]
        for code, zones in own["countries"].items()
        if code not in own["wide"]
    }
    return {code: zones[0] for code, zones in _single_zones().items()} | main


def _times(zones: dict[str, str]) -> Iterator[tuple[str, Zones]]:
    """Return the names of times: Eastern Time, Mitteleuropäische Zeit, 中国标准时间."""
    from babel import Locale  # noqa: PLC0415 - only when a person names a time

    for locale in LOCALES:
        for key, names in Locale.parse(locale).meta_zones.items():
            if key in zones:
                yield from (
                    (str(name), (zones[key],))
                    for name in names.get("long", {}).values()
                )
