"""Compute when a schedule's next digest is due, right in every zone and through clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from news.errors import ScheduleError
from news.models import Due, Schedule, Timetable

# From how long before a gap to how long after it the new offset is looked for.
_AROUND_GAP = timedelta(hours=2)


def next_due(schedule: Timetable, tz: str, after: datetime) -> Due:
    """Return the first digest strictly after an instant.

    A time that a spring change skips is due right after the gap; one that an autumn change repeats
    is due once, the first time. The identity (local date, slot) stays the same however clocks move.
    Raises ScheduleError for an unknown zone.
    """
    week = _week(schedule)
    stamp = int(after.timestamp())
    minute = stamp - stamp % 60
    due = _next(week, tz, minute)
    # The answer for a whole minute serves all its seconds, save where the
    # minute itself is due.
    if due.at > after:
        return due
    return _next(week, tz, minute + 60)


@lru_cache(maxsize=4096)
def _week(schedule: Timetable) -> tuple[tuple[int, ...], ...]:
    """Return the minutes of each weekday, Monday first."""
    parts = (schedule,) if isinstance(schedule, Schedule) else schedule.parts
    by_day = {day: part.minutes for part in parts for day in part.days}
    return tuple(by_day.get(day, ()) for day in range(7))


@lru_cache(maxsize=65_536)
def _next(week: tuple[tuple[int, ...], ...], tz: str, stamp: int) -> Due:
    zone = load(tz)
    after = datetime.fromtimestamp(stamp, UTC)
    # A day early: in a zone far to the east a local day begins before the date
    # of UTC does.
    day = after.astimezone(zone).date() - timedelta(days=1)
    for _ in range(10):
        for minute in week[day.weekday()]:
            at = instant(day, minute, zone)
            if at >= after:
                return Due(at, day.isoformat(), minute)
        day += timedelta(days=1)
    raise ScheduleError("a schedule without days is never due")


def instant(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """Return the UTC instant of a local minute; in a gap, the first instant after it."""
    clock = time(minute // 60, minute % 60)
    local = datetime.combine(day, clock, zone)
    utc = local.astimezone(UTC)
    shown = utc.astimezone(zone)
    if shown.replace(tzinfo=None) == local.replace(tzinfo=None):
        return utc
    return _after_gap(local, zone)


def _after_gap(local: datetime, zone: ZoneInfo) -> datetime:
    """Return the first quarter of an hour whose offset is the one after the gap."""
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
    """Return whether an instant is in quiet hours (minutes after local midnight;
    they may pass midnight).
    """
    if start is None or end is None or start == end:
        return False
    local = now.astimezone(load(tz))
    minute = local.hour * 60 + local.minute
    return (
        start <= minute < end
        if start < end
        else minute >= start or minute < end
    )
