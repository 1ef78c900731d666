"""Parse the phrases of a schedule: lists of times and days, rhythms, and exceptions."""

from __future__ import annotations

from dataclasses import dataclass, field

from news.errors import ScheduleError
from news.schedule.lexer import unread
from news.schedule.time_of_day import Cursor, Moment, Window, read_time, within
from news.schedule.written import EVERY_DAY

_HOURS_A_DAY = 24


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


@dataclass(frozen=True, slots=True)
class _Interval:
    """Every so many hours."""

    hours: int


@dataclass(frozen=True, slots=True)
class _Span:
    """From one time to another."""

    first: int
    last: int


_Piece = Moment | _Interval | _Span


def read_clauses(cursor: Cursor) -> list[Clause]:
    """Read all of a text; raises ScheduleError for what is no time or day,
    or may mean two things.
    """
    clauses = [Clause()]
    while cursor.token is not None:
        if cursor.take("clause") is not None:
            clauses.append(Clause())
        elif not _passed(cursor) and not _counted(cursor, clauses[-1]):
            _read_run(cursor, clauses[-1])
    return [
        clause
        for clause in clauses
        if clause.runs or clause.excluded or clause.counts
    ]


def _passed(cursor: Cursor) -> bool:
    """Pass what joins times and days and says nothing itself."""
    if (
        cursor.read("rhythm", "rhythms", "once") is not None
        and cursor.token is not None
    ):
        raise ScheduleError(
            "only times on days of the week",
            text=cursor.token.text,
            why="rhythm",
        )
    if cursor.read("from") is not None and not _ranges_ahead(cursor):
        raise unread(cursor.token.text if cursor.token else "")
    if (
        cursor.read("every") is not None
        and cursor.read("day", "part", ahead=1) is not None
    ):
        cursor.at += 1
        return True
    return cursor.skip("fill", "and", "from", "at_to", "to_end")


def _ranges_ahead(cursor: Cursor) -> bool:
    """Return whether a range follows, as it must behind "from": "from Monday" alone is a date."""
    ahead = 1
    while cursor.read("clause", "from", ahead=ahead) is None:
        if cursor.at + ahead >= len(cursor.tokens):
            return False
        if cursor.read("to", "at_to", ahead=ahead) is not None:
            return True
        # "between 8 and 20 every 2 hours"
        if (
            cursor.read("and", ahead=ahead) is not None
            and cursor.tokens[cursor.at + ahead].text.isalpha()
        ):
            return True
        ahead += 1
    return False


def _counted(cursor: Cursor, clause: Clause) -> bool:
    count = cursor.take("count")
    if count is not None:
        clause.counts.append(count)
    return count is not None


def _read_run(cursor: Cursor, clause: Clause) -> None:
    """Read the run of days or times that begins here, or the days that are left out."""
    token = cursor.token
    if cursor.take("except") is not None:
        cursor.skip("fill", "at_to")
        excluded = _days(cursor)
        if not excluded:
            raise unread(token.text if token else "")
        clause.excluded |= excluded
        cursor.take("except_after")
        return
    days = _days(cursor)
    if days:
        if cursor.take("except_after") is not None:
            clause.excluded |= days
        else:
            _add_days(clause, days)
        return
    minutes = _hours(cursor)
    if minutes is None:
        raise unread(token.text if token else "")
    clause.runs.append(Hours(minutes))


def _add_days(clause: Clause, days: frozenset[int]) -> None:
    """Join days to the run before: "daily, Monday to Friday" are the days that are named."""
    last = clause.runs[-1] if clause.runs else None
    if not isinstance(last, Days):
        clause.runs.append(Days(days))
    elif last.days == EVERY_DAY:
        clause.runs[-1] = Days(days)
    elif days != EVERY_DAY:
        clause.runs[-1] = Days(last.days | days)


def _days(cursor: Cursor) -> frozenset[int]:
    """Read days that follow one another, with their ranges; empty where there are none."""
    days: frozenset[int] = frozenset()
    while (first := cursor.take("day")) is not None:
        last = _range_end(cursor)
        named = _between(first, last) if last else frozenset(first)
        days = (
            named
            if days == EVERY_DAY
            else days
            if days and named == EVERY_DAY
            else days | named
        )
        start = cursor.at
        cursor.skip("fill", "and", "every", "at_to")
        if cursor.read("day") is None:
            cursor.at = start
    return days


def _range_end(cursor: Cursor) -> tuple[int, ...] | None:
    """Read "to Friday" behind a day."""
    if cursor.read("to", "at_to") is None:
        return None
    start = cursor.at
    cursor.at += 1
    cursor.skip("fill")
    last = cursor.take("day")
    if last is None:
        cursor.at = start
        return None
    cursor.take("to_end")
    return last


def _between(first: tuple[int, ...], last: tuple[int, ...]) -> frozenset[int]:
    """Return the days of a range; one from Friday to Monday passes the week's end."""
    length = (last[-1] - first[-1]) % 7
    return (
        frozenset(first)
        | {(first[-1] + step) % 7 for step in range(length + 1)}
        | set(last)
    )


