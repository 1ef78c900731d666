"""When digests are due: computed once for all chats with the same schedule and zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from news.durations import DAY
from news.errors import ScheduleError
from news.models import Due, Timetable
from news.schedule import next_due, parse_schedule
from store.rows import Chat


@lru_cache(maxsize=4096)
def _schedule(text: str) -> Timetable | None:
    try:
        return parse_schedule(text)
    except ScheduleError:
        return None


def due_and_next(
    chat: Chat, now: int, late: int
) -> tuple[Due | None, Due | None]:
    """Return the due digest and the next one; of several missed digests only the last,
    unless it is too late.
    """
    if chat.next_due_at is None:
        return None, None
    return _occasion(
        chat.schedule,
        chat.zone,
        max(chat.next_due_at, now - 2 * DAY),
        now,
        late,
    )


@lru_cache(maxsize=4096)
def _occasion(
    written: str, zone: str, start: int, now: int, late: int
) -> tuple[Due | None, Due | None]:
    """Compute once what all chats with the same schedule and zone share."""
    schedule = _schedule(written)
    if schedule is None:
        return None, None
    moment = datetime.fromtimestamp(now, UTC)
    due = next_due(schedule, zone, datetime.fromtimestamp(start - 1, UTC))
    if due.at > moment:
        return None, due
    following = next_due(schedule, zone, due.at)
    while following.at <= moment:
        due, following = following, next_due(schedule, zone, following.at)
    if moment - due.at > timedelta(seconds=late):
        return None, following
    return due, following


def next_digest_after(chat: Chat, now: int) -> int | None:
    """Return when a chat's next digest after this moment is due; None without a schedule."""
    schedule = _schedule(chat.schedule)
    if schedule:
        return int(
            next_due(
                schedule, chat.zone, datetime.fromtimestamp(now, UTC)
            ).at.timestamp()
        )
    return None


def last_due(schedule: str, zone: str, now: int) -> int | None:
    """Return when the last digest of a schedule was due,
    within two days; None without a schedule.
    """
    parsed = _schedule(schedule)
    if parsed is None:
        return None
    last = None
    moment = datetime.fromtimestamp(now - 2 * DAY, UTC)
    while (due := next_due(parsed, zone, moment)).at.timestamp() <= now:
        last = int(due.at.timestamp())
        moment = due.at
    return last
