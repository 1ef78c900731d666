"""The plain form in which a schedule is stored: `08:00 20:00 weekdays; 10:00 sat sun`."""

from __future__ import annotations

from news.models import Schedule, Timetable

# Minutes of a day.
DAY = 24 * 60
# Digests a day: every second hour.
MAX_TIMES = 12
EVERY_DAY = frozenset(range(7))
WORKDAYS = frozenset(range(5))
_GROUPS = {EVERY_DAY: "", WORKDAYS: "weekdays"}
_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def parts_of(schedule: Timetable) -> tuple[Schedule, ...]:
    """Return the parts of a schedule, each with the same times on all of its days."""
    return (schedule,) if isinstance(schedule, Schedule) else schedule.parts


def format_schedule(schedule: Timetable) -> str:
    """Write a schedule so that `parse_schedule` reads it back."""
    return "; ".join(map(_part, parts_of(schedule)))


def _part(part: Schedule) -> str:
    """Write one part: `08:00 20:00 weekdays`, `10:00 sat sun`; without days it is for each."""
    names = map(_NAMES.__getitem__, sorted(part.days))
    days = _GROUPS.get(part.days, " ".join(names))
    times = " ".join(map(hhmm, part.minutes))
    return f"{times} {days}".rstrip()


def hhmm(minute: int) -> str:
    """Write a minute of the day: 495 → "08:15"."""
    return f"{minute // 60:02}:{minute % 60:02}"
