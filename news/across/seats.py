"""Know the offices that one person holds at a time, and when one changes hands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from news.across.beginnings import beginnings
from news.across.cities import cities
from news.across.concepts import concept_of, mentions
from news.across.places import countries
from news.toml_tables import Table
from news.words import fold

# Characters of a headline with its summary that are read.
MAX_TEXT = 2000
# Letters of a beginning that stands for all its words; a shorter one stands for
# itself.
SHORTEST_STEM = 4
LONGEST_STEM = 16
# What happens to an office, by the English words of the concepts.
_CHANGES = ("resign", "appoint", "election", "vote", "removed")
# Unions have several presidents.
_UNIONS = frozenset({"EU", "UN", "EZ"})
# Countries with several presidents, or whose president of the government is
# called a prime minister elsewhere.
_WITHOUT_ONE_PRESIDENT = frozenset({"BA", "ES"})
_POSSESSIVE = re.compile(r"['’]s?$")
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
    """Return the one country or city that a few words name, as the office asks; None for none."""
    if office.of_city:
        return _city_of(text)
    codes = countries(text)
    if len(codes) != 1 or not codes.isdisjoint(_UNIONS):
        return None
    if office.name == "president" and codes <= _WITHOUT_ONE_PRESIDENT:
        return None
    return Seat(min(codes))


def _city_of(text: str) -> Seat | None:
    zones = cities(text)
    if len(zones) != 1:
        return None
    ((town, zone),) = zones.items()
    return Seat(zone, without_possessive(town))


def without_possessive(name: str) -> str:
    """Return a name without the ending of an English possessive: Peru's, Texas'."""
    return _POSSESSIVE.sub("", name)


def tells_of_change(text: str) -> bool:
    """Return whether a short text tells that somebody leaves or takes an office."""
    folded = fold(text[:MAX_TEXT])
    if any(word in folded for word in _words("change_wide")):
        return True
    happened = {mention.concept for mention in mentions(folded)}
    if not happened.isdisjoint(map(concept_of, _CHANGES)):
        return True
    return any(map(_is_of_change, _LETTERS.findall(folded)))


def _is_of_change(word: str) -> bool:
    """Return whether a folded word is one of change, or begins like a longer one."""
    forms = {word, *beginnings(word[:LONGEST_STEM], SHORTEST_STEM)}
    return not forms.isdisjoint(_change_words())


@cache
def _change_words() -> frozenset[str]:
    return _words("change")


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
    rows = _table()
    return tuple(
        Office(name, row["of"] == "city", _forms(row))
        for name, row in rows.items()
        if isinstance(row, dict)
    )


def _forms(row: Mapping[str, str]) -> dict[str, tuple[Form, ...]]:
    """Return the forms of an office by language."""
    forms = {}
    for language, written in row.items():
        if language != "of":
            forms[language] = tuple(map(_form, written.split("|")))
    return forms


def _form(written: str) -> Form:
    words = fold(written).split()
    return tuple(words)


@cache
def _table() -> Table:
    text = files("news.across").joinpath("offices.toml").read_text("utf-8")
    return tomllib.loads(text)
