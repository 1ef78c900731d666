"""Change a schedule by one press: an hour, a day, a group of days, or other hours for the
remaining days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from news.models import Schedule, Timetable, WeekSchedule
from news.schedule.written import DAY, EVERY_DAY, MAX_TIMES, parts_of

# The hour that comes with days for which none was named.
USUAL = 8 * 60
# Minutes by which the remaining days get their digest later: weekends begin later.
_LATER = 120
# Minutes between two times that are tried for them.
_STEP = 60


def join_parts(parts: Iterable[Schedule]) -> Timetable | None:
    """Return parts as one schedule: those of equal times joined,
    in the week's order; None where nothing is left.

    8:00 on Monday and 8:00 on Tuesday are one part; 9:00 on Sunday is another, behind it.
    """
    by_times: dict[tuple[int, ...], set[int]] = defaultdict(set)
    for part in parts:
        by_times[part.minutes] |= part.days
    joined = [
        Schedule(minutes, frozenset(days))
        for minutes, days in by_times.items()
        if minutes and days
    ]
    if not joined:
        return None
    joined.sort(key=_first_day)
    first, *others = joined
    return WeekSchedule((first, *others)) if others else first


def _first_day(part: Schedule) -> int:
    return min(part.days)


def toggle_minute(
    schedule: Timetable | None, place: int, minute: int
) -> Timetable | None:
    """Add a time to a part, or take it away.

    8:00 pressed in a part with 8:00 and 20:00 leaves 20:00.
    """
    parts = _parts(schedule, ())
    part = parts[place]
    minutes = set(part.minutes) ^ {minute}
    parts[place] = Schedule(tuple(sorted(minutes)), part.days)
    return join_parts(parts)


def moved(schedule: Timetable, minutes: int) -> Timetable | None:
    """Return a schedule with all times later by some minutes, or earlier; None where
    one of them would be on another day.
    """
    parts = [
        Schedule(tuple(at + minutes for at in part.minutes), part.days)
        for part in parts_of(schedule)
    ]
    times = [at for part in parts for at in part.minutes]
    is_same_day = min(times) >= 0 and max(times) < DAY
    return join_parts(parts) if is_same_day else None


def toggle_day(
    schedule: Timetable | None, place: int, day: int
) -> Timetable | None:
    """Add a day to a part, away from any other, or take it away."""
    if schedule is None:
        return Schedule((USUAL,), frozenset({day}))
    part = parts_of(schedule)[place]
    return set_days(schedule, place, part.days ^ {day})


def set_days(
    schedule: Timetable | None, place: int, days: frozenset[int]
) -> Timetable | None:
    """Give a part these days; other parts lose them.

    Monday given to the weekend's part no longer has the weekdays' times.
    """
    parts = _parts(schedule, (USUAL,))
    minutes = parts[place].minutes
    parts = [Schedule(part.minutes, part.days - days) for part in parts]
    parts[place] = Schedule(minutes, days)
    return join_parts(parts)


def merged(first: Timetable, second: Timetable) -> Timetable | None:
    """Return a schedule with the times of both on each day; None for more
    times on one day than a schedule has.

    `8:00 weekdays` and `10:00` → `08:00 10:00 weekdays; 10:00 sat sun`.
    """
    minutes: dict[int, set[int]] = defaultdict(set)
    for part in (*parts_of(first), *parts_of(second)):
        for day in part.days:
            minutes[day].update(part.minutes)
    most = max(map(len, minutes.values()), default=0)
    if most > MAX_TIMES:
        return None
    single_days = [
        Schedule(tuple(sorted(times)), frozenset({day}))
        for day, times in minutes.items()
    ]
    return join_parts(single_days)


def without_days(schedule: Timetable, days: frozenset[int]) -> Timetable | None:
    """Return a schedule without its times on some days; None where no time is left."""
    return join_parts(
        Schedule(part.minutes, part.days - days) for part in parts_of(schedule)
    )


def without_hours(
    schedule: Timetable, start: int, end: int
) -> Timetable | None:
    """Return a schedule without its times from one minute of the day to another,
    which may be after midnight; None where no time is left.
    """
    return join_parts(
        Schedule(_outside(part.minutes, start, end), part.days)
        for part in parts_of(schedule)
    )


def _outside(minutes: Iterable[int], start: int, end: int) -> tuple[int, ...]:
    """Return the minutes of the day that are not between two others, counted from the first."""
    length = (end - start) % DAY
    return tuple(
        minute for minute in minutes if (minute - start) % DAY >= length
    )


def rest_of(schedule: Timetable | None) -> frozenset[int]:
    """Return the days on which a schedule has no times; none without a schedule.

    Of `8:00 weekdays` they are Saturday and Sunday.
    """
    if schedule is None:
        return frozenset()
    with_times = (part.days for part in parts_of(schedule))
    return EVERY_DAY.difference(*with_times)


def add_rest(schedule: Timetable | None) -> Timetable | None:
    """Give the days that have no times an hour of their own.

    It is two hours after the first of the other days, or the next full step that no part has yet.

    `8:00 weekdays` gets `10:00 sat sun`.
    """
    rest = rest_of(schedule)
    if schedule is None or not rest:
        return schedule
    parts = parts_of(schedule)
    taken = {part.minutes for part in parts}
    first = parts[0].minutes[0]
    minute = (first + _LATER) % DAY
    while (minute,) in taken:
        minute = (minute + _STEP) % DAY
    return join_parts((*parts, Schedule((minute,), rest)))


def _parts(
    schedule: Timetable | None, minutes: tuple[int, ...]
) -> list[Schedule]:
    """Return a schedule's parts; without a schedule one for each day at these minutes."""
    parts = parts_of(schedule) if schedule else (Schedule(minutes),)
    return list(parts)
