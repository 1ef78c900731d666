"""Parse a time of day as people write it: 8:30 pm, halb neun, 晚上八点半, без четверти девять."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from news.errors import ScheduleError
from news.schedule.cursor import Cursor
from news.schedule.lexer import Token, unread
from news.schedule.written import DAY

NOON = 12 * 60


class DayPart(NamedTuple):
    """The hours from and until which a part of the day lasts; over 24 is after midnight."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of day."""

    # Minutes after midnight.
    minute: int
    # The part of the day that was named with it.
    window: DayPart | None = None
    # Nothing says in which half of the day it is: 8, 8:30.
    open: bool = False
    # A word for one time: noon.
    named: bool = False


@dataclass(frozen=True, slots=True)
class _Hour:
    """An hour and minutes, before the part of the day is known."""

    hour: int
    minute: int
    # Written as clocks of 24 hours do: 08.
    padded: bool
    words: str

    @property
    def minutes(self) -> int:
        """Minutes after midnight, if it is before noon."""
        return self.hour * 60 + self.minute

    @property
    def is_possible(self) -> bool:
        """Whether a day has it; 24:00 is its end."""
        return self.minute < 60 and self.minutes <= DAY

    @property
    def is_halved(self) -> bool:
        """Whether it may be before or after noon.

        8 and 8:30 may; 08:30, 20:00 and 0:30 may not.
        """
        return 1 <= self.hour <= 12 and not self.padded


def read_time(cursor: Cursor) -> Moment | None:
    """Read a time of day: `8:30 pm`, `halb neun`, 晚上八点半, `noon`; None where none begins.

    Raises ScheduleError for one that can't be or means two.
    """
    start = cursor.at
    window, named = _part_before(cursor)
    offset = _offset_before(cursor)
    hour = _hour(cursor)
    if hour is not None:
        return _with_hour(cursor, hour, window, offset)
    if offset is None and named is not None:
        return Moment(named, named=True)
    # "Half past" and "in the evening" are no time without an hour.
    if offset is not None or window:
        raise _missing(cursor, start)
    return None


def _with_hour(
    cursor: Cursor, hour: _Hour, window: DayPart | None, offset: int | None
) -> Moment:
    """Read what follows an hour and belongs to it: "y media", "in the evening"."""
    if offset is None:
        offset = _offset_after(cursor, hour)
    window = _narrowed(window, cursor) if window else _part_after(cursor)
    return resolve(hour.minutes + offset, hour, window)


def _narrowed(window: DayPart, cursor: Cursor) -> DayPart:
    """Return the hours of a part of the day that am or pm behind the hour leaves:
    毎朝7am is at 7, "nights, 3 pm" is at no time.
    """
    half = _window(cursor, "ampm") or window
    return DayPart(max(window.start, half.start), min(window.end, half.end))


def _window(cursor: Cursor, *kinds: str) -> DayPart | None:
    """Read a word of these kinds as the hours that it stands for."""
    hours = cursor.take(*kinds)
    return None if hours is None else DayPart(*hours)


def _offset_after(cursor: Cursor, hour: _Hour) -> int:
    """Read 半 or "y media" behind a full hour: minutes to add to it.

    八点半 adds 30; 8:15 takes no more.
    """
    if hour.minute:
        return 0
    minutes, *_ = cursor.take("after") or (0,)
    return minutes


def resolve(minutes: int, hour: _Hour, window: DayPart | None) -> Moment:
    """Return the one time that an hour means within a part of the day.

    `minutes` are the hour's with "half past" and the like added: 8 in the evening is 20:00. Raises
    ScheduleError where none fits: 15 in the morning.
    """
    if not hour.is_possible:
        raise unread(hour.words)
    halved = hour.is_halved
    # A quarter to one, halb eins: by day, unless something says otherwise.
    first_hour = min(60, hour.hour * 60)
    if halved and minutes < first_hour:
        minutes += NOON
    if window is None:
        return Moment(minutes % DAY, open=halved)
    minute = within(minutes, window, halved=halved)
    if minute is None:
        raise _outside_part(hour.words)
    return Moment(minute, window)


def _outside_part(words: str) -> ScheduleError:
    """Return the error for an hour that its part of the day does not have: 15 in the morning."""
    return ScheduleError(
        f"{words!r} is not in that part of the day", text=words, why="part"
    )


def within(minutes: int, window: DayPart, *, halved: bool) -> int | None:
    """Return the minute of the day that a time means between two hours;
    None where it never is there.

    From 17 to 28, 8 (of twelve hours) is 20:00 and 2 is 2:00; 15 is never there.
    """
    step = NOON if halved else DAY
    start = window.start * 60
    end = window.end * 60
    # The first time from the window's start on that differs by whole steps.
    at = start + (minutes - start) % step
    return at % DAY if at < end else None


def _part_before(cursor: Cursor) -> tuple[DayPart | None, int | None]:
    """Read 早上, morgens, noon, as the hours that it lasts.

    The second value is the time that the word means alone: noon is 12:00, 早上 is
    none.
    """
    part = _window(cursor, "part", "ampm")
    if part is not None:
        cursor.skip("fill", "at_to")
        # "In the evening, at 8" and 下班路上看，八点 are one time.
        cursor.skip_if(("fill", "at_to", "and"), _hour_follows)
        return part, None
    named = cursor.take("named")
    if named is None:
        return None, None
    minute, *hours = named
    return DayPart(*hours), minute


