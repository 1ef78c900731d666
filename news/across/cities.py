"""Find the cities that a headline names, in every language, by the zone whose clocks they keep.

Two names of one zone may be one city or two; names of two zones are two cities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain, filterfalse, product

from news.across.beginnings import beginnings, by_beginning
from news.across.headline_words import bare_letters, bare_word, headline_words
from news.across.places import countries_of_word
from news.cldr import own_data
from news.countries import HEADLINE_LOCALES
from news.numbers.number_tables import alternatives
from news.zones.place_zones import table, zone_names

# Of what kind a city is among the keys of a headline.
CITY = "city"
# Letters of a city's name in an alphabet: shorter ones are mostly other words.
SHORTEST = 4
# Letters that a case or an adjective adds to a name: Берлине, Berliner.
LONGEST_ENDING = 3
# Words of a city's name at the most: Rio de Janeiro.
MOST_WORDS = 3
# Characters of a headline that are read.
MAX_TEXT = 300
LAST_LATIN = "\u0250"
_WIDE = re.compile(r"[\u30a1-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,}")
_LAST_VOWEL = re.compile(r"[aeiouyаеиоуыья]$")
_JOINT = re.compile(r"['’-]")
_PLAIN_NAME = re.compile(r"[^\W\d_]+(?: (?!time$)[^\W\d_]+)*")
# Stations and islands that bear people's names, zones of no place, and old names
# of a country's zones: Mexico/General, Chile/Continental, Brazil/Acre.
_NO_CITIES = re.compile(
    r"Antarctica|Arctic|Etc|US/|Canada/|Mexico/|Chile/|Brazil/"
    r"|Australia/Lindeman|Atlantic/Stanley"
    r"|Pacific/Johnston|America/Dawson|America/Creston|.*/.*/"
)
# Parts of a country, countries, and cities that are other words: India would be
# Indiana too, and Korea the one of North Korea.
_NO_NAMES = frozenset(
    {"大陆", "内地", "中国大陆", "中国内地", "nice", "center", "easter"}
    | {"eastern", "central", "pacific", "mountain", "atlantic"}
    | {"north", "south", "east", "west"}
    | {"korea", "corea", "coree", "корея", "india"}
)


# A name, and the zone of the city that it is of.
_NamedZone = tuple[str, str]
_NO_CITY: _NamedZone = ("", "")


# A headline is asked for its cities by several rules, one after the other.
@lru_cache(maxsize=1024)
def cities(text: str) -> Mapping[str, str]:
    """Return the zone of each city that a short text names, by the name as it is written.

    "Fire in New York" → New York: America/New_York.
    """
    text = text[:MAX_TEXT]
    zones = dict(_in_alphabets(headline_words(text)))
    # The many wide names are looked for only where there may be one.
    if _WIDE.search(text):
        names = _wide_names().findall(bare_letters(text))
        zones |= {name: _names()[name] for name in names}
    return zones


def _in_alphabets(words: Sequence[str]) -> Iterator[_NamedZone]:
    """Find names of one to three words, the longest first, each of which begins with a capital.

    "mayor of Rio de Janeiro" gives "Rio de Janeiro" with its zone; its words are not read again.
    """
    end = 0
    for start, word in enumerate(words):
        if start < end or _is_small(word):
            continue
        name, zone = _begun_by(words[start : start + MOST_WORDS])
        end = start + name.count(" ") + 1
        if zone:
            yield name, zone


def _is_small(word: str) -> bool:
    """Return whether a word has no capital: it begins no city's name."""
    return not word[0].isupper()


def _begun_by(words: Sequence[str]) -> _NamedZone:
    """Return the longest name that some words begin with, and its zone, empty for none.

    "Berlin and Paris" begins with Berlin, "New York wins" with New York. Words that begin no
    name of several words are looked up alone, which is most of them.
    """
    if bare_word(words[0]) not in _first_words():
        return words[0], zone_of_city(words[0])
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        zone = zone_of_city(name)
        if zone:
            return name, zone
    return _NO_CITY


