"""A clock that jumps: what it put too far ahead is brought back, and no sweep waits for the time that it showed."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime

import structlog
from apscheduler.events import EVENT_SCHEDULER_STARTED
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from jobs.context import JobContext
from jobs.digests.build import next_digest_after
from store.chats import chats
from store.operations import clock_repair
from store.rows import Chat

log = structlog.get_logger()
LOOK = 1.0
"""Seconds between two looks at the clock."""
JUMP = 2.0
"""Seconds by which a clock must have gone back to count; network time shifts it by less."""
WEEK = 8 * clock_repair.DAY
"""No schedule is longer than a week: a digest due later than this was put there by a clock that ran ahead."""
PAGE = 500


async def bring_back(context: JobContext) -> int:
    """Bring back what waits for a time that the clock showed by mistake; returns how many rows.

    Where the clock was seen to jump, or may have while we did not run, each digest that is over a day away is reckoned
    anew; else only what no schedule can mean.
    """
    now, doubt = context.clock(), context.clock_doubt
    context.clock_doubt = False
    count = await context.db.write(clock_repair.bring_back, now)
    far, after = now + (clock_repair.DAY + clock_repair.HOUR if doubt else WEEK), 0
    while found := await context.db.read(clock_repair.due_past, far, after, PAGE):
        after = found[-1].id
        pull_forward = [(chat.id, due) for chat in found if (due := _due(chat, now)) is not None]
        await context.db.write(chats.set_next_due, pull_forward)
        count += len(pull_forward)
    if count:
        log.warning("clock.brought_back", rows=count)
    return count


def _due(chat: Chat, now: int) -> int | None:
    """Return when a chat's digest is due, where that is sooner than it waits for."""
    due = next_digest_after(chat, now)
    return (
        due if due is not None and chat.next_due_at is not None and due < chat.next_due_at else None
    )


def watch(context: JobContext, scheduler: AsyncIOScheduler) -> None:
    """Let every sweep run at once when the clock goes back: the scheduler would wait until it is where it was."""

    def begin(_event: object) -> None:
        asyncio.get_running_loop().call_later(LOOK, _look, context, scheduler, _ahead())

    scheduler.add_listener(begin, EVENT_SCHEDULER_STARTED)


def _ahead() -> float:
    """Return how far the clock on the wall is before the one that never jumps."""
    return datetime.now(UTC).timestamp() - time.monotonic()


def _look(context: JobContext, scheduler: AsyncIOScheduler, before: float) -> None:
    if not scheduler.running:
        return
    ahead = _ahead()
    if ahead < before - JUMP:
        log.warning("clock.back", seconds=round(before - ahead))
        context.clock_doubt = True
        for job in scheduler.get_jobs():
            scheduler.modify_job(job.id, next_run_time=datetime.now(UTC))
    asyncio.get_running_loop().call_later(LOOK, _look, context, scheduler, ahead)
