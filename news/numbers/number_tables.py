"""The tables of `tables.toml`, prepared for the readers of numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from news.toml_tables import read_table


@dataclass(frozen=True, slots=True)
class NumberTables:
    """Words of numbers, each with its value."""

    scales: Mapping[str, int]
    # Those that are words: "m" and "k" are scales behind digits alone.
    scale_words: Mapping[str, int]
    words: Mapping[str, int]
    # Words that begin a number and are none alone.
    beginnings: Mapping[str, int]
    # Words of a number and a half, by the number; those of 0 are a half.
    halves: Mapping[str, int]
    # Form → (unit, how many of the unit).
    units: Mapping[str, tuple[str, int]]
    signs: Mapping[str, str]
    eras: Mapping[str, int]
    months: Mapping[str, int]
    # Words of which a number in words has one.
    counting: frozenset[str]


@cache
def tables() -> NumberTables:
    """Read the tables once."""
    data = read_table(files("news.numbers") / "tables.toml")
    scales = _numbered(data["scales"])
    scale_words = {word: scales[word] for word in scales if len(word) > 1}
    words, halves = _numbered(data["words"]), _numbered(data["halves"])
    return NumberTables(
        scales=scales,
        scale_words=scale_words,
        words=words,
        beginnings=_numbered(data["beginnings"]),
        halves=halves,
        units=_units(data),
        signs=dict(_forms(data["signs"])),
        eras=_numbered(data["eras"]),
        months=_numbered(data["months"]),
        counting=frozenset().union(words, scale_words, halves),
    )


def _units(data: Mapping[str, Mapping[str, str]]) -> dict[str, tuple[str, int]]:
    """Return each form of a unit with the unit and how many of it one is: km → (m, 1000)."""
    units = {form: (unit, 1) for form, unit in _forms(data["units"])}
    for measure, forms in data["measures"].items():
        factor, *names = forms.split()
        # Kilometres and metres are one unit, so that 3公里 equals 3000米.
        unit = "m" if measure == "km" else measure
        for name in names:
            units[name.replace("_", " ")] = (unit, int(factor))
    for forms in data["spans"].values():
        minutes, *names = forms.split()
        units |= dict.fromkeys(names, ("min", int(minutes)))
    return units


def alternatives(forms: Iterable[str]) -> str:
    """Join forms to a pattern, the longest first.

    km, k → `km|k`, so that km is not read as k.
    """
    return "|".join(sorted(map(re.escape, forms), key=len, reverse=True))


def _forms(table: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return (form, key) of each form of a table.

    {"EUR": "euro per_cent"} → ("euro", EUR), ("per cent", EUR).
    """
    listed = []
    for key, forms in table.items():
        for form in forms.split():
            listed.append((form.replace("_", " "), key))
    return listed


def _numbered(table: Mapping[str, str]) -> dict[str, int]:
    """Return each form of a table with the number that is its key: {"2": "two zwei"}."""
    return {form: int(key) for form, key in _forms(table)}
