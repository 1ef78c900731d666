"""One language's words for days, hours and rhythms, compiled from its table in `words/`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product, repeat

from news.calendar_names import WIDTHS, day_names
from news.toml_tables import Table, read_table
from news.words import fold, unaccented

LANGUAGES = ("en", "zh", "es", "de", "fr", "ja", "ru")
_LOCALES = {"zh": "zh_Hans"}
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_UNITS = {"day": 0, "week": 1}
# A pattern that matches nowhere.
_NOTHING = "(?!)"
# A letter of a script that writes blanks between words.
LETTER = r"[^\W\d_\u3040-\u30ff\u3400-\u9fff]"
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
Words = dict[str, tuple[Meaning, ...]]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words and rules that lexer and parser need of one language."""

    words: Words
    # Matches any of the words, the longest first.
    pattern: re.Pattern[str]
    # Several days in one word, as 周一三五; its first group holds their signs.
    # Languages without such words match nothing.
    day_run: re.Pattern[str]
    day_signs: dict[str, int]
    # Han numerals from nought to ten; empty where words are letters.
    numerals: str
    # A part of the day may follow the hour: 8 in the evening.
    parts_after: bool
    # Minutes follow the hour after a blank: 8 Uhr 30.
    spaced_minutes: bool
    # Minutes may follow the hour after "and": las 8 y 20.
    and_minutes: bool

    def meanings(self, word: str) -> tuple[Meaning, ...]:
        """Return what a word that `pattern` matched means; an abbreviation may have its dot."""
        return self.words.get(word) or self.words[word.rstrip(".")]


def normal(text: str) -> str:
    """Return the form in which words are compared: folded, without accents: Über → uber."""
    return unaccented(fold(text).replace("’", "'"))


@cache
def vocabulary(*languages: str) -> Vocabulary:
    """Return the words of a language; of several, a word means what the first of them says."""
    words = _common_words()
    for language in reversed(languages):
        words |= _own_words(language)
    return _compiled(words, [table_of(language) for language in languages])


def _own_words(language: str) -> Words:
    """Map the words of a language, as they are compared, to all that they mean
    there.
    """
    table = table_of(language)
    listed = (*_meanings(table), *_cldr_days(language, table))
    # A dict of each word's meanings: in the table's order, none twice.
    meanings: dict[str, dict[Meaning, None]] = defaultdict(dict)
    for word, meaning in listed:
        meanings[normal(word)][meaning] = None
    return {word: tuple(known) for word, known in meanings.items()}


def _common_words() -> Words:
    """Return the words of all languages: a part of the day is am or pm there."""
    kinds = {"part": "ampm"}
    listed = _meanings(table_of("all"))
    return {
        normal(word): ((kinds.get(kind, kind), numbers),)
        for word, (kind, numbers) in listed
    }


def _compiled(words: Words, tables: list[Table]) -> Vocabulary:
    """Make a vocabulary of words and of the tables that they are from, the main
    language's first.
    """
    table = tables[0]
    # The first language that writes Han numerals gives the signs of days too.
    han = next(filter(_has_numerals, tables), Table())
    days = han.get("days", {})
    run = days.get("run", _NOTHING)
    return Vocabulary(
        words=words,
        pattern=_pattern(words),
        day_run=re.compile(normal(run)),
        day_signs=_day_signs(days),
        numerals=normal(han.get("numerals", "")),
        parts_after=table.get("parts_after", False),
        spaced_minutes=table.get("spaced_minutes", False),
        and_minutes=table.get("and_minutes", False),
    )


def _has_numerals(table: Table) -> bool:
    return "numerals" in table


def _day_signs(days: Table) -> dict[str, int]:
    """Map each sign of a day to its number: 一 is Monday, and so is 1."""
    letters = normal(days.get("letters", ""))
    signs = dict(zip(letters, range(7), strict=False))
    aliases: dict[str, str] = days.get("aliases", {})
    for sign, letter in aliases.items():
        signs[normal(sign)] = signs[normal(letter)]
    return signs


@lru_cache(maxsize=256)
def table_of(language: str) -> Table:
    """Return the table of a language as it is written."""
    return read_table(files("news.schedule") / "words" / f"{language}.toml")


def own_language(tag: str) -> str:
    """Return the language whose words a chat's tag (zh-Hant) means;
    English for one without a table.

    zh-Hant → zh, pt → en.
    """
    language = tag.replace("_", "-").partition("-")[0].lower()
    return language if language in LANGUAGES else "en"


@lru_cache(maxsize=256)
def number_words(language: str) -> dict[str, int]:
    """Map the words of small numbers to what they are.

    Of English `three` is 3, of Chinese 三.
    """
    table = table_of(language)
    named = _numbered(table.get("numbers", {}), "number")
    numbers = {normal(word): values[0] for word, (_, values) in named}
    signs = table.get("numerals", "")
    one_to_ten = signs.removeprefix("零〇")
    return numbers | dict(zip(one_to_ten, range(1, 11), strict=False))


