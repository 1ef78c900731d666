"""One language's words for days, hours and rhythms, compiled from its table in `words/`."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from news.calendar_names import WIDTHS, day_names
from news.words import fold

LANGUAGES = ("en", "zh", "es", "de", "fr", "ja", "ru")
_LOCALES = {"zh": "zh_Hans"}
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_UNITS = {"day": 0, "week": 1}
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
# Sections whose keys are numbers, or a range of hours, and whose values are
# words of one kind.
_NUMBERED = {
    "before": "before",
    "after": "after",
    "past": "past",
    "numbers": "number",
    "every": "interval",
}
_CLOCK = {"marks": "mark", "units": "unit", "minutes": "minute"}

# A kind of word and its numbers: ("day", (0, 1)), ("part", (17, 28)), ("fill",
# ()).
Meaning = tuple[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words and rules that lexer and parser need of one language."""

    words: dict[str, tuple[Meaning, ...]]
    # Matches any of the words, the longest first.
    pattern: re.Pattern[str]
    # Several days in one word, as 周一三五; its first group holds their signs.
    day_run: re.Pattern[str] | None
    day_signs: dict[str, int]
    # Han numerals from nought to ten; empty where words are letters.
    numerals: str
    # A part of the day may follow the hour: 8 in the evening.
    parts_after: bool
    # Minutes follow the hour after a blank: 8 Uhr 30.
    spaced_minutes: bool
    # Minutes may follow the hour after "and": las 8 y 20.
    and_minutes: bool


def normal(text: str) -> str:
    """Return the form in which words are compared: folded, without accents."""
    bare = unicodedata.normalize("NFD", fold(text).replace("’", "'"))
    return "".join(char for char in bare if not unicodedata.combining(char))


@cache
def vocabulary(*languages: str) -> Vocabulary:
    """Return the words of a language; of several, a word means what the first of them says."""
    words: dict[str, tuple[Meaning, ...]] = {}
    tables = [table_of(language) for language in languages]
    for language, table in zip(languages, tables, strict=True):
        words = _own_words(language, table) | words
    return _compiled(_common_words() | words, tables)


def _own_words(
    language: str, table: dict[str, Any]
) -> dict[str, tuple[Meaning, ...]]:
    # A dict of each word's meanings: in the table's order, none twice.
    meanings: dict[str, dict[Meaning, None]] = {}
    for word, meaning in (*_meanings(table), *_cldr_days(language, table)):
        known = meanings.setdefault(normal(word), {})
        known[meaning] = None
    return {word: tuple(known) for word, known in meanings.items()}


def _common_words() -> dict[str, tuple[Meaning, ...]]:
    """Return the words of all languages: a part of the day is am or pm there."""
    common: dict[str, tuple[Meaning, ...]] = {}
    for word, (kind, numbers) in _meanings(table_of("all")):
        own_kind = "ampm" if kind == "part" else kind
        common[normal(word)] = ((own_kind, numbers),)
    return common


def _compiled(
    words: dict[str, tuple[Meaning, ...]], tables: list[dict[str, Any]]
) -> Vocabulary:
    table = tables[0]
    # The first language that writes Han numerals gives the signs of days too.
    han: dict[str, Any] = next(
        (other for other in tables if "numerals" in other), {}
    )
    days = han.get("days", {})
    run = days.get("run")
    return Vocabulary(
        words,
        _pattern(words),
        day_run=re.compile(normal(run)) if run else None,
        day_signs=_day_signs(days),
        numerals=normal(han.get("numerals", "")),
        parts_after=table.get("parts_after", False),
        spaced_minutes=table.get("spaced_minutes", False),
        and_minutes=table.get("and_minutes", False),
    )


def _day_signs(days: dict[str, Any]) -> dict[str, int]:
    letters = normal(days.get("letters", ""))
    signs = {letter: day for day, letter in enumerate(letters)}
    aliases: dict[str, str] = days.get("aliases", {})
    for sign, letter in aliases.items():
        signs[normal(sign)] = signs[normal(letter)]
    return signs


@lru_cache(maxsize=256)
def table_of(language: str) -> dict[str, Any]:
    """Return the table of a language as it is written."""
    text = (
        files("news.schedule")
        .joinpath("words", f"{language}.toml")
        .read_text("utf-8")
    )
    return tomllib.loads(text)


def own_language(tag: str) -> str:
    """Return the language whose words a chat's tag (zh-Hant) means;
    English for one without a table.
    """
    language = tag.replace("_", "-").partition("-")[0].lower()
    return language if language in LANGUAGES else "en"


