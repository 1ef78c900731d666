"""Compute when a schedule's next digest is due, right in every zone and through clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from news.errors import ScheduleError
from news.models import Due, Timetable
from news.schedule.parsing import parse_schedule
from news.schedule.written import DAY, parts_of

# From how long before a gap to how long after it the new offset is looked for.
_AROUND_GAP = timedelta(hours=2)


# The minutes of each weekday, Monday first.
_Week = tuple[tuple[int, ...], ...]
# Local days that are looked through. Each weekday comes up in seven; one more
# before, for zones far to the east, and two for days that a zone left out.
_LOOKED_THROUGH = 10


def next_due(schedule: Timetable, tz: str, after: datetime) -> Due:
    """Return the first digest strictly after an instant.

    A time that a spring change skips is due right after the gap; one that an autumn change repeats
    is due once, the first time. The identity (local date, slot) stays the same however clocks move.
    Raises ScheduleError for an unknown zone.
    """
    week = _week(schedule)
    stamp = int(after.timestamp())
    minute = stamp - stamp % 60
    due = _first_from(minute, week, tz)
    # The answer for a whole minute serves all its seconds, save where the
    # minute itself is due.
    if due.at > after:
        return due
    return _first_from(minute + 60, week, tz)


def first_due(schedule: str, tz: str, after: datetime) -> int | None:
    """Return the UTC second of a written schedule's first digest after an instant;
    None for an empty schedule. Raises ScheduleError for a broken one.
    """
    if schedule:
        due = next_due(parse_schedule(schedule), tz, after)
        return int(due.at.timestamp())
    return None


@lru_cache(maxsize=4096)
def _week(schedule: Timetable) -> _Week:
    """Return the times of each day of the week, Monday first; none on a day without."""
    by_day: dict[int, tuple[int, ...]] = {}
    for part in parts_of(schedule):
        by_day |= dict.fromkeys(part.days, part.minutes)
    return tuple(by_day.get(day, ()) for day in range(7))


@lru_cache(maxsize=65_536)
def _first_from(stamp: int, week: _Week, tz: str) -> Due:
    """Return the first digest at or after a whole minute, given in UTC seconds.

    The chats of a zone that share their times share the answer.
    """
    zone = load(tz)
    after = datetime.fromtimestamp(stamp, UTC)
    # A day early: in a zone far to the east a local day begins before the date
    # of UTC does.
    yesterday = after.astimezone(zone).date() - timedelta(days=1)
    for ahead in range(_LOOKED_THROUGH):
        day = yesterday + timedelta(days=ahead)
        for minute in week[day.weekday()]:
            at = instant(day, minute, zone)
            if at >= after:
                return Due(at, day.isoformat(), minute)
    raise ScheduleError("a schedule without days is never due")


def instant(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """Return the UTC instant of a local minute; in a gap, the first instant after it."""
    clock = time(minute // 60, minute % 60)
    local = datetime.combine(day, clock, zone)
    utc = local.astimezone(UTC)
    # A time in a gap comes back from UTC as another one.
    shown = utc.astimezone(zone)
    exists = shown.replace(tzinfo=None) == local.replace(tzinfo=None)
    return utc if exists else _after_gap(local, zone)


def _after_gap(local: datetime, zone: ZoneInfo) -> datetime:
    """Return the first quarter of an hour whose offset is the one after the gap.

    `local` is a time that clocks skip: for 02:30, where they go from 02:00 to 03:00, it is the
    instant of 03:00. Every gap of the zone database begins at a quarter of an hour of UTC.
    """
    # PEP 495: fold=0 in a gap takes the offset before it, so the difference of
    # both is the gap's length.
    before = local.replace(fold=0).utcoffset() or timedelta()
    after = local.replace(fold=1).utcoffset() or timedelta()
    start = local.replace(fold=0).astimezone(UTC)
    step = start.replace(minute=0, second=0, microsecond=0) - _AROUND_GAP
    end = start + abs(after - before) + _AROUND_GAP
    offset = step.astimezone(zone).utcoffset()
    while step < end and step.astimezone(zone).utcoffset() == offset:
        step += timedelta(minutes=15)
    return step


@cache
def load(tz: str) -> ZoneInfo:
    """Return a zone; raises ScheduleError for a name that is none."""
    try:
        return ZoneInfo(tz)
    except (ValueError, OSError, LookupError) as error:
        raise ScheduleError(
            f"{tz!r} is no time zone; expected a name such as Asia/Shanghai",
            text=tz,
            why="zone",
        ) from error


def in_quiet(
    start: int | None, end: int | None, tz: str, now: datetime
) -> bool:
    """Return whether an instant is in quiet hours.

    `start` and `end` are minutes after local midnight; from 22:00 to 07:00 passes midnight. None,
    and an end that is the start, stand for no quiet hours.
    """
    if start is None or end is None or start == end:
        return False
    local = now.astimezone(load(tz))
    minute = local.hour * 60 + local.minute
    # Both are counted from the start, so that midnight is a minute like others.
    return (minute - start) % DAY < (end - start) % DAY