@lru_cache(maxsize=50_000)
def zone_of_city(name: str) -> str:
    """Return the zone of a name, with an ending of its language or not; empty for no city.

    Berlin and Берлине give Europe/Berlin. A country's name gives none, though a city may have it
    too: Panama.
    """
    bare = bare_word(name)
    if len(bare) < SHORTEST or countries_of_word(name):
        return ""
    if bare in _names():
        return _names()[bare]
    # An ending is of the last word: in "Берлине и" there is none.
    least = max(SHORTEST, len(bare) - LONGEST_ENDING, bare.rfind(" ") + 2)
    zones = _zones()
    for beginning in beginnings(bare, least):
        if beginning in zones:
            return zones[beginning]
    return ""


@cache
def _names() -> dict[str, str]:
    """Return cities' bare names in all languages with their zones.

    Where two cities have one name, the first source has the say: CLDR, then the database of
    time zones, then our table.
    """
    known: dict[str, str] = {}
    sources = (_of_cldr(), _of_the_database(), _of_our_table())
    for zone, name in chain.from_iterable(sources):
        letters = bare_letters(name.strip())
        bare = _JOINT.sub(" ", letters)
        if _PLAIN_NAME.fullmatch(bare) and bare not in _NO_NAMES:
            todays_zone = _canonical().get(zone, zone)
            known.setdefault(bare, todays_zone)
    return known


@cache
def _first_words() -> frozenset[str]:
    """Return the words with which names of several words begin.

    Of New York it is "new".
    """
    return frozenset(name.partition(" ")[0] for name in _names() if " " in name)


def _of_cldr() -> Iterator[tuple[str, str]]:
    """Yield zones with the names that CLDR gives their cities: Europe/Rome, Roma."""
    for locale in HEADLINE_LOCALES:
        zones = own_data(locale).get("time_zones", {})
        for zone in filterfalse(_NO_CITIES.match, zones):
            # A zone without a city's name of its own gives an empty one: no name.
            yield zone, zones[zone].get("city", "")


def _of_the_database() -> Iterator[tuple[str, str]]:
    """Yield zones with the cities they are named for: America/New_York, New York."""
    for zone in filterfalse(_NO_CITIES.match, sorted(zone_names())):
        _, _, city = zone.partition("/")
        yield zone, city.replace("_", " ")


def _of_our_table() -> Iterator[tuple[str, str]]:
    """Yield zones with the names of more cities that keep their time."""
    for zone, names in table()["cities"].items():
        yield from product([zone], names.split(","))


@cache
def _canonical() -> Mapping[str, str]:
    """Return the zones that were renamed with their names of today: Asia/Calcutta, Asia/Kolkata."""
    from babel.core import get_global  # noqa: PLC0415 - its tables take time to load

    aliases: Mapping[str, str] = get_global("zone_aliases")
    return aliases


@cache
def _zones() -> dict[str, str]:
    """Return the zones by how words begin that are made of a city's name.

    Of Vienna it is "vienn", with which Viennese begins.
    """
    return by_beginning(
        (_LAST_VOWEL.sub("", name), zone)
        for name, zone in _names().items()
        if _takes_endings(name)
    )


def _takes_endings(name: str) -> bool:
    """Return whether a name may have an ending: of four letters only Russian ones,
    whose cases all have one.

    Киев is in Киеве; but Rome is not in Romeo.
    """
    is_short = len(name) <= SHORTEST
    is_short_latin = is_short and name < LAST_LATIN
    return not (_WIDE.search(name) or is_short_latin)


@cache
def _wide_names() -> re.Pattern[str]:
    """Match the cities' names in Chinese, Japanese and Korean, the longest first.

    A Korean one begins a word: 로마에서 names Rome, 아로마 does not.
    """
    names = alternatives(filter(_WIDE.match, _names()))
    return re.compile(rf"(?<![\uac00-\ud7a3])(?:{names})")
