"""chat whose week is due → its stories that grew most, in threads → outbox row."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import structlog

from jobs.context import JobContext
from jobs.isolated import Isolated
from jobs.send_times import ready_at
from news.durations import DAY
from news.errors import ScheduleError
from news.models import Message
from news.schedule import next_due, parse_schedule
from news.week import DAYS, threads
from store.chats import chats
from store.delivery import week_digests
from store.news import week as week_rows
from store.records import WeekDigest
from store.rows import Chat, NewOutbox

log = structlog.get_logger()
# Weeks of one sweep: each takes a tenth of a second at 100,000 articles
# (`benchmarks.week_speed`).
BATCH = 200
# Seconds after which a week that was missed is left for the next one.
LATE = DAY


async def sweep(context: JobContext) -> int:
    """Send the due weeks; return how many were written."""
    written = 0
    for wish in await context.db.read(week_digests.due, context.clock(), BATCH):
        with Isolated("week.fault", wish.chat_id):
            written += await _send_or_end(context, wish)
            continue
        # A week that meets a fault of ours waits for the next day.
        tomorrow = context.clock() + DAY
        await context.db.write(week_digests.move, wish, tomorrow)
    if written:
        context.wake_sender()
        log.info("week.written", weeks=written)
    return written


async def _send_or_end(context: JobContext, wish: WeekDigest) -> bool:
    """Write one chat's week, or end a wish that cannot be read."""
    try:
        return await _send(context, wish)
    except ScheduleError as error:
        # A later version wrote it, or its zone is no more: the chat's other
        # digests go on.
        log.warning("week.unreadable", chat=wish.chat_id, error=str(error))
        await context.db.write(week_digests.end, wish.chat_id)
        return False


async def _send(context: JobContext, wish: WeekDigest) -> bool:
    """Write one chat's week; return whether it had news."""
    chat = await context.db.read(chats.get, wish.chat_id)
    if chat is None:
        return False
    now = context.clock()
    next_at = next_time(wish.schedule, chat.zone, context.now())
    is_missed = now - wish.next_at > LATE
    message = None if is_missed else await _message(context, chat)
    rows = [] if message is None else [_row(chat, message, now)]
    went = await context.db.write(week_digests.settle, wish, next_at, rows, now)
    return went and bool(rows)


def next_time(schedule: str, zone: str, after: datetime) -> int:
    """Return when the next week is due; raises ScheduleError."""
    due = next_due(parse_schedule(schedule), zone, after)
    return int(due.at.timestamp())


def _row(chat: Chat, message: Message, now: int) -> NewOutbox:
    return NewOutbox(
        chat_id=chat.id,
        kind="digest",
        message=message,
        ready_at=ready_at(chat, now),
        silent=chat.silent,
    )


async def _message(context: JobContext, chat: Chat) -> Message | None:
    """Write the chat's week; None for one without news."""
    now = context.now()
    since = int((now - timedelta(days=DAYS)).timestamp())
    reports, counts = await context.db.read(week_rows.reports, chat.id, since)
    # Sentences are compared with sentences: too much work for the loop.
    week_threads = await asyncio.to_thread(
        threads, reports, counts, now=now, zone=chat.zone
    )
    if not week_threads:
        return None
    root = context.digest.web_url
    has_page = root and chat.feed_token
    page = f"{root}/d/{chat.feed_token}/week" if has_page else ""
    return context.tell.week(week_threads, chat, now, page)
