"""Convert a schedule to a grid of the week, and a grid to a schedule."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.rendering.i18n import Translator
from bot.rendering.schedule_text import day_name, read_schedule
from news.errors import ScheduleError
from news.models import Schedule
from news.schedule import (
    MAX_TIMES,
    format_schedule,
    next_due,
    parse_schedule,
    parts_of,
)
from news.schedule.schedule_edits import join_parts
from news.schedule.written import hhmm

DAYS = range(7)
# The most next digests to show.
NEXT = 5
_HOURS = tuple(range(0, 24 * 60, 60))


@dataclass(frozen=True, slots=True)
class WeekCell:
    """One time of one day."""

    name: str
    label: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One time of all days."""

    time: str
    cells: tuple[WeekCell, ...]


def grid(schedule: str, speech: Translator) -> tuple[WeekRow, ...]:
    """Return the week's hours, and the schedule's other times."""
    chosen = _chosen(schedule)
    minutes = sorted({*_HOURS, *(minute for _, minute in chosen)})
    return tuple(
        WeekRow(hhmm(minute), _cells(minute, chosen, speech))
        for minute in minutes
    )


def _cells(
    minute: int, chosen: frozenset[tuple[int, int]], speech: Translator
) -> tuple[WeekCell, ...]:
    return tuple(
        WeekCell(
            f"{day}-{minute}",
            f"{day_name(day, speech, width='wide')} {hhmm(minute)}",
            (day, minute) in chosen,
        )
        for day in DAYS
    )


def _chosen(schedule: str) -> frozenset[tuple[int, int]]:
    """Return the cells of the week that a schedule fills, (day, minute) each; none for a
    schedule that cannot be read.
    """
    read = read_schedule(schedule)
    parts = parts_of(read) if read else ()
    return frozenset(
        (day, minute)
        for part in parts
        for day in part.days
        for minute in part.minutes
    )


def schedule_of(names: Iterable[str]) -> str:
    """Return the schedule of a grid's chosen cells; empty for none.

    Raises ScheduleError for a cell outside the grid, and for more times a day
    than digests may have.
    """
    by_day: dict[int, set[int]] = {}
    for name in names:
        day, minute = _cell(name)
        by_day.setdefault(day, set()).add(minute)
    if any(len(minutes) > MAX_TIMES for minutes in by_day.values()):
        raise ScheduleError(f"more than {MAX_TIMES} times a day")
    parts = [
        Schedule(tuple(sorted(minutes)), frozenset({day}))
        for day, minutes in sorted(by_day.items())
    ]
    joined = join_parts(parts)
    if joined:
        return format_schedule(joined)
    return ""


# The name of a cell: a day of the week and a minute of the day, "0-480".
_CELL = re.compile(r"([0-6])-([0-9]{1,4})")
_MINUTES_OF_A_DAY = 24 * 60


def _cell(name: str) -> tuple[int, int]:
    read = _CELL.fullmatch(name)
    if read is None or int(read[2]) >= _MINUTES_OF_A_DAY:
        raise ScheduleError("no cell of the week")
    return int(read[1]), int(read[2])


def next_times(
    schedule: str, zone: str, now: datetime, speech: Translator
) -> tuple[str, ...]:
    """Return the times of the next digests, in words."""
    if not schedule:
        return ()
    read = parse_schedule(schedule)
    moment = now
    times = []
    for _ in range(NEXT):
        moment = next_due(read, zone, moment).at
        times.append(speech.moment(moment, zone))
        moment += timedelta(seconds=1)
    return tuple(times)
