"""A chat's week comes by itself at its hour, once, and not without news."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from jobs.context import JobContext
from jobs.digests import week
from jobs.notice_writer import PlainNoticeWriter
from news.durations import DAY
from news.models import Message
from news.week import Thread
from store.chats import chats
from store.delivery import seen, week_digests
from store.rows import Chat, ChatState
from tests.jobs.conftest import Clock
from tests.jobs.notices.test_alerts import reader, telling
from tests.jobs.notices.test_follow_ups import sent

SCHEDULE = "18:00 Sun"


async def wishing(
    context: JobContext,
    *,
    late: int = 0,
    telegram: int = 77,
    name: str = "bridge",
    **settings: object,
) -> Chat:
    """Make a chat that got a story and whose week is due."""
    chat = await reader(context, telegram, **settings)
    story = await telling(context, name, 2, apart=DAY)
    now = context.clock()
    await context.db.write(seen.mark, [(chat.id, story)], now)
    await context.db.write(week_digests.put, chat.id, SCHEDULE, now - late)
    return chat


async def test_it_comes_at_its_hour_once_and_again_a_week_later(
    context: JobContext, clock: Clock
) -> None:
    chat = await wishing(context)
    assert await week.sweep(context) == 1
    (row,) = await sent(context)
    assert (row.chat_id, row.kind) == (chat.id, "digest")
    assert "bridge的大新闻" in row.message.html
    assert await week.sweep(context) == 0
    wish = await context.db.read(week_digests.of_chat, chat.id)
    assert wish is not None
    following = datetime.fromtimestamp(wish.next_at, UTC)
    assert (following.weekday(), following.hour) == (6, 10), "18:00 in Shanghai"
    assert 0 < wish.next_at - clock.now <= 7 * DAY


class Breaking(PlainNoticeWriter):
    """Fails over one chat's week."""

    def week(
        self, week: Sequence[Thread], chat: Chat, now: datetime, page: str
    ) -> Message:
        """Write the week of every chat but one."""
        if chat.telegram_id == 5:
            raise ValueError("of ours")
        return super().week(week, chat, now, page)


async def test_a_fault_over_one_week_holds_up_no_other(
    context: JobContext,
) -> None:
    context = replace(context, tell=Breaking())
    faulty = await wishing(context, telegram=5, late=9)
    good = await wishing(context, telegram=6, name="port")
    assert await week.sweep(context) == 1
    assert [row.chat_id for row in await sent(context)] == [good.id]
    wish = await context.db.read(week_digests.of_chat, faulty.id)
    assert wish is not None
    assert wish.next_at == context.clock() + DAY


async def test_a_week_without_news_sends_nothing(
    context: JobContext, clock: Clock
) -> None:
    chat = await reader(context)
    await context.db.write(week_digests.put, chat.id, SCHEDULE, clock.now)
    assert await week.sweep(context) == 0
    assert await sent(context) == []


async def test_a_week_that_was_missed_is_left_for_the_next_one(
    context: JobContext,
) -> None:
    await wishing(context, late=week.LATE + 1)
    assert await week.sweep(context) == 0
    assert await sent(context) == []


@pytest.mark.parametrize("state", ["paused", "blocked", "gone"])
async def test_a_chat_that_sleeps_gets_none(
    context: JobContext, state: ChatState
) -> None:
    await wishing(context, state=state)
    assert await week.sweep(context) == 0


async def test_it_waits_for_the_end_of_quiet_hours(
    context: JobContext, clock: Clock
) -> None:
    # It is 16:00 in Shanghai.
    await wishing(context, quiet_from=15 * 60, quiet_to=17 * 60)
    assert await week.sweep(context) == 1
    assert await sent(context) == []
    clock.now += 3600
    assert len(await sent(context)) == 1


async def test_what_a_chat_changes_meanwhile_holds(
    context: JobContext, clock: Clock
) -> None:
    chat = await wishing(context)
    (wish,) = await context.db.read(week_digests.due, clock.now, 9)
    await context.db.write(week_digests.end, chat.id)
    assert not await context.db.write(
        week_digests.settle, wish, clock.now + DAY, [], clock.now
    )
    assert await context.db.read(week_digests.of_chat, chat.id) is None


async def test_a_schedule_that_no_version_reads_ends(
    context: JobContext, clock: Clock
) -> None:
    chat = await wishing(context)
    await context.db.write(
        week_digests.put, chat.id, "at the next full moon", clock.now
    )
    assert await week.sweep(context) == 0
    assert await context.db.read(week_digests.of_chat, chat.id) is None
    assert await context.db.read(chats.get, chat.id) is not None
