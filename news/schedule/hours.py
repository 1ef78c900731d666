"""Parse times of day that stand together: lists of times, rhythms, and spans."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from news.errors import ScheduleError
from news.schedule.cursor import Cursor
from news.schedule.time_of_day import DayPart, Moment, read_time, within
from news.schedule.written import DAY


@dataclass(frozen=True, slots=True)
class _Interval:
    """A rhythm: every so many hours."""

    hours: int


@dataclass(frozen=True, slots=True)
class _HourSpan:
    """From one time to another."""

    first: int
    last: int


_Piece = Moment | _Interval | _HourSpan
# What may stand between two times of a run.
_JOINING = ("fill", "and", "at_to", "to_end", "from")
# A rhythm of the whole day, from midnight to midnight.
_WHOLE_DAY = _HourSpan(0, 0)
# Rhythms that have the same times on each day: every 5 hours has not.
_DAILY_RHYTHMS = frozenset((1, 2, 3, 4, 6, 8, 12))


def read_hours(cursor: Cursor) -> frozenset[int]:
    """Read times that follow one another, as minutes of the day: "8:00, 12:00
    and 6 pm", "every 3 hours from 8 to 20".

    Empty where there are none. A comma behind the last time is left for what
    follows. Raises ScheduleError for times that may mean others.
    """
    pieces: list[_Piece] = []
    while piece := _interval(cursor) or _time_or_span(cursor):
        pieces.append(piece)
        if not cursor.skip_if(_JOINING, _time_follows):
            break
    return _minutes(pieces, cursor.vocabulary.parts_after)


def _time_follows(cursor: Cursor) -> bool:
    """Return whether a time may begin here; behind "every" it does with a number or a unit."""
    if cursor.sees("every"):
        return cursor.sees("number", "unit", ahead=1)
    return cursor.sees(
        "number", "clock", "part", "ampm", "named", "before", "interval"
    )


def _interval(cursor: Cursor) -> _Interval | None:
    """Read a rhythm in whole hours: one word for it, such as "hourly", or
    several: "every 2 hours", 每两小时, 2時間ごと.
    """
    one = cursor.take("interval")
    if one is not None:
        return _Interval(one[0])
    return cursor.attempt(_worded_interval)


def _worded_interval(cursor: Cursor) -> _Interval | None:
    """Read "every", a number and "hours", with "every" before or behind; None
    where one is missing.

    Raises ScheduleError for minutes: a digest every ten minutes is none.
    """
    every = cursor.passes("every")
    hours, *_ = cursor.take("number") or (1,)
    if every and cursor.sees("minute"):
        raise ScheduleError("minutes are too often", text="", why="rhythm")
    in_hours = cursor.passes("unit")
    # ごと and the like stand behind the unit.
    is_rhythm = cursor.passes("apiece") or every
    return _Interval(hours) if is_rhythm and in_hours and hours else None


def _time_or_span(cursor: Cursor) -> Moment | _HourSpan | None:
    """Read a time, or one to another: "8:00", "8 to 20"; "8 to Friday" is 8."""
    first = read_time(cursor)
    if first is None:
        return None
    end = cursor.range_end(read_time, also=_and_of_between(cursor))
    return _HourSpan(first.minute, end.minute) if end else first


def _and_of_between(cursor: Cursor) -> bool:
    """Return whether an "and" is the one of "between 8 and 20".

    It is where a "between" stands before it and no "to" anywhere: "from 8 to 20
    and at 22" has one.
    """
    if not cursor.sees("and") or cursor.holds("to"):
        return False
    return cursor.holds("from", until=cursor.at)


def _minutes(pieces: list[_Piece], parts_after: bool) -> frozenset[int]:
    """Return the minutes of a run: single times, or a rhythm with at most one
    span.

    Raises ScheduleError where its times may mean others, and for a span without
    a rhythm.
    """
    moments = [piece for piece in pieces if isinstance(piece, Moment)]
    if len(moments) == len(pieces):
        return _of_moments(moments, parts_after)
    match pieces:
        case [_Interval(hours)]:
            return _all_day(hours)
        # "every 3 hours from 8 to 20", "from 8 to 20 every 3 hours"
        case [_Interval(hours), _HourSpan() as span] | [
            _HourSpan() as span,
            _Interval(hours),
        ]:
            return _in_span(hours, span)
    raise ScheduleError(
        "a range of hours without a rhythm", text="", why="range"
    )


def _of_moments(moments: list[Moment], parts_after: bool) -> frozenset[int]:
    """Return the minutes of single times, each in the half of the day that is
    meant.

    Chinese and Japanese carry a part of the day on to later hours: 晚上8点和9点
    are both in the evening.
    """
    if not parts_after:
        moments = list(accumulate(moments, _carried_on))
    _check_halves(moments)
    return frozenset(moment.minute for moment in moments)


def _all_day(hours: int) -> frozenset[int]:
    """Return the times of a rhythm over the whole day: every 6 hours → 0:00,
    6:00, 12:00, 18:00.

    Raises ScheduleError for a rhythm that would differ from day to day.
    """
    if hours not in _DAILY_RHYTHMS:
        raise ScheduleError(
            "that does not part a day", text=str(hours), why="rhythm"
        )
    return _in_span(hours, _WHOLE_DAY)


def _in_span(hours: int, span: _HourSpan) -> frozenset[int]:
    """Return the times of a rhythm from one time to another: every 3 hours from
    20 to 2 → 20:00, 23:00, 2:00.

    A span that ends where it begins is a whole day.
    """
    length = (span.last - span.first) % DAY or DAY
    times = range(span.first, span.first + length + 1, hours * 60)
    return frozenset(minute % DAY for minute in times)


def _carried_on(before: Moment, moment: Moment) -> Moment:
    """Return a time in the part of the day of the one before it, if it is later there.

    Behind 晚上8点 (20:00), 9点 is 21:00, but 7点 stays 7:00.
    """
    if not moment.open or not before.window:
        return moment
    minute = within(moment.minute, before.window, halved=True)
    if minute is None or minute <= before.minute:
        return moment
    return Moment(minute, before.window)


def _check_halves(moments: list[Moment]) -> None:
    """Refuse an open time that may be in the other half of the day.

    In "8 and 9 pm" it is within a part that another time names, in "noon and 6" it
    comes behind a later one. "8 and 8 pm" is clear. Raises ScheduleError that
    names the open time.
    """
    known = {moment.minute for moment in moments}
    windows = {moment.window for moment in moments if moment.window}
    # The latest time before that is in a part of the day for sure.
    latest = -1
    for moment in moments:
        if moment.window or moment.named:
            latest = max(latest, moment.minute)
        is_earlier = moment.minute < latest
        is_doubtful = is_earlier or _in_another(moment, windows, known)
        if moment.open and is_doubtful:
            raise _in_either_half(moment)


def _in_either_half(moment: Moment) -> ScheduleError:
    """Return the error for a time that may be before or after noon."""
    hour, minute = divmod(moment.minute, 60)
    words = f"{hour}:{minute:02}"
    return ScheduleError(
        f"{words} may be in another half of the day", text=words, why="half"
    )


def _in_another(moment: Moment, windows: set[DayPart], known: set[int]) -> bool:
    """Return whether an open time may mean another one in a part of the day
    that was named.

    6 beside "8 in the evening" may be 18:00, unless that is in the list too.
    """
    others = {within(moment.minute, window, halved=True) for window in windows}
    return bool(others - {None} - known)
