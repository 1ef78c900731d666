"""Names of cities, countries and times in the interface's languages, with their zones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import filterfalse, product, repeat
from zoneinfo import available_timezones

from news.countries import country_names
from news.toml_tables import Table, read_table
from news.words import fold, unaccented

LOCALES = ("zh_Hans", "zh_Hant", "en", "es", "de", "fr", "ja", "ru")
# The zones that a name may mean, the likeliest first.
Zones = tuple[str, ...]
# What the folder of zones holds beside them.
_NO_ZONE = re.compile("posix|right|SystemV|localtime")
# Zones that are called after a city.
_OF_CITY = re.compile("(?!Etc/).*/")


def plain(text: str) -> str:
    """Return the form in which places are compared: simplified,
    case-folded, without accents and signs.
    """
    spaced = fold(text).replace("_", " ").replace("-", " ")
    letters = unaccented(spaced.replace("’", "'"))
    return " ".join(letters.split())


@cache
def zone_names() -> frozenset[str]:
    """Return the names of the IANA zones, read once: the whole folder of them is walked."""
    return frozenset(filterfalse(_NO_ZONE.match, available_timezones()))


@cache
def table() -> Table:
    """Return what `names.toml` holds."""
    return read_table(files("news.zones") / "names.toml")


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
    """Yield all names with their zones; one that comes twice means what it means first."""
    own = table()
    for name, zones in (*own["unclear"].items(), *own["several"].items()):
        yield name, tuple(zones)
    for zone, names in own["cities"].items():
        yield from zip(names.split(","), repeat((zone,)))
    yield from _database_cities()
    yield from _countries(own)
    yield from _times(own["times"])


def _database_cities() -> Iterator[tuple[str, Zones]]:
    """Return the cities after which zones are called, in each language.

    Europe/Rome: Rome, and Rom, 罗马 and others; of two zones of one city the one called after it.
    """
    wanted = sorted(filter(_OF_CITY.match, zone_names()))
    for zone in wanted:
        yield _own_city(zone), (zone,)
    wanted.sort(key=_is_old_link)
    for zone, locale in product(wanted, LOCALES):
        if name := city(zone, locale):
            yield name, (zone,)


def _own_city(zone: str) -> str:
    """Return the city in a zone's own name: Europe/Berlin → Berlin."""
    return zone.rpartition("/")[2]


def _is_old_link(zone: str) -> bool:
    """Return whether a zone bears another name than its city: Australia/ACT is Sydney's."""
    return plain(_own_city(zone)) != plain(city(zone, "en"))


def city(zone: str, locale: str) -> str:
    """Return the name of a zone's city in a language; empty where CLDR has none.

    Europe/Vienna, de → Wien.
    """
    from babel.dates import get_timezone_location  # noqa: PLC0415 - only when a person names a city

    try:
        return str(get_timezone_location(zone, locale=locale, return_city=True))
    except (LookupError, ValueError, AttributeError):
        return ""


def _countries(own: Table) -> Iterator[tuple[str, Zones]]:
    """Yield the countries: those of one zone from CLDR, those of several from
    the table.
    """
    zones = _single_zones()
    zones |= {code: tuple(listed) for code, listed in own["countries"].items()}
    for code, names in own["nations"].items():
        yield from zip(names, repeat(zones[code]))
    for code, name in country_names(LOCALES):
        if code in zones:
            yield name, zones[code]


def _single_zones() -> dict[str, Zones]:
    """Return the countries that CLDR has one zone for.

    France has Europe/Paris; the United States have several, and are left out.
    """
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

    DE → Europe/Berlin; US has none.
    """
    own = table()
    several = own["countries"]
    one_main = several.keys() - set(own["wide"])
    main = {code: several[code] for code in one_main}
    return {code: zones[0] for code, zones in (_single_zones() | main).items()}


def _times(zones: dict[str, str]) -> Iterator[tuple[str, Zones]]:
    """Return the names of times: Eastern Time, Mitteleuropäische Zeit, 中国标准时间."""
    from babel import Locale  # noqa: PLC0415 - only when a person names a time

    for locale in LOCALES:
        meta_zones = Locale.parse(locale).meta_zones
        for key, zone in zones.items():
            names = meta_zones.get(key, {}).get("long", {}).values()
            yield from zip(map(str, names), repeat((zone,)))
