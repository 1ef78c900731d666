"""Read when nothing is wanted: weekends, Mondays and Fridays, 下午, in the evening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter

from news.errors import ScheduleError
from news.models import Schedule
from news.schedule.ends import names_near_day
from news.schedule.finding import with_time
from news.schedule.lexer import Token, lex
from news.schedule.parsing import parse_time
from news.schedule.vocabulary import own_language, vocabulary
from news.schedule.written import DAY, EVERY_DAY

# What may stand beside days, and beside a part of the day.
_JOINTS = ("count", "fill", "and", "every", "from", "to", "at_to")
_NOON = 12 * 60
# The least parts of a day that are several.
_TWO = 2


@dataclass(frozen=True, slots=True)
class FreeDays:
    """Days of the week without news; Monday is 0."""

    days: frozenset[int]


@dataclass(frozen=True, slots=True)
class FreeHours:
    """Hours of each day without news, in minutes after midnight."""

    start: int
    end: int


def read_free_time(text: str, language: str) -> FreeDays | FreeHours | None:
    """Read days of the week or one part of the day, by the words of the chat's
    language and then by English; None for any other text.

    "weekends" → Saturday and Sunday; 下午 → 12:00 to 20:00.
    """
    for name in dict.fromkeys((own_language(language), "en")):
        try:
            tokens = lex(text, vocabulary(name))
        except ScheduleError:
            continue
        return _days(text, tokens, name) or _hours(tokens)
    return None


def is_free_time(text: str, language: str) -> bool:
    """Return whether a text names when nothing is wanted: "weekends", "tomorrow"."""
    is_near = names_near_day(text, language)
    return is_near or read_free_time(text, language) is not None


def parts_of_day(text: str, language: str) -> tuple[str, ...]:
    """Return the two parts of the day or more that a text names, one by one: 早晚 is
    早 and 晚; none for any other text.
    """
    own = own_language(language)
    # Chinese parts of one sign stand without a blank between.
    if (own, len(text)) == ("zh", _TWO):
        text = " ".join(text)
    try:
        tokens = lex(text, vocabulary(own))
    except ScheduleError:
        return ()
    parts = list(filter(_part, tokens))
    is_other = len(parts) < _TWO or not all(map(_is_of_part, tokens))
    return () if is_other else tuple(map(attrgetter("text"), parts))


def _days(text: str, tokens: Sequence[Token], language: str) -> FreeDays | None:
    """Read days alone: "Mondays and Fridays"; none for every day.

    The days of a text are those of a schedule with some hour: 周末 with 12:00.
    """
    if not all(map(_is_of_days, tokens)):
        return None
    named = with_time(text, _NOON, language)
    if isinstance(named, Schedule) and named.days != EVERY_DAY:
        return FreeDays(named.days)
    return None


def _is_of_days(token: Token) -> bool:
    return token.means("day", *_JOINTS)


def _hours(tokens: Sequence[Token]) -> FreeHours | None:
    """Read one part of the day: "in the evening" → 16:00 to 01:00.

    A part of some days ("weekday mornings") is none, for quiet hours are of
    each day.
    """
    parts = list(filter(None, map(_part, tokens)))
    if len(parts) != 1 or not all(map(_is_of_part, tokens)):
        return None
    first, last = parts[0]
    return FreeHours(first * 60 % DAY, last * 60 % DAY)


def _part(token: Token) -> tuple[int, ...] | None:
    return token.read("part")


def _is_of_part(token: Token) -> bool:
    return token.means("part", *_JOINTS)


def read_evening(text: str, language: str) -> int | None:
    """Return the minute of the day from which a night is meant: 22:00 for "10", and for
    "10 pm"; 10:00 for "10 am", 0 for "midnight"; None for words that are no time.
    """
    first, other = map(partial(_minute, language), (f"{text} pm", text))
    # Midnight is 0.
    return other if first is None else first


def _minute(language: str, text: str) -> int | None:
    """Return the minute of the day that a text means; None for any other text."""
    try:
        return parse_time(text, language)
    except ScheduleError:
        return None