@lru_cache(maxsize=256)
def number_words(language: str) -> dict[str, int]:
    """Map the words of small numbers to what they are."""
    table = table_of(language)
    numbers = {}
    for word, (_, values) in _numbered(table.get("numbers", {}), ""):
        numbers[normal(word)] = values[0]
    signs = table.get("numerals", "")[1:].removeprefix("〇")
    for value, sign in enumerate(signs, 1):
        numbers[normal(sign)] = value
    return numbers


def _meanings(table: dict[str, Any]) -> Iterator[tuple[str, Meaning]]:
    """Give each word of a table with what it means."""
    yield from _days(table)
    for section, read_key in _KEYED.items():
        for key, words in table.get(section, {}).items():
            yield from _each(words, *read_key(key))
    for section, kind in _NUMBERED.items():
        yield from _numbered(table.get(section, {}), kind)


def _named_time(key: str) -> Meaning:
    """Read "12:00 11-14": a word's time, and the hours of the day that it is for."""
    clock, _, hours = key.partition(" ")
    return "named", (_minute_of_day(clock), *_range(hours))


def _minute_of_day(clock: str) -> int:
    hour, _, minute = clock.partition(":")
    return int(hour) * 60 + int(minute)


def _part(key: str) -> Meaning:
    return "part", _range(key)


def _count(key: str) -> Meaning:
    count, _, unit = key.partition(" ")
    return "count", (int(count), _UNITS[unit])


def _half_hour(key: str) -> Meaning:
    minutes = _minute_of_day(key)
    return "clock", (*divmod(minutes, 60), 0)


def _sign_of_clock(key: str) -> Meaning:
    return _CLOCK[key], ()


def _kind(key: str) -> Meaning:
    return key, ()


# Sections of a table by what their keys say, in the order of their meanings.
_KEYED: dict[str, Callable[[str], Meaning]] = {
    "named": _named_time,
    "parts": _part,
    "counts": _count,
    "clock": _sign_of_clock,
    "half_hours": _half_hour,
    "joints": _kind,
    "other": _kind,
}


def _days(table: dict[str, Any]) -> Iterator[tuple[str, Meaning]]:
    for key, words in table.get("days", {}).items():
        if key in _DAYS:
            yield from _each(words, "day", (_DAYS.index(key),))
    for key, words in table.get("groups", {}).items():
        first, _, last = key.partition("-")
        days = range(_DAYS.index(first), _DAYS.index(last) + 1)
        yield from _each(words, "day", tuple(days))


def _numbered(
    section: dict[str, list[str]], kind: str
) -> Iterator[tuple[str, Meaning]]:
    for key, words in section.items():
        if key != "words":
            yield from _each(words, kind, (int(key),))
            continue
        for number, word in enumerate(words):
            yield word, (kind, (number,))


def _each(
    words: list[str], kind: str, numbers: tuple[int, ...]
) -> Iterator[tuple[str, Meaning]]:
    for word in words:
        yield word, (kind, numbers)


def _range(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    return int(first), int(last)


def _cldr_days(
    language: str, table: dict[str, Any]
) -> Iterator[tuple[str, Meaning]]:
    """Return the names of the days as CLDR has them, and behind the words that stand before a day."""
    own = table.get("days", {})
    names = {day: list(own.get(key, [])) for day, key in enumerate(_DAYS)}
    if not table.get("numerals"):
        for day, name in _cldr(language):
            names[day].append(name)
            yield name, ("day", (day,))
    for prefix in table.get("day_prefixes", []):
        for day, known in names.items():
            prefixed = [f"{prefix} {name}" for name in known]
            yield from _each(prefixed, "day", (day,))


def _cldr(language: str) -> Iterator[tuple[int, str]]:
    locale = _LOCALES.get(language, language)
    for width in WIDTHS:
        names = day_names(locale, width)
        for day, name in names.items():
            yield day, name.rstrip(".")


def _pattern(words: dict[str, tuple[Meaning, ...]]) -> re.Pattern[str]:
    """Return what matches any word, the longest first;
    letters must not go on at its ends, digits may.
    """
    longest = sorted(words, key=len, reverse=True)
    return re.compile(
        "|".join(_bounded(word) for word in longest if word.strip())
    )


def _bounded(word: str) -> str:
    before = r"(?<![^\W\d_])" if _is_letter(word[0]) else ""
    # An abbreviation may have its dot: "Mo.", "h."
    after = r"(?![^\W\d_])\.?" if _is_letter(word[-1]) else ""
    return f"{before}{re.escape(word)}{after}"


def _is_letter(char: str) -> bool:
    """Return whether a sign is of a script that writes blanks between words."""
    return char.isalpha() and not _HAN.match(char)
