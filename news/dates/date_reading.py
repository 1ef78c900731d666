"""Read dates from lines, in every form, with time of day and zone; leave out those that
cannot be decided.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from itertools import chain
from operator import attrgetter

from news.dates import eastern, numeric, persian, roman, worded_dates
from news.dates.date_names import weekdays
from news.dates.date_parts import (
    Day,
    FoundDate,
    Hints,
    Order,
    Precision,
    localise,
)
from news.dates.machine import find_machine, read_machine
from news.dates.named_days import find_weekday
from news.dates.relative import find_relative
from news.dates.times_of_day import Clock, attach, clock_after, clock_before

MAX_CHARACTERS = 300
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_][^\W\d]*")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
# What programs write where they hold no date: the zeros of Go and .NET, of
# Windows, of spreadsheets, of Unix and of databases, and the last day that most
# of them can hold.
_NO_DATE = frozenset(
    {
        date(1, 1, 1),
        date(1601, 1, 1),
        date(1899, 12, 30),
        date(1899, 12, 31),
        date(1900, 1, 1),
        date(1970, 1, 1),
        date(9999, 12, 31),
    }
)
# 20/Nov/2026:10:00:00, as servers log, and "Fri, 20 11 2026 10:00", as few feeds write.
_LOG_MARK = re.compile(r"(?<=/\d{4}):(?=\d\d:\d\d)")
_PARTED = re.compile(r"(?<=[a-z], )(\d\d) (\d\d) (\d{4})(?= \d\d:\d\d)")
# 2026-11-20 HKT 10:00: the zone stands before the time.
_ZONE_FIRST = re.compile(
    r"(?<=\d )(HKT|SGT|MYT|PHT|JST|KST|BJT|GMT|UTC|IST|PKT|WIB|MSK|[ECMP][SD]T|BST|CES?T|EES?T|AE[SD]T) "
    r"(\d{1,2}:\d\d(?::\d\d)?)(?![\d:])"
)
_LABEL = re.compile(r"[^:：]{1,24}[:：]\s*$")


def parse_date(
    text: str,
    *,
    zone: str = "UTC",
    now: datetime,
    language: str = "",
    order: Order | None = None,
) -> datetime | None:
    """Read the first date in a text; None when there is none, or none that can be decided.

    A date without an offset is local to `zone` (IANA name). `now` is aware; a date later than `now`
    is clamped to it, for publishers announce the future and clocks are wrong. A day without a time
    is its local midnight. `language` (a tag) and `order` (what other dates of the same list prove)
    decide between day and month. Returns an aware datetime in the offset that the text gave,
    otherwise the zone's. A time of day alone is no date, nor is the zero or the end of a program's
    calendar (0001-01-01, 1970-01-01, 9999-12-31).
    """
    date = find_date(text, zone=zone, now=now, language=language, order=order)
    if date is None:
        return None
    return min(date.moment, now.astimezone(date.moment.tzinfo))


def find_date(
    line: str,
    *,
    zone: str = "UTC",
    now: datetime,
    language: str = "",
    order: Order | None = None,
) -> FoundDate | None:
    """Find the first date in a line, with how exactly it is told and where it stands.

    None when there is none.

    A date with its year goes before one without. At most 300 characters of the line are read. Hints
    as for `parse_date`.
    """
    dates = find_dates(line, zone=zone, now=now, language=language, order=order)
    return dates[0] if dates else None


def find_dates(
    line: str,
    *,
    zone: str = "UTC",
    now: datetime,
    language: str = "",
    order: Order | None = None,
) -> list[FoundDate]:
    """Find all dates in a line, in their order; those without a year only where none has one.

    "Published 5 May 2026, in print on 6 May" → the 5th alone; "May 5" → that day of this year.
    """
    hints = Hints(now, zone, language, order)
    text = line[:MAX_CHARACTERS].strip()
    if whole := read_machine(text, hints):
        if whole.moment.date() not in _NO_DATE:
            return [whole]
        return []
    text = line[:MAX_CHARACTERS]
    if not _DIGIT.search(text := eastern.with_digits(text)):
        relative = find_relative(text, hints)
        return [relative] if relative else []
    text = _with_usual_marks(text)
    return _with_year(text, hints) or _without_year(text, hints)


def _with_usual_marks(line: str) -> str:
    """Write dates of logs and of numbers parted by blanks with the usual marks, a zone
    behind its time.

    The line keeps its length: "Fri, 20 11 2026 10:00" → "Fri, 20-11-2026 10:00".
    """
    plain = _ZONE_FIRST.sub(r"\2 \1", _LOG_MARK.sub(" ", line))
    return _PARTED.sub(r"\1-\2-\3", plain)


def _with_year(line: str, hints: Hints) -> list[FoundDate]:
    """Find the dates whose year is written, in any form.

    2026年11月20日, 20.11.2026 and "20 November 2026", otherwise 20261120.
    """
    days = [
        *eastern.days(line),
        *numeric.days(line, hints),
        *worded_dates.days(line, hints),
        *persian.days(line, hints),
        *roman.days(line),
    ]
    dates = _timed(line, _apart(days), hints)
    return dates or find_machine(line, hints)


def _without_year(line: str, hints: Hints) -> list[FoundDate]:
    """Find a moment told from now, or dates of day and month.

    "2 hours ago", "May 5, 10:30", "Friday, 10:30".
    """
    if relative := find_relative(line, hints):
        return [relative]
    days = _yearless(line, hints)
    # A year in a form that is not known belongs to the date: it is never
    # dropped.
    if _YEAR.search(line):
        days = list(filter(attrgetter("has_year"), days))
    if dates := _timed(line, days, hints):
        return dates
    weekday = find_weekday(line, hints)
    return [weekday] if weekday else []


def _yearless(line: str, hints: Hints) -> list[Day]:
    """Find dates of day and month.

    "8/9" and "May 5" are dates only with a time of day, or where the line says little else.
    """
    if days := _apart(eastern.yearless(line, hints)):
        return days
    named = numeric.yearless(line, hints), worded_dates.yearless(line, hints)
    return [
        day
        for day in _apart(chain(*named))
        if clock_after(line, day.end) or _alone(line, day)
    ]


def _apart(days: Iterable[Day]) -> list[Day]:
    """Return days in the line's order, without those that overlap an earlier or longer one.

    Of "20 May 2026" found whole and as "20 May" the whole one stays.
    """
    kept: list[Day] = []
    for day in sorted(days, key=lambda day: (day.start, -day.end)):
        if not kept or day.start >= kept[-1].end:
            kept.append(day)
    return kept


def _timed(line: str, days: list[Day], hints: Hints) -> list[FoundDate]:
    """Return the days with the time of day that belongs to each.

    In "8:00, 5 May 2026; 6 May 2026 9:00" each day has its own time.
    """
    dates: list[FoundDate] = []
    position = 0
    for day in days:
        decided = day if day.month else _by_weekday(line, day, hints)
        start = decided.midnight()
        if start:
            dates.append(_timed_day(line, decided, start, position, hints))
            position = dates[-1].end
        else:
            position = day.end
    return dates


def _timed_day(
    line: str, day: Day, start: datetime, position: int, hints: Hints
) -> FoundDate:
    """Join a day with the time behind it, or before it; `start` is its midnight.

    Nothing before `position` is looked at: it belongs to an earlier date.
    """
    whole = FoundDate(
        moment=localise(start, hints.home),
        precision=day.precision,
        start=day.start,
        end=day.end,
        has_year=day.has_year,
    )
    if day.precision is not Precision.DAY:
        return whole
    if clock := clock_after(line, day.end):
        moment, precision, end = attach(line, start, clock, hints)
        return replace(whole, moment=moment, precision=precision, end=end)
    if before := clock_before(line, position, day.start):
        return _time_first(line, whole, start, before, hints)
    return whole


def _time_first(
    line: str, day: FoundDate, start: datetime, clock: Clock, hints: Hints
) -> FoundDate:
    """Join a day with the time before it: "22:00, 11 July 2026 BST".

    The zone may stand behind the day as well as behind the time.
    """
    at_end = replace(clock, end=day.end)
    moment, precision, end = attach(line, start, at_end, hints)
    if precision is not Precision.ZONED:
        moment, precision, _ = attach(line, start, clock, hints)
        end = day.end
    return replace(
        day, moment=moment, precision=precision, start=clock.start, end=end
    )


def _by_weekday(line: str, day: Day, hints: Hints) -> Day:
    """Decide an open order by the day of the week that stands beside the date; the day stays as it
    is where none decides.

    "Friday, 6/11/2026" is in November: the 11th of June is a Thursday.
    """
    named = _weekday_near(line, day)
    readings = numeric.readings(line[day.start : day.end], day, hints)
    fitting = {reading for reading in readings if reading.weekday in named}
    return fitting.pop() if len(fitting) == 1 else day


def _weekday_near(line: str, day: Day) -> frozenset[int]:
    """Return the weekdays that the words right before and behind a day name.

    In "Friday, 20.11.2026" it is 4.
    """
    before = _WORD.findall(line[max(0, day.start - 20) : day.start])
    behind = _WORD.findall(line[day.end : day.end + 20])
    near = map(weekdays, before[-1:] + behind[:1])
    return frozenset().union(*near)


def _alone(line: str, day: Day) -> bool:
    """Return whether a line says little but this day.

    At most a label, a weekday and a time of day before it.
    """
    before = _LABEL.sub("", line[: day.start])
    after = line[day.end :]
    if clock_before(line, 0, day.start):
        return True
    rest = _WORD.findall(before) + _WORD.findall(after)
    return all(weekdays(word) for word in rest) and not _DIGIT.search(
        before + after
    )
