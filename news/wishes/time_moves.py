"""Read how far somebody moves the times of digests ("an hour later", 往后挪半小时), or from
when to when ("from 8 to 9:30").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

import re2

from news.errors import ScheduleError
from news.models import Schedule
from news.numbers.number_tables import alternatives
from news.schedule import format_schedule, parse_time
from news.schedule.vocabulary import number_words
from news.toml_tables import read_table
from news.wishes.parts import read_parts
from news.wishes.rules import MARKS, alike
from news.wishes.wish_grammar import LONGEST, grammar, languages_of
from news.words import HAN_LANGUAGES

_HOUR, _NOON = 60, 12 * 60
# What may stand beside a length and where to: words that say nothing, and those
# of moving, of wanting and of news. "It comes an hour too late" complains.
_BESIDE = frozenset(
    (
        "fill",
        "move",
        "want",
        "news",
        "polite",
        "clock",
        "summary",
        "cut",
        "shift",
    )
)


@dataclass(frozen=True, slots=True)
class TimeMove:
    """Where the times of digests are moved to."""

    # By how many minutes, less than none for earlier; 0 where a time is named.
    minutes: int = 0
    # That time as a schedule in its stored form, or empty.
    schedule: str = ""


@dataclass(frozen=True, slots=True)
class _Moves:
    """The words of one language, compiled from `time_moves.toml`."""

    later: re.Pattern[str]
    earlier: re.Pattern[str]
    length: re.Pattern[str]
    # What looks like a length and is a time of the day: "avant 8 heures".
    clock: re.Pattern[str]
    # Lengths with a name of their own, in minutes; words for numbers.
    fixed: Mapping[str, int]
    numbers: Mapping[str, int]
    # From one time to another.
    times: re.Pattern[str]


def read_move(text: str, locale: str) -> TimeMove | None:
    """Return where a text moves the times of digests, by the chat's language or by
    English; None for a text that says more, or something else.

    "Make it half an hour earlier" is -30 minutes, "change it from 8 to 9:30" is
    09:30. Time is linear in the text; one of more than 200 characters tells
    something.
    """
    written = alike(text.strip(MARKS))[: LONGEST + 1]
    if len(written) > LONGEST:
        return None
    for language in languages_of(locale):
        move = _by_length(written, language) or _to_time(written, language)
        if move is not None:
            return move
    return None


def _by_length(written: str, language: str) -> TimeMove | None:
    """Return a move by a length, whose direction is named, by the words of one
    language.
    """
    moves = _moves(language)
    is_later = moves.later.search(written) is not None
    is_earlier = moves.earlier.search(written) is not None
    lengths = list(moves.length.finditer(written))
    if is_later == is_earlier or len(lengths) != 1:
        return None
    if moves.clock.search(written):
        return None
    rest = moves.length.sub(" ", written)
    rest = moves.later.sub(" ", moves.earlier.sub(" ", rest))
    if not _moves_only(rest, language):
        return None
    minutes = _minutes(lengths[0], moves)
    return TimeMove(minutes if is_later else -minutes)


def _moves_only(text: str, language: str) -> bool:
    """Return whether words say nothing beside where to: not "quiet hours" nor "the limit"."""
    return all(part.means(*_BESIDE) for part in read_parts(text, language))


def _counts(text: str, language: str) -> bool:
    """Return whether words tell what numbers count: "stories from 10 to 5"."""
    return any(part.means("piece") for part in read_parts(text, language))


def _minutes(length: re.Match[str], moves: _Moves) -> int:
    """Return the minutes of a length, at most half a day: 90 of "an hour and a half"."""
    word = length["number"] or ""
    unit = _HOUR if length["hours"] else 1
    count = moves.numbers.get(word, 0)
    if word.isdecimal():
        count = int(word)
    return min(moves.fixed.get(length["fixed"] or "", count * unit), _NOON)


def _to_time(written: str, language: str) -> TimeMove | None:
    """Return a move from one time to another, by the words of one language.

    "From 8 pm to 9" may mean either 9, and is none.
    """
    plain = grammar(language).without_courtesies(written)
    match = _moves(language).times.fullmatch(plain)
    if match is None:
        return None
    # The named groups are the times, the others the words around them.
    named = match.re.groupindex.values()
    around = [
        words or ""
        for number, words in enumerate(match.groups(), 1)
        if number not in named
    ]
    beside = " ".join(around)
    if not _moves_only(beside, language) or _counts(beside, language):
        return None
    try:
        old = parse_time(match["old"], language)
        new = parse_time(match["new"], language)
    except ScheduleError:
        return None
    if old >= _NOON > new:
        return None
    return TimeMove(schedule=format_schedule(Schedule((new,))))


@cache
def _moves(language: str) -> _Moves:
    """Compile the words of a language.

    Where words stand without blanks, a direction is none with what makes another
    word or a complaint of it: 早上, 晚了.
    """
    table = read_table(files("news.wishes") / "time_moves.toml")[language]
    is_close = language in HAN_LANGUAGES
    begin = "" if is_close else r"\b"
    end = "(?![了上])" if is_close else r"\b"
    fixed = {
        alike(word): int(minutes)
        for minutes, words in table["fixed"].items()
        for word in words
    }
    numbers = number_words(language) | dict.fromkeys(table["one"], 1)
    joined = rf"(?:{_any(table['joints'])})?"
    count = rf"(?P<number>\d{{1,3}}|{_any(numbers)})"
    hours, minutes = _any(table["hours"]), _any(table["minutes"])
    counted = rf"{count}\s?(?:(?P<hours>{hours})|{minutes})"
    length = rf"{begin}{joined}(?:(?P<fixed>{_any(fixed)})|{counted}){begin}"
    times = alike(table["times"]).replace("{", "(?P<old>", 1)
    times = times.replace("{", "(?P<new>", 1).replace("}", ")")
    return _Moves(
        later=re.compile(rf"{begin}(?:{_any(table['later'])}){end}"),
        earlier=re.compile(rf"{begin}(?:{_any(table['earlier'])}){end}"),
        length=re.compile(length),
        clock=re.compile(rf"{begin}(?:{_any(table['at'])})\s?{counted}"),
        fixed=MappingProxyType(fixed),
        numbers=MappingProxyType(numbers),
        # Two times are found in linear time.
        times=re2.compile(times),
    )


def _any(words: Iterable[str]) -> str:
    """Return an expression for any of some words as they are compared, the longest first."""
    return alternatives(map(alike, words))
