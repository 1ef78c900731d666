"""Change a schedule by one press: an hour, a day, a group of days, or other hours for the
remaining days.
"""

from __future__ import annotations

from collections.abc import Iterable

from news.models import Schedule, Timetable, WeekSchedule
from news.schedule.written import EVERY_DAY, parts_of

# The hour that comes with days for which none was named.
USUAL = 8 * 60


def join_parts(parts: Iterable[Schedule]) -> Timetable | None:
    """Return parts as one schedule: those of equal times joined,
    in the week's order; None where nothing is left.
    """
    by_times: dict[tuple[int, ...], frozenset[int]] = {}
    for part in parts:
        if part.minutes and part.days:
            by_times[part.minutes] = (
                by_times.get(part.minutes, frozenset()) | part.days
            )
    joined = [Schedule(minutes, days) for minutes, days in by_times.items()]
    joined.sort(key=lambda part: min(part.days))
    if len(joined) > 1:
        return WeekSchedule(tuple(joined))
    return joined[0] if joined else None


def toggle_minute(
    schedule: Timetable | None, place: int, minute: int
) -> Timetable | None:
    """Add a time to a part, or take it away."""
    parts = _parts(schedule, ())
    part = parts[place]
    minutes = tuple(sorted(set(part.minutes) ^ {minute}))
    parts[place] = Schedule(minutes, part.days)
    return join_parts(parts)


def toggle_day(
    schedule: Timetable | None, place: int, day: int
) -> Timetable | None:
    """Add a day to a part, away from any other, or take it away."""
    if schedule is None:
        return Schedule((USUAL,), frozenset({day}))
    days = parts_of(schedule)[place].days ^ {day}
    return set_days(schedule, place, days)


def set_days(
    schedule: Timetable | None, place: int, days: frozenset[int]
) -> Timetable | None:
    """Return a part its days; other parts lose them."""
    parts = _parts(schedule, (USUAL,))
    parts = [Schedule(part.minutes, part.days - days) for part in parts]
    minutes = _parts(schedule, (USUAL,))[place].minutes
    parts[place] = Schedule(minutes, days)
    return join_parts(parts)


def rest_of(schedule: Timetable | None) -> frozenset[int]:
    """Return the days on which a schedule has no times."""
    parts = parts_of(schedule) if schedule else ()
    return (
        EVERY_DAY.difference(*(part.days for part in parts))
        if parts
        else frozenset()
    )


def add_rest(schedule: Timetable | None) -> Timetable | None:
    """Return the days that have no times an hour of their own,
    two later than the first of the others.
    """
    rest = rest_of(schedule)
    if schedule is None or not rest:
        return schedule
    parts = parts_of(schedule)
    taken = {part.minutes for part in parts}
    hours = (
        (minute + 120 + step * 60) % 1440
        for minute in parts[0].minutes[:1]
        for step in range(24)
    )
    minute = next(minute for minute in hours if (minute,) not in taken)
    return join_parts((*parts, Schedule((minute,), rest)))


def _parts(
    schedule: Timetable | None, minutes: tuple[int, ...]
) -> list[Schedule]:
    if schedule:
        return list(parts_of(schedule))
    return [Schedule(minutes)]
