"""Parse the phrases of a schedule: lists of times and days, rhythms, and exceptions."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate

from news.errors import ScheduleError
from news.schedule.lexer import days_between, unread
from news.schedule.time_of_day import (
    Cursor,
    Moment,
    Window,
    read_time,
    within,
)
from news.schedule.written import DAY, EVERY_DAY


@dataclass(frozen=True, slots=True)
class Hours:
    """Times that stand together."""

    minutes: frozenset[int]


@dataclass(frozen=True, slots=True)
class Days:
    """Days that stand together."""

    days: frozenset[int]


@dataclass(slots=True)
class Clause:
    """One part of a text between semicolons or lines, as it is read."""

    runs: list[Hours | Days] = field(default_factory=list)
    excluded: set[int] = field(default_factory=set)
    # How often: (2, 0) is twice a day, (1, 1) once a week, (0, 1) weekly.
    counts: list[tuple[int, ...]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was read."""
        return not (self.runs or self.excluded or self.counts)


@dataclass(frozen=True, slots=True)
class _Interval:
    """An interval in whole hours."""

    hours: int


@dataclass(frozen=True, slots=True)
class _Span:
    """From one time to another."""

    first: int
    last: int


_Piece = Moment | _Interval | _Span
# What a rhythm without a span lasts: from midnight to midnight.
_WHOLE_DAY = _Span(0, 0)


def read_clauses(cursor: Cursor) -> list[Clause]:
    """Read all of a text; raises ScheduleError if it is no time or day,
    or may mean two things.
    """
    clauses = [Clause()]
    while not cursor.at_end:
        if cursor.passes("clause"):
            clauses.append(Clause())
        elif not _passed(cursor) and not _counted(cursor, clauses[-1]):
            _read_run(cursor, clauses[-1])
    return [clause for clause in clauses if not clause.is_empty]


def _passed(cursor: Cursor) -> bool:
    """Pass what joins times and days and says nothing itself.

    Raises ScheduleError for what no schedule has: "monthly", "tomorrow", "from Monday".
    """
    words = cursor.token.text
    if cursor.sees("rhythm", "rhythms", "once"):
        raise ScheduleError(
            "only times on days of the week", text=words, why="rhythm"
        )
    if cursor.sees("from") and not _ranges_ahead(cursor):
        raise unread(words)
    if cursor.sees("every") and cursor.sees("day", "part", ahead=1):
        cursor.at += 1
        return True
    return cursor.skip("fill", "and", "from", "at_to", "to_end")


def _ranges_ahead(cursor: Cursor) -> bool:
    """Return whether a range follows, as it must behind "from".

    "From 8 to 20" and "between 8 and 20 every 2 hours" are ranges; "from
    Monday" alone is a date.
    """
    for token in cursor.tokens[cursor.at + 1 :]:
        if token.means("clause", "from"):
            return False
        # "between 8 and 20 every 2 hours"
        if token.means("to", "at_to") or token.is_spoken_and:
            return True
    return False


def _counted(cursor: Cursor, clause: Clause) -> bool:
    """Read how often, if it stands here: "twice a day", 每周一次; return whether it
    did.
    """
    count = cursor.take("count")
    if count is not None:
        clause.counts.append(count)
    return count is not None


def _read_run(cursor: Cursor, clause: Clause) -> None:
    """Read the run of days or times that begins here, or the days that are left out."""
    words = cursor.token.text
    if cursor.passes("except"):
        clause.excluded |= _days_left_out(cursor, words)
    elif days := _days(cursor):
        if cursor.passes("except_after"):
            clause.excluded |= days
        else:
            _add_days(clause, days)
    elif minutes := _hours(cursor):
        clause.runs.append(Hours(minutes))
    else:
        raise unread(words)


def _days_left_out(cursor: Cursor, words: str) -> frozenset[int]:
    """Read the days behind "except": "daily except Sunday".

    Raises ScheduleError where there are none.
    """
    cursor.skip("fill", "at_to")
    days = _days(cursor)
    if not days:
        raise unread(words)
    cursor.passes("except_after")
    return days


