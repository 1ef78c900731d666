"""Repair times after a clock jump: bring back what was set too far ahead, and wake the sweeps."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime

import structlog

from jobs.context import JobContext
from jobs.digests import week
from jobs.digests.due_times import next_digest_after
from news.durations import DAY, HOUR
from news.errors import ScheduleError
from store.chats import chat_claims
from store.delivery import week_digests
from store.operations import clock_repair
from store.records import WeekDigest
from store.rows import Chat

log = structlog.get_logger()
# Seconds between two looks at the clock.
LOOK = 1.0
# Seconds by which a clock must have gone back to count; network time shifts it
# by less.
JUMP = 2.0
# No schedule is longer than a week: a digest due later than this was put there
# by a clock that ran ahead.
WEEK = 8 * DAY
PAGE = 500


async def bring_back(context: JobContext, *, doubt: bool) -> int:
    """Bring back rows that wait for a time which the clock showed by mistake; return how many.

    With `doubt`, where the clock was seen to jump or may have while we did not run, each digest
    that is over a day away is reckoned anew; otherwise only what no schedule can mean.
    """
    now = context.clock()
    count = await context.db.write(clock_repair.bring_back, now)
    far = now + (DAY + HOUR if doubt else WEEK)
    after = 0
    while listed := await context.db.read(
        clock_repair.due_past, far, after, PAGE
    ):
        after = listed[-1].id
        pull_forward = [
            (chat.id, due)
            for chat in listed
            if (due := _due(chat, now)) is not None
        ]
        await context.db.write(chat_claims.set_next_due, pull_forward)
        count += len(pull_forward)
    count += await _bring_back_weeks(context)
    if count:
        log.warning("clock.brought_back", rows=count)
    return count


async def _bring_back_weeks(context: JobContext) -> int:
    """Bring back the weeks in threads; return how many.

    One comes at least once in seven days: what waits longer is reckoned anew, doubt or not.
    """
    count, after = 0, 0
    far = context.clock() + 7 * DAY
    while listed := await context.db.read(
        week_digests.due_past, far, after, PAGE
    ):
        after = listed[-1][0].chat_id
        for wish, zone in listed:
            count += await _bring_back_week(context, wish, zone)
    return count


async def _bring_back_week(
    context: JobContext, wish: WeekDigest, zone: str
) -> bool:
    try:
        due = week.next_time(wish.schedule, zone, context.now())
    except ScheduleError:
        return False  # its own sweep ends what no version reads
    return due < wish.next_at and await context.db.write(
        week_digests.move, wish, due
    )


def _due(chat: Chat, now: int) -> int | None:
    """Return when a chat's digest is due, where that is sooner than it waits for."""
    due = next_digest_after(chat, now)
    if (
        due is not None
        and chat.next_due_at is not None
        and due < chat.next_due_at
    ):
        return due
    return None


class ClockWatch:
    """Checks the clock every second and calls `jumped` when it went back."""

    def __init__(self, jumped: Callable[[], None]) -> None:
        self._jumped = jumped
        self._next: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Start to watch, in the running loop."""
        self._plan(_ahead())

    def stop(self) -> None:
        """Stop watching."""
        if self._next is not None:
            self._next.cancel()
            self._next = None

    def _plan(self, ahead: float) -> None:
        self._next = asyncio.get_running_loop().call_later(
            LOOK, self._look, ahead
        )

    def _look(self, before: float) -> None:
        ahead = _ahead()
        if ahead < before - JUMP:
            log.warning("clock.back", seconds=round(before - ahead))
            self._jumped()
        self._plan(ahead)


def _ahead() -> float:
    """Return how far the wall clock is ahead of the monotonic clock."""
    return datetime.now(UTC).timestamp() - time.monotonic()
