"""When a chat's next digest is due."""

from __future__ import annotations

from datetime import datetime

from news.schedule import next_due, parse_schedule


def first_due(schedule: str, zone: str, now: datetime) -> int | None:
    """Return the next due second; None for a chat without a schedule. Raises ScheduleError for a broken one."""
    return int(next_due(parse_schedule(schedule), zone, now).at.timestamp()) if schedule else None