def _add_days(clause: Clause, days: frozenset[int]) -> None:
    """Add days to the run of days that ends the clause, or begin one."""
    match clause.runs:
        case [*before, Days(named)]:
            clause.runs = [*before, Days(_joined(named, days))]
        case _:
            clause.runs.append(Days(days))


def _days(cursor: Cursor) -> frozenset[int]:
    """Read days that follow one another, with their ranges: "Monday, Wednesday
    to Friday".

    Empty where there are none. A comma behind the last day is left for what
    follows.
    """
    days: frozenset[int] = frozenset()
    while (first := cursor.take("day")) is not None:
        last = _range_end(cursor)
        named = _between(first, last) if last else frozenset(first)
        days = _joined(days, named)
        start = cursor.at
        cursor.skip("fill", "and", "every", "at_to")
        if not cursor.sees("day"):
            cursor.at = start
    return days


def _joined(days: frozenset[int], more: frozenset[int]) -> frozenset[int]:
    """Join days to those before: "daily, Monday to Friday" are the days that are named."""
    if days == EVERY_DAY:
        return more
    return days if days and more == EVERY_DAY else days | more


def _range_end(cursor: Cursor) -> tuple[int, ...] | None:
    """Read "to Friday" behind a day; None where no day follows, as in "Monday
    to 8".
    """
    if not cursor.sees("to", "at_to"):
        return None
    start = cursor.at
    cursor.at += 1
    cursor.skip("fill")
    last = cursor.take("day")
    if last is None:
        cursor.at = start
    cursor.passes("to_end")
    return last


def _between(first: tuple[int, ...], last: tuple[int, ...]) -> frozenset[int]:
    """Return the days of a range, of which a side may be a group: weekdays to Sunday."""
    return frozenset((*first, *days_between(first[-1], last[-1]), *last))


def _hours(cursor: Cursor) -> frozenset[int]:
    """Read times that follow one another: "8:00, 12:00 and 6 pm"; empty where
    there are none.

    A comma behind the last time is left for what follows.
    """
    pieces: list[_Piece] = []
    while (piece := _piece(cursor)) is not None:
        pieces.append(piece)
        start = cursor.at
        cursor.skip("fill", "and", "at_to", "to_end", "from")
        if not _time_follows(cursor):
            cursor.at = start
            break
    return _minutes(pieces, cursor.vocabulary.parts_after)


def _time_follows(cursor: Cursor) -> bool:
    """Return whether a time may begin here; behind "every" it does with a number or a unit."""
    if cursor.sees("every"):
        return cursor.sees("number", "unit", ahead=1)
    return cursor.sees(
        "number", "clock", "part", "ampm", "named", "before", "interval"
    )


def _piece(cursor: Cursor) -> _Piece | None:
    """Read "every 2 hours", a time, or one time to another; None where none of them begins."""
    interval = _interval(cursor)
    if interval is not None:
        return interval
    first = read_time(cursor)
    last = _span_end(cursor) if first else None
    if first is None or last is None:
        return first
    return _Span(first.minute, last.minute)


def _interval(cursor: Cursor) -> _Interval | None:
    """Read a rhythm in whole hours: "every 2 hours", 每两小时, 2時間ごと, or one word
    for it.

    None where none begins. Raises ScheduleError for minutes: a digest every ten
    minutes is none.
    """
    one = cursor.take("interval")
    if one is not None:
        return _Interval(one[0])
    start = cursor.at
    every = cursor.passes("every")
    hours, *_ = cursor.take("number") or (1,)
    if every and cursor.sees("minute"):
        raise ScheduleError("minutes are too often", text="", why="rhythm")
    in_hours = cursor.passes("unit")
    # ごと and the like stand behind the unit.
    is_rhythm = cursor.passes("apiece") or every
    if is_rhythm and in_hours and hours > 0:
        return _Interval(hours)
    cursor.at = start
    return None


def _span_end(cursor: Cursor) -> Moment | None:
    """Read "to 20:00" behind a time; None where no time follows, as in "8 to
    Friday".
    """
    if not cursor.sees("to", "at_to") and not _and_of_between(cursor):
        return None
    start = cursor.at
    cursor.at += 1
    cursor.skip("fill")
    last = read_time(cursor)
    if last is None:
        cursor.at = start
    cursor.passes("to_end")
    return last


