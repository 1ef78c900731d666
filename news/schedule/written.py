"""The plain form in which a schedule is stored: `08:00 20:00 weekdays; 10:00 sat sun`."""

from __future__ import annotations

from news.models import Schedule, Timetable

# Digests a day: every second hour.
MAX_TIMES = 12
EVERY_DAY = frozenset(range(7))
WORKDAYS = frozenset(range(5))
_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def parts_of(schedule: Timetable) -> tuple[Schedule, ...]:
    """Return the parts of a schedule, each with the same times on all of its days."""
    if isinstance(schedule, Schedule):
        return (schedule,)
    return schedule.parts


def format_schedule(schedule: Timetable) -> str:
    """Write a schedule so that `parse_schedule` reads it back."""
    return "; ".join(_part(part) for part in parts_of(schedule))


def _part(part: Schedule) -> str:
    times = " ".join(
        f"{minute // 60:02}:{minute % 60:02}" for minute in part.minutes
    )
    if part.days == EVERY_DAY:
        return times
    if part.days == WORKDAYS:
        return f"{times} weekdays"
    return f"{times} {' '.join(_NAMES[day] for day in sorted(part.days))}"