def _hours(cursor: Cursor) -> frozenset[int] | None:
    """Read times that follow one another; None where there are none."""
    pieces: list[_Piece] = []
    while (piece := _piece(cursor)) is not None:
        pieces.append(piece)
        start = cursor.at
        cursor.skip("fill", "and", "at_to", "to_end", "from")
        if not _time_follows(cursor):
            cursor.at = start
            break
    return _minutes(pieces, cursor.vocabulary.parts_after) if pieces else None


def _time_follows(cursor: Cursor) -> bool:
    if cursor.read("every") is not None:
        return cursor.read("number", "unit", ahead=1) is not None
    kinds = ("number", "clock", "part", "ampm", "named", "before", "interval")
    return cursor.read(*kinds) is not None


def _piece(cursor: Cursor) -> _Piece | None:
    interval = _interval(cursor)
    if interval is not None:
        return interval
    first = read_time(cursor)
    if first is None:
        return None
    last = _span_end(cursor)
    return first if last is None else _Span(first.minute, last.minute)


def _interval(cursor: Cursor) -> _Interval | None:
    """Read "every 2 hours", 每两小时, 2時間ごと, or one word for it."""
    one = cursor.take("interval")
    if one is not None:
        return _Interval(one[0])
    start = cursor.at
    every = cursor.take("every") is not None
    number = cursor.take("number") or (1, 0)
    if every and cursor.read("minute") is not None:
        raise ScheduleError("minutes are too often", text="", why="rhythm")
    unit = cursor.take("unit") is not None
    every = cursor.take("apiece") is not None or every
    if every and unit and number[0] > 0:
        return _Interval(number[0])
    cursor.at = start
    return None


def _span_end(cursor: Cursor) -> Moment | None:
    """Read "to 20:00" behind a time."""
    if cursor.read("to", "at_to") is None and not _and_of_between(cursor):
        return None
    start = cursor.at
    cursor.at += 1
    cursor.skip("fill")
    last = read_time(cursor)
    if last is None:
        cursor.at = start
    cursor.take("to_end")
    return last


def _and_of_between(cursor: Cursor) -> bool:
    """Return whether an "and" is the one of "between 8 and 20"."""
    if cursor.read("and") is None or not any(
        token.read("from") is not None for token in cursor.tokens[: cursor.at]
    ):
        return False
    return all(token.read("to") is None for token in cursor.tokens)


def _minutes(pieces: list[_Piece], parts_after: bool) -> frozenset[int]:
    """Return the minutes of a run; raises ScheduleError where its times may mean others."""
    moments = [piece for piece in pieces if isinstance(piece, Moment)]
    if len(moments) == len(pieces):
        return _of_moments(moments, parts_after)
    intervals = [piece for piece in pieces if isinstance(piece, _Interval)]
    spans = [piece for piece in pieces if isinstance(piece, _Span)]
    # One rhythm, and at most one span in which it goes: "every 3 hours from 8
    # to 20".
    if len(intervals) != 1 or len(spans) > 1 or moments:
        raise ScheduleError(
            "a range of hours without a rhythm", text="", why="range"
        )
    return _every(intervals[0].hours, spans[0] if spans else None)


def _of_moments(moments: list[Moment], parts_after: bool) -> frozenset[int]:
    clear = moments if parts_after else _carried(moments)
    _check_halves(clear)
    return frozenset(moment.minute for moment in clear)


def _every(hours: int, span: _Span | None) -> frozenset[int]:
    """Return the times of a rhythm over the day, or from one time to another."""
    if span is None:
        if _HOURS_A_DAY % hours or hours == _HOURS_A_DAY:
            raise ScheduleError(
                "that does not part a day", text=str(hours), why="rhythm"
            )
        return frozenset(range(0, 24 * 60, hours * 60))
    last = span.last if span.last > span.first else span.last + 24 * 60
    return frozenset(
        minute % (24 * 60) for minute in range(span.first, last + 1, hours * 60)
    )


def _carried(moments: list[Moment]) -> list[Moment]:
    """Carry a part of the day on to later hours, as Chinese and Japanese do:
    晚上8点和9点 are both in the evening.
    """
    carried: list[Moment] = []
    for moment in moments:
        before = carried[-1] if carried else None
        window = before.window if before else None
        minute = (
            within(moment.minute, window, halved=True)
            if moment.open and window
            else None
        )
        later = (
            before is not None and minute is not None and minute > before.minute
        )
        carried.append(
            Moment(minute, window) if minute is not None and later else moment
        )
    return carried


def _check_halves(moments: list[Moment]) -> None:
    """Refuse "8 and 9 pm", "noon and 6": the open one may be in the evening.
    "8 and 8 pm" is clear.
    """
    known = {moment.minute for moment in moments}
    windows: set[Window] = {
        moment.window for moment in moments if moment.window
    }
    latest = -1
    for moment in moments:
        if moment.window or moment.named:
            latest = max(latest, moment.minute)
        elif moment.open and (
            moment.minute < latest or _in_another(moment, windows, known)
        ):
            words = f"{moment.minute // 60}:{moment.minute % 60:02}"
            raise ScheduleError(
                f"{words} may be in another half of the day",
                text=words,
                why="half",
            )


def _in_another(moment: Moment, windows: set[Window], known: set[int]) -> bool:
    """Return whether an open time may mean another one in a part of the day that was named."""
    others = {within(moment.minute, window, halved=True) for window in windows}
    return bool(others - {None} - known)