def _hour_follows(cursor: Cursor) -> bool:
    """Return whether an hour follows a comma: "mornings and 8" may be two times."""
    is_comma = not cursor.tokens[cursor.at - 1].is_spoken_and
    return is_comma and cursor.sees("clock", "number", "before")


def _part_after(cursor: Cursor) -> DayPart | None:
    """Read the part of the day behind an hour: 8 pm, 8 in the morning, 12 noon.

    Chinese and Japanese have it before the hour; there only "am" and "pm" stand
    behind one.
    """
    return cursor.attempt(_worded_part)


def _worded_part(cursor: Cursor) -> DayPart | None:
    """Read "in the evening", "pm" or noon behind an hour; None where no such word stands here."""
    cursor.skip("fill")
    if not cursor.vocabulary.parts_after:
        return _window(cursor, "ampm")
    part = _window(cursor, "ampm", "part")
    if part is not None:
        return part
    named = cursor.take("named")
    if named is None:
        return None
    _minute, *hours = named
    return DayPart(*hours)


def _offset_before(cursor: Cursor) -> int | None:
    """Read "half past", "halb", "ten past": minutes to add to the hour that
    follows.

    "halb" takes thirty away; None where nothing of the kind stands here.
    """
    before = cursor.take("before")
    if before is None:
        return cursor.attempt(_counted_offset)
    (minutes,) = before
    return minutes


def _counted_offset(cursor: Cursor) -> int | None:
    """Read a number and "past" or "to": "ten past" adds 10, "ten to" takes 10
    away.
    """
    number = cursor.take("number")
    past = cursor.take("past")
    if number is None or past is None:
        return None
    (sign,) = past
    return _value(number) * sign


def _value(number: tuple[int, ...]) -> int:
    """Return the value of a number: digits say too whether a nought stands before it, words do not."""
    value, *_ = number
    return value


def _is_padded(number: tuple[int, ...]) -> bool:
    """Return whether a number is written with a nought before it: 08."""
    _, *padded = number
    return any(padded)


def _hour(cursor: Cursor) -> _Hour | None:
    """Read an hour with its minutes: 8:30, 0830, `8 Uhr 15`, 八点半; None where none begins."""
    token = cursor.token
    clock = cursor.take("clock")
    if clock is not None:
        hour, minute, is_padded = clock
        # 08:30 Uhr is what people say as well as write.
        marked = cursor.passes("mark")
        return _Hour(hour, minute, bool(is_padded) and not marked, token.text)
    number = cursor.take("number")
    if number is None:
        return None
    minute = _minutes(cursor, token)
    return _Hour(_value(number), minute, _is_padded(number), token.text)


def _minutes(cursor: Cursor, hour: Token) -> int:
    """Read the minutes behind an hour: 8点30分, 8h30, 8 Uhr 15,
    eight thirty; nought where there are none.
    """
    marked = cursor.passes("mark")
    if cursor.vocabulary.and_minutes and cursor.token.is_spoken_and:
        _refuse_and(cursor, hour)
    number = cursor.read("number")
    if number is None:
        return 0
    value = _value(number)
    if _begins_time(cursor, hour, value):
        return 0
    if not _are_minutes(cursor, hour, value, marked=marked):
        return 0
    cursor.at += 1
    cursor.passes("minute")
    return value


def _begins_time(cursor: Cursor, hour: Token, value: int) -> bool:
    """Return whether a number behind an hour is the next hour: 8 11 pm, but not eight thirty pm."""
    if cursor.sees("mark", ahead=1):
        return True
    if value > 12 or not cursor.sees("ampm", ahead=1):
        return False
    return not _are_worded(hour, cursor.token)


def _are_worded(hour: Token, minutes: Token) -> bool:
    """Return whether both are words, as in "eight thirty": digits side by side
    are two times.
    """
    return hour.text.isalpha() and minutes.text.isalpha()


def _are_minutes(
    cursor: Cursor, hour: Token, value: int, *, marked: bool
) -> bool:
    """Return whether the number behind an hour is its minutes.

    `8 30` and `8 Uhr 15` are one time, `8 9` are two. Raises ScheduleError where nobody can know:
    `8点 9`.
    """
    # 8 30 can be nothing but half past eight.
    if value > 24 or cursor.sees("minute", ahead=1):
        return True
    minutes = cursor.token
    if not marked:
        # eight thirty, восемь двадцать
        return value > 9 and _are_worded(hour, minutes)
    if not minutes.gap or cursor.vocabulary.spaced_minutes:
        return True
    raise _one_or_two(f"{hour.text} {minutes.text}")


def _refuse_and(cursor: Cursor, hour: Token) -> None:
    """Raise ScheduleError for "8 y 20": in Spanish that is 8:20 as well as two times."""
    number = cursor.read("number", ahead=1)
    if number is None or cursor.sees("mark", "ampm", "part", ahead=2):
        return
    raise _one_or_two(f"{hour.text} y {_value(number)}")


def _one_or_two(words: str) -> ScheduleError:
    """Return the error for what may be one time or two: 8点 9, 8 y 20."""
    return ScheduleError(
        f"{words!r} is one time or two", text=words, why="ambiguous"
    )


def _missing(cursor: Cursor, start: int) -> ScheduleError:
    """Return the error for what stands before an hour where none follows: "half
    past", 早上.
    """
    words = " ".join(token.text for token in cursor.tokens[start : cursor.at])
    return ScheduleError(
        f"{words!r} names no hour; expected 08:00", text=words, why="none"
    )
