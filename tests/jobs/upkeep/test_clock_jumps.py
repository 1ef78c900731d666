"""A clock that ran ahead and came back leaves no chat, source or sweep waiting for the time that it showed."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta, tzinfo
from typing import Self

import pytest
from apscheduler.schedulers import base
from sqlalchemy import Connection, text

from jobs import scheduler
from jobs.context import JobContext
from jobs.digests import build, week
from jobs.scheduler import FunctionWork, Job, JobScheduler
from jobs.upkeep import clock_jumps
from jobs.upkeep.retention import Upkeep
from news.errors import StoreError
from news.models import Hub, Message
from news.read_later import SavedItem
from store.chats import chat_claims, chats, read_later
from store.delivery import episodes, outbox, post_bundles, week_digests
from store.news import (
    article_claims,
    articles,
    hub_subscriptions,
    source_claims,
)
from store.operations import daily_shares, job_runs
from store.rows import NewOutbox
from tests.jobs.conftest import NOW, Clock
from tests.jobs.test_digest_clock import DAY, HOUR, dates, reader
from tests.scene import until
from tests.store.world import make_source, new_article


async def due_of(context: JobContext, number: int = 77) -> int | None:
    chat = await context.db.read(chats.find, number)
    assert chat is not None
    return chat.next_due_at


@pytest.mark.parametrize("days", [3, 30])
async def test_a_digest_comes_on_the_next_day_though_the_clock_was_ahead(
    context: JobContext, clock: Clock, days: int
) -> None:
    chat = await reader(context)
    clock.now = NOW + days * DAY
    await build.sweep(context)
    assert await due_of(context) == NOW + (days + 1) * DAY
    clock.now = NOW + HOUR
    await Upkeep(context).sweep()
    assert await due_of(context) == NOW + DAY
    clock.now = NOW + DAY
    await build.sweep(context)
    assert (await dates(context, chat)).count("2026-11-24") == 1


async def test_a_weekly_digest_stays_where_it_is(
    context: JobContext, clock: Clock
) -> None:
    await reader(context, at="mon 08:00", due=NOW + 7 * DAY)
    upkeep = Upkeep(context)
    assert upkeep.doubts_clock is True
    await upkeep.sweep()
    assert await due_of(context) == NOW + 7 * DAY
    assert upkeep.doubts_clock is False


async def test_what_could_not_be_mended_is_mended_by_the_next_sweep(
    context: JobContext,
) -> None:
    upkeep = Upkeep(context)
    await context.db.close()
    with pytest.raises(StoreError):
        await upkeep.sweep()
    assert upkeep.doubts_clock is True


async def test_without_doubt_only_what_no_schedule_means_is_brought_back(
    context: JobContext, clock: Clock
) -> None:
    await reader(context, number=1, due=NOW + 3 * DAY)
    await reader(context, number=2, due=NOW + 30 * DAY)
    assert await clock_jumps.bring_back(context, doubt=False) == 1
    assert await due_of(context, 1) == NOW + 3 * DAY
    assert await due_of(context, 2) == NOW + DAY


async def test_a_chat_that_a_lease_from_ahead_holds_is_served(
    context: JobContext, clock: Clock
) -> None:
    await reader(context)
    clock.now = NOW + 30 * DAY
    await context.db.write(
        chat_claims.claim_due, now=clock.now, limit=9, lease=60
    )  # and the process dies
    clock.now = NOW
    assert (
        await context.db.write(
            chat_claims.claim_due, now=NOW, limit=9, lease=60
        )
        == []
    )
    await Upkeep(context).sweep()
    assert (
        len(
            await context.db.write(
                chat_claims.claim_due, now=NOW, limit=9, lease=60
            )
        )
        == 1
    )


async def test_sources_and_articles_from_ahead_are_read_again(
    context: JobContext, clock: Clock
) -> None:
    def ahead(c: Connection) -> None:
        source = make_source(c)
        articles.insert_new(c, [new_article("one", source)], NOW)
        far = NOW + 30 * DAY
        c.execute(
            text("UPDATE sources SET next_fetch_at = :far, lease_until = :far"),
            {"far": far},
        )
        c.execute(text("UPDATE articles SET next_at = :far"), {"far": far})

    await context.db.write(ahead)
    assert (
        await context.db.write(
            source_claims.claim_due, now=NOW, limit=9, lease=60
        )
        == []
    )
    assert await clock_jumps.bring_back(context, doubt=True) == 2
    assert (
        len(
            await context.db.write(
                source_claims.claim_due, now=NOW, limit=9, lease=60
            )
        )
        == 1
    )
    assert (
        len(
            await context.db.write(
                article_claims.claim_new,
                now=NOW,
                limit=9,
                lease=60,
                max_attempts=4,
            )
        )
        == 1
    )
    assert await clock_jumps.bring_back(context, doubt=True) == 0


async def test_recordings_and_saved_articles_from_ahead_do_not_wait(
    context: JobContext, clock: Clock
) -> None:
    chat = await reader(context)
    far = NOW + 30 * DAY
    saved = SavedItem(url="https://a.example/1", title="One", summary="")
    await context.db.write(episodes.want, 1, chat, far)
    await context.db.write(read_later.add_item, chat, saved, far)
    assert await clock_jumps.bring_back(context, doubt=False) == 2
    assert len(await context.db.read(episodes.due, NOW, 9)) == 1
    assert len(await context.db.read(read_later.due_items, NOW, 9)) == 1
    assert await clock_jumps.bring_back(context, doubt=False) == 0


async def test_posts_are_not_bundled_for_a_time_from_ahead(
    context: JobContext, clock: Clock
) -> None:
    chat = await reader(context)

    async def add(now: int) -> None:
        post = NewOutbox(chat, "post", Message("a"), now)
        await context.db.write(post_bundles.add, 1, HOUR, (post,), now)

    def waiting(connection: Connection) -> list[int]:
        asked = text("SELECT ready_at FROM outbox ORDER BY id")
        return list(connection.execute(asked).scalars())

    await add(NOW + 30 * DAY)
    assert await clock_jumps.bring_back(context, doubt=False) == 2
    await add(NOW + 1)
    assert await context.db.read(waiting) == [NOW, NOW + HOUR]


async def test_a_daily_limit_from_ahead_ends_after_a_day(
    context: JobContext, clock: Clock
) -> None:
    async def take(now: int) -> bool:
        return await context.db.write(
            daily_shares.take, "new-sources", 77, 1, now
        )

    assert await take(NOW + 30 * DAY)
    assert not await take(NOW + DAY)
    assert await clock_jumps.bring_back(context, doubt=False) == 1
    assert not await take(NOW + HOUR)
    assert await take(NOW + DAY)


async def test_a_week_from_ahead_comes_at_its_next_hour(
    context: JobContext, clock: Clock
) -> None:
    chat = await reader(context)
    right = week.next_time("sun 18:00", "UTC", context.now())
    for ahead, brought in ((0, 0), (1, 1), (5, 1)):
        at = right + ahead * 7 * DAY
        await context.db.write(week_digests.put, chat, "sun 18:00", at)
        assert await clock_jumps.bring_back(context, doubt=False) == brought
        wish = await context.db.read(week_digests.of_chat, chat)
        assert wish is not None
        assert wish.next_at == right


async def test_a_week_that_nobody_can_read_stays_for_its_own_sweep(
    context: JobContext, clock: Clock
) -> None:
    chat, far = await reader(context), clock.now + 90 * DAY
    await context.db.write(week_digests.put, chat, "at full moon", far)
    assert await clock_jumps.bring_back(context, doubt=False) == 0


async def test_messages_and_hubs_from_ahead_wait_no_longer(
    context: JobContext, clock: Clock
) -> None:
    chat = await reader(context)

    def ahead(c: Connection) -> None:
        source, far = make_source(c), NOW + 40 * DAY
        for ready in (NOW + DAY, far):
            message = NewOutbox(chat, "notice", Message("late"), ready)
            outbox.add(c, [message], NOW)
        c.execute(text("UPDATE sources SET next_fetch_at = 0"))
        hub = Hub("https://hub.example/", "https://n.example/feed")
        hub_subscriptions.offer(c, [(source, hub)])
        c.execute(
            text("UPDATE hub_subscriptions SET next_at = :far"), {"far": far}
        )

    await context.db.write(ahead)
    assert await clock_jumps.bring_back(context, doubt=False) == 2
    assert await clock_jumps.bring_back(context, doubt=True) == 0
    assert (await context.db.read(outbox.depth, NOW)).oldest_ready_at == NOW


async def test_a_turn_that_was_taken_ahead_is_taken_over(
    context: JobContext,
) -> None:
    assert await context.db.write(
        job_runs.take_lease, "sender", "dead", now=NOW + 30 * DAY, seconds=12
    )
    assert await context.db.write(
        job_runs.take_lease, "sender", "next", now=NOW, seconds=12
    )
    assert not await context.db.write(
        job_runs.take_lease, "sender", "third", now=NOW + 1, seconds=12
    )


class Doubting:
    """A job that counts how often it is reset."""

    def __init__(self, ran: list[float]) -> None:
        self._ran = ran
        self.resets = 0

    async def sweep(self) -> int:
        self._ran.append(asyncio.get_running_loop().time())
        return 0

    def reset(self) -> None:
        self.resets += 1


async def test_sweeps_go_on_when_the_clock_goes_back(
    context: JobContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    shift = [timedelta()]

    class Wall(datetime):
        """The machine's clock, set back by an hour."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return super().now(tz) + shift[0]

    for module in (base, scheduler, clock_jumps):
        monkeypatch.setattr(module, "datetime", Wall)
    monkeypatch.setattr(clock_jumps, "LOOK", 0.05)
    ran: list[float] = []

    async def note(_: JobContext) -> int:
        ran.append(asyncio.get_running_loop().time())
        return 0

    work, upkeep = FunctionWork(context, note), Doubting(ran)
    listed = (
        Job("note", 0.05, work),
        Job("rare", 3600, upkeep, doubts_clock=True),
    )
    running = JobScheduler(context, listed)
    running.start()
    await until(lambda: len(ran) >= 4)
    shift[0] = timedelta(hours=-1)
    before = len(ran)
    await until(lambda: len(ran) >= before + 4)
    assert upkeep.resets == 2, "at the start, and when the clock went back"
    await running.stop(within=1.0)
