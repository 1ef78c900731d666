"""Know the offices that one person holds at a time, and when one changes hands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import starmap

from news.across.beginnings import beginnings
from news.across.cities import cities
from news.across.concepts import SHORTEST_STEM, concept_of, mentions
from news.across.places import countries
from news.numbers.number_tables import alternatives
from news.toml_tables import Table, read_table
from news.words import fold, without_possessive

# Characters of a headline with its summary that are read.
MAX_TEXT = 2000
# What happens to an office, by the English words of the concepts.
_CHANGES = ("resign", "appoint", "election", "vote", "removed")
# Unions have several presidents.
_UNIONS = frozenset({"EU", "UN", "EZ"})
# Countries with several presidents, or whose president of the government is
# called a prime minister elsewhere.
_WITHOUT_ONE_PRESIDENT = frozenset({"BA", "ES"})
# Where an office has several holders at a time, if not in the unions alone.
_SEVERAL = {"president": _UNIONS | _WITHOUT_ONE_PRESIDENT}
_LETTERS = re.compile(r"[^\W\d_]+")

# A form of an office's name, by its folded words.
Form = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Office:
    """An office, and its words by language."""

    name: str
    # Whether it is a city's; a country's otherwise.
    of_city: bool
    forms: Mapping[str, tuple[Form, ...]]


@dataclass(frozen=True, slots=True)
class Seat:
    """Where an office is held."""

    # The code of a country (ISO 3166), or the time zone of a city.
    place: str
    # How the telling writes the city; empty for a country.
    town: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a telling gives as the holder of an office."""

    office: str
    seat: Seat
    name: str


def seat_of(text: str, office: Office) -> Seat | None:
    """Return the one country or city that a few words name, as the office asks; None for none.

    "Peru" is a president's, "Lima" a mayor's; "Peru and Chile" are two.
    """
    seats = _cities(text) if office.of_city else _countries(text, office)
    return seats[0] if len(seats) == 1 else None


def _cities(text: str) -> list[Seat]:
    """Return the cities that a few words name: of Lima's, the one that is written Lima."""
    zones = cities(text).items()
    return [Seat(zone, without_possessive(town)) for town, zone in zones]


def _countries(text: str, office: Office) -> list[Seat]:
    """Return the countries that a few words name; none where some have several such holders.

    The EU has several presidents.
    """
    codes = countries(text)
    several = _SEVERAL.get(office.name, _UNIONS)
    return list(map(Seat, codes)) if codes.isdisjoint(several) else []


def tells_of_change(text: str) -> bool:
    """Return whether a short text tells that somebody leaves or takes an office.

    A concept tells it ("The mayor resigns"), Chinese or Japanese characters (新任市长), or a word
    of the table ("der ehemalige Bürgermeister").
    """
    folded = fold(text[:MAX_TEXT])
    happened = {mention.concept for mention in mentions(folded)}
    return (
        not happened.isdisjoint(map(concept_of, _CHANGES))
        or bool(_wide_change().search(folded))
        or any(map(_is_of_change, _LETTERS.findall(folded)))
    )


def _is_of_change(word: str) -> bool:
    """Return whether a folded word is one of change, or begins like a longer one.

    Of "successor" the table has the beginning; a short word such as "ex" stands for itself.
    """
    forms = {word, *beginnings(word, SHORTEST_STEM)}
    return not forms.isdisjoint(_change_words())


@cache
def _change_words() -> frozenset[str]:
    return _words("change")


@cache
def _wide_change() -> re.Pattern[str]:
    """Match the runs of Chinese and Japanese characters that tell of change."""
    return re.compile(alternatives(_words("change_wide")))


@cache
def lesser() -> frozenset[str]:
    """Return the words that make the office behind them another one: vice, deputy."""
    return _words("lesser")


def _words(key: str) -> frozenset[str]:
    """Return the folded words of a row of the table."""
    written = _table()[key]
    return frozenset(map(fold, written.split()))


@cache
def offices() -> tuple[Office, ...]:
    """Return the offices of the table."""
    # The other rows are lists of words.
    rows = [pair for pair in _table().items() if isinstance(pair[1], dict)]
    return tuple(starmap(_office, rows))


def _office(name: str, row: Mapping[str, str]) -> Office:
    """Return the office of a row: whether a country or a city has it, and its forms."""
    languages = row.keys() - {"of"}
    forms = {language: _forms(row[language]) for language in languages}
    return Office(name, row["of"] == "city", forms)


def _forms(written: str) -> tuple[Form, ...]:
    """Return the forms of a cell: "prime minister|premier" has one of two words, and one of one."""
    words = map(str.split, fold(written).split("|"))
    return tuple(map(tuple, words))


@cache
def _table() -> Table:
    return read_table(files("news.across") / "offices.toml")