def _meanings(table: Table) -> Iterator[tuple[str, Meaning]]:
    """Give each word of a table with what it means: ("noon", ("named", (720, 11, 14)))."""
    yield from _days(table)
    for section, read_key in _KEYED.items():
        for key, words in table.get(section, {}).items():
            yield from _with_meaning(words, read_key(key))
    for section, kind in _NUMBERED.items():
        yield from _numbered(table.get(section, {}), kind)


def _with_meaning(
    words: list[str], meaning: Meaning
) -> Iterator[tuple[str, Meaning]]:
    """Give each of some words the same meaning."""
    return zip(words, repeat(meaning))


def _named_time(key: str) -> Meaning:
    """Read "12:00 11-14": a word's time, and the hours of the day that it is for."""
    clock, _, hours = key.partition(" ")
    return "named", (_minute_of_day(clock), *_range(hours))


def _minute_of_day(clock: str) -> int:
    """Read "12:30" as minutes after midnight."""
    hour, _, minute = clock.partition(":")
    return int(hour) * 60 + int(minute)


def _range(text: str) -> tuple[int, int]:
    """Read "17-28": a part of the day by its hours; over 24 is after midnight."""
    first, _, last = text.partition("-")
    return int(first), int(last)


def _part(key: str) -> Meaning:
    """Read "17-28" as a part of the day."""
    return "part", _range(key)


def _count(key: str) -> Meaning:
    """Read "2 day": twice a day; "0 week" is weekly."""
    count, _, unit = key.partition(" ")
    return "count", (int(count), _UNITS[unit])


def _half_hour(key: str) -> Meaning:
    """Read "8:30", which one word means: Russian полдевятого."""
    minutes = _minute_of_day(key)
    return "clock", (*divmod(minutes, 60), 0)


def _sign_of_clock(key: str) -> Meaning:
    """Read "marks" (点, Uhr), "units" (Stunden) or "minutes" (分): ("mark", ())."""
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


def _days(table: Table) -> Iterator[tuple[str, Meaning]]:
    """Give the words for days and for groups of them: `mon` is one day,
    `mon-fri` are five.
    """
    for key, words in _own_days(table).items():
        yield from _with_meaning(words, _one_day(key))
    for key, words in table.get("groups", {}).items():
        first, last = map(_DAYS.index, key.split("-"))
        days = range(first, last + 1)
        yield from _with_meaning(words, ("day", tuple(days)))


def _own_days(table: Table) -> dict[str, list[str]]:
    """Return a table's words for each day; it may have none."""
    days = table.get("days", {})
    return {day: days.get(day, []) for day in _DAYS}


def _one_day(name: str) -> Meaning:
    return "day", (_DAYS.index(name),)


def _numbered(
    section: Mapping[str, list[str]], kind: str
) -> Iterator[tuple[str, Meaning]]:
    """Give the words of a section: `words` are those of 0, 1, 2…, other keys are numbers."""
    keyed = dict(section)
    for number, word in enumerate(keyed.pop("words", ())):
        yield word, (kind, (number,))
    for key, words in keyed.items():
        yield from _with_meaning(words, (kind, (int(key),)))


def _cldr_days(language: str, table: Table) -> Iterator[tuple[str, Meaning]]:
    """Yield the names of the days as CLDR has them, and behind the words that stand before a day.

    "Monday", and where "on" stands before days "on Monday".
    """
    names = _own_days(table)
    of_cldr = [] if _has_numerals(table) else _cldr(language)
    for day, name in of_cldr:
        names[day] = [*names[day], name]
        yield name, _one_day(day)
    prefixes = table.get("day_prefixes", [])
    for prefix, day in product(prefixes, names):
        prefixed = [f"{prefix} {name}" for name in names[day]]
        yield from _with_meaning(prefixed, _one_day(day))


def _cldr(language: str) -> Iterator[tuple[str, str]]:
    """Yield the names of the days as CLDR writes them in three widths: Monday,
    Mon, Mo.
    """
    locale = _LOCALES.get(language, language)
    for width in WIDTHS:
        names = day_names(locale, width)
        for day, name in names.items():
            yield _DAYS[day], name.rstrip(".")


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Return what matches any word, the longest first; letters must not go on
    at its ends, digits may (8Uhr).

    Chinese and Japanese characters end a word: 8pm发, 7amに. An abbreviation
    may have its dot: "Mo.", "h.".
    """
    longest = sorted(words, key=len, reverse=True)
    # The ends stand once, not at each word: Python takes 1 ms to compile the
    # ranges of `LETTER`, and a language has up to 400 words.
    start = rf"(?:(?<!{LETTER})|(?!{LETTER}))"
    end = rf"(?:(?<={LETTER})(?!{LETTER})\.?|(?<!{LETTER}))"
    return re.compile(f"{start}(?:{'|'.join(map(re.escape, longest))}){end}")
