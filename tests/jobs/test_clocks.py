"""A clock that ran ahead and came back leaves no chat, source or sweep waiting for the time that it showed."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta, tzinfo
from typing import Self

import pytest
from apscheduler.schedulers import base
from sqlalchemy import Connection, text

from jobs import clocks, digest, sweeps, upkeep
from jobs.house import House
from jobs.sweeps import Job
from store import articles, chats, runs, sources
from tests.jobs.conftest import NOW, Clock
from tests.jobs.test_digest_clock import DAY, HOUR, dates, reader
from tests.scene import until
from tests.store.world import make_source, new_article


async def due_of(house: House, number: int = 77) -> int | None:
    chat = await house.db.read(chats.find, number)
    assert chat is not None
    return chat.next_due_at


@pytest.mark.parametrize("days", [3, 30])
async def test_a_digest_comes_on_the_next_day_though_the_clock_was_ahead(
    house: House, clock: Clock, days: int
) -> None:
    chat = await reader(house)
    clock.now = NOW + days * DAY
    await digest.sweep(house)
    assert await due_of(house) == NOW + (days + 1) * DAY
    clock.now = NOW + HOUR
    house.clock_doubt = True
    await upkeep.sweep(house)
    assert await due_of(house) == NOW + DAY
    clock.now = NOW + DAY
    await digest.sweep(house)
    assert (await dates(house, chat)).count("2026-11-24") == 1


async def test_a_weekly_digest_stays_where_it_is(house: House, clock: Clock) -> None:
    await reader(house, at="mon 08:00", due=NOW + 7 * DAY)
    await clocks.bring_back(house)
    assert await due_of(house) == NOW + 7 * DAY
    assert house.clock_doubt is False


async def test_without_doubt_only_what_no_schedule_means_is_brought_back(
    house: House, clock: Clock
) -> None:
    await reader(house, number=1, due=NOW + 3 * DAY)
    await reader(house, number=2, due=NOW + 30 * DAY)
    house.clock_doubt = False
    assert await clocks.bring_back(house) == 1
    assert await due_of(house, 1) == NOW + 3 * DAY
    assert await due_of(house, 2) == NOW + DAY


async def test_a_chat_that_a_lease_from_ahead_holds_is_served(house: House, clock: Clock) -> None:
    await reader(house)
    clock.now = NOW + 30 * DAY
    await house.db.write(chats.claim_due, now=clock.now, limit=9, lease=60)  # and the process dies
    clock.now = NOW
    assert await house.db.write(chats.claim_due, now=NOW, limit=9, lease=60) == []
    await upkeep.sweep(house)
    assert len(await house.db.write(chats.claim_due, now=NOW, limit=9, lease=60)) == 1


async def test_sources_and_articles_from_ahead_are_read_again(house: House, clock: Clock) -> None:
    def ahead(c: Connection) -> None:
        source = make_source(c)
        articles.insert_new(c, [new_article("one", source)], NOW)
        far = NOW + 30 * DAY
        c.execute(text("UPDATE sources SET next_fetch_at = :far, lease_until = :far"), {"far": far})
        c.execute(text("UPDATE articles SET next_at = :far"), {"far": far})

    await house.db.write(ahead)
    assert await house.db.write(sources.claim_due, now=NOW, limit=9, lease=60) == []
    assert await clocks.bring_back(house) == 2
    assert len(await house.db.write(sources.claim_due, now=NOW, limit=9, lease=60)) == 1
    assert (
        len(await house.db.write(articles.claim_new, now=NOW, limit=9, lease=60, max_attempts=4))
        == 1
    )
    assert await clocks.bring_back(house) == 0


async def test_a_turn_that_was_taken_ahead_is_taken_over(house: House) -> None:
    assert await house.db.write(runs.take_lease, "sender", "dead", now=NOW + 30 * DAY, seconds=12)
    assert await house.db.write(runs.take_lease, "sender", "next", now=NOW, seconds=12)
    assert not await house.db.write(runs.take_lease, "sender", "third", now=NOW + 1, seconds=12)


async def test_sweeps_go_on_when_the_clock_goes_back(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    shift = [timedelta()]

    class Wall(datetime):
        """The machine's clock, set back by an hour."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return super().now(tz) + shift[0]

    for module in (base, sweeps, clocks):
        monkeypatch.setattr(module, "datetime", Wall)
    monkeypatch.setattr(clocks, "LOOK", 0.05)
    ran: list[float] = []

    async def note(_: House) -> int:
        ran.append(asyncio.get_running_loop().time())
        return 0

    house.clock_doubt = False
    scheduler = sweeps.schedule(house, (Job("note", 0.05, note), Job("rare", 3600, note)))
    scheduler.start()
    await until(lambda: len(ran) >= 4)
    shift[0] = timedelta(hours=-1)
    before = len(ran)
    await until(lambda: len(ran) >= before + 4)
    assert house.clock_doubt is True
    scheduler.shutdown(wait=False)
