"""Quiet hours: when a message that is ready now may be sent."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache

from news.schedule import in_quiet

MINUTE = timedelta(minutes=1)


def quiet_until(
    start: int | None, end: int | None, tz: str, now: datetime
) -> datetime | None:
    """Return the instant at which the quiet hours that hold now end; None outside of them.

    `start` and `end` are minutes after local midnight, as a clock on the chat's wall shows them: an
    hour that comes twice is quiet twice, and where the end is leapt over they end with the leap.
    """
    if not in_quiet(start, end, tz, now):
        return None
    return _end(start, end, tz, now.replace(second=0, microsecond=0))


@lru_cache(maxsize=4096)
def _end(
    start: int | None, end: int | None, tz: str, minute: datetime
) -> datetime:
    """Follow the clock on the wall, minute by minute; chats of one zone share the walk."""
    while in_quiet(start, end, tz, minute):
        minute += MINUTE
    return minute