def _and_of_between(cursor: Cursor) -> bool:
    """Return whether an "and" is the one of "between 8 and 20".

    It is where a "between" stands before it and no "to" anywhere: "from 8 to 20
    and at 22" has one.
    """
    before = cursor.tokens[: cursor.at]
    begun = any(token.means("from") for token in before)
    ranged = any(token.means("to") for token in cursor.tokens)
    return cursor.sees("and") and begun and not ranged


def _minutes(pieces: list[_Piece], parts_after: bool) -> frozenset[int]:
    """Return the minutes of a run: single times, or a rhythm with at most one
    span.

    Raises ScheduleError where its times may mean others, and for a span without
    a rhythm.
    """
    moments = [piece for piece in pieces if isinstance(piece, Moment)]
    if len(moments) == len(pieces):
        return _of_moments(moments, parts_after)
    # One rhythm, and at most one span in which it goes: "every 3 hours from 8
    # to 20".
    match pieces:
        case [_Interval(hours)]:
            return _every(hours, _WHOLE_DAY)
        case [_Interval(hours), _Span() as span]:
            return _every(hours, span)
        case [_Span() as span, _Interval(hours)]:
            return _every(hours, span)
    raise ScheduleError(
        "a range of hours without a rhythm", text="", why="range"
    )


def _of_moments(moments: list[Moment], parts_after: bool) -> frozenset[int]:
    """Return the minutes of single times, each in the half of the day that is
    meant.
    """
    clear = moments if parts_after else _carried(moments)
    _check_halves(clear)
    return frozenset(moment.minute for moment in clear)


def _every(hours: int, span: _Span) -> frozenset[int]:
    """Return the times of a rhythm from one time to another, or over the whole day.

    "Every 3 hours from 20 to 2" is 20:00, 23:00 and 2:00. Raises ScheduleError for a rhythm that
    would differ from day to day: every 5 hours.
    """
    step = hours * 60
    is_uneven = DAY % step or step == DAY
    if span is _WHOLE_DAY and is_uneven:
        raise ScheduleError(
            "that does not part a day", text=str(hours), why="rhythm"
        )
    length = (span.last - span.first) % DAY or DAY
    times = range(span.first, span.first + length + 1, step)
    return frozenset(minute % DAY for minute in times)


def _carried(moments: list[Moment]) -> list[Moment]:
    """Carry a part of the day on to later hours, as Chinese and Japanese do:
    晚上8点和9点 are both in the evening.
    """
    return list(accumulate(moments, _carried_on))


def _carried_on(before: Moment, moment: Moment) -> Moment:
    """Return a time in the part of the day of the one before it, if it is later there."""
    if not moment.open or not before.window:
        return moment
    minute = within(moment.minute, before.window, halved=True)
    if minute is None or minute <= before.minute:
        return moment
    return Moment(minute, before.window)


def _check_halves(moments: list[Moment]) -> None:
    """Refuse "8 and 9 pm", "noon and 6": the open one may be in the evening.

    "8 and 8 pm" is clear. Raises ScheduleError that names the open time.
    """
    known = {moment.minute for moment in moments}
    windows = {moment.window for moment in moments if moment.window}
    latest = -1
    for moment in moments:
        if moment.window or moment.named:
            latest = max(latest, moment.minute)
        is_earlier = moment.minute < latest
        if moment.open and (is_earlier or _in_another(moment, windows, known)):
            raise _in_either_half(moment)


def _in_either_half(moment: Moment) -> ScheduleError:
    hour, minute = divmod(moment.minute, 60)
    words = f"{hour}:{minute:02}"
    return ScheduleError(
        f"{words} may be in another half of the day", text=words, why="half"
    )


def _in_another(moment: Moment, windows: set[Window], known: set[int]) -> bool:
    """Return whether an open time may mean another one in a part of the day
    that was named.

    6 beside "8 in the evening" may be 18:00, unless that is in the list too.
    """
    others = {within(moment.minute, window, halved=True) for window in windows}
    return bool(others - {None} - known)
