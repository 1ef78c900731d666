"""Quiet hours: when a message that is ready now may come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from news.schedule import in_quiet, instant, load


def quiet_until(start: int | None, end: int | None, tz: str, now: datetime) -> datetime | None:
    """Return the instant at which the quiet hours that hold now end; None outside of them.

    `start` and `end` are minutes after local midnight. Right over a change of clocks: the end is a local time of day,
    and one that the clock leaps over is the first instant after the leap.
    """
    if end is None or not in_quiet(start, end, tz, now):
        return None
    zone = load(tz)
    day = now.astimezone(zone).date()
    while (until := instant(day, end, zone)) <= now:
        day += timedelta(days=1)
    # Where clocks go back over the end of the quiet hours, the local time comes twice: the second one is meant.
    while in_quiet(start, end, tz, until):
        until += timedelta(minutes=1)
    return until.astimezone(UTC)
