"""Digests over stops and over clocks that jump: each once, none lost; and spread over a window, the earliest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from jobs.context import JobContext
from jobs.digests import build
from news.schedule import next_due, parse_schedule
from store.chats import chats
from store.delivery import digests, outbox
from store.rows import OutboxRow
from tests.jobs.conftest import NOW, Clock

DAY, HOUR, MINUTE = 86_400, 3600, 60


async def reader(
    context: JobContext,
    *,
    number: int = 77,
    zone: str = "UTC",
    at: str = "08:00",
    due: int = NOW,
) -> int:
    """Add a chat that wants to hear even of an empty digest."""
    chat = await context.db.write(
        chats.upsert,
        number,
        0,
        "private",
        "Ann",
        locale="en",
        zone=zone,
        schedule=at,
        now=NOW - DAY,
    )
    await context.db.write(
        lambda c: chats.update(c, chat.id, next_due_at=due, send_empty=True)
    )
    return chat.id


async def dates(context: JobContext, chat: int) -> list[str]:
    """Return the dates of the digests that there were."""
    found = await context.db.read(digests.recent_of_chat, chat, 100)
    return [each.local_date for each in reversed(found)]


async def sweeps(context: JobContext, clock: Clock, until: int) -> None:
    """Sweep for due chats every minute, as the scheduler does every second."""
    while clock.now <= until:
        await build.sweep(context)
        clock.now += MINUTE


async def messages(context: JobContext) -> int:
    return (await context.db.read(outbox.depth)).ready


@pytest.mark.parametrize("days", [1, 3, 30])
async def test_after_a_stop_todays_digest_comes_once_and_not_the_missed_ones(
    context: JobContext, clock: Clock, days: int
) -> None:
    chat = await reader(context)
    await build.sweep(context)
    clock.now += days * DAY + HOUR  # it stood still since then
    for _ in range(3):
        await build.sweep(context)
    today = datetime.fromtimestamp(clock.now, UTC).date().isoformat()
    assert await dates(context, chat) == ["2026-11-23", today]
    assert await messages(context) == 1, (
        "what was not sent by the next one is built anew with it"
    )


async def test_a_digest_that_was_missed_by_too_much_is_not_sent_but_the_next_is(
    context: JobContext, clock: Clock
) -> None:
    chat = await reader(context)
    clock.now += 7 * HOUR
    await build.sweep(context)
    assert await messages(context) == 0
    clock.now = NOW + DAY
    await build.sweep(context)
    assert (await dates(context, chat), await messages(context)) == (
        ["2026-11-24"],
        1,
    )


async def test_a_clock_that_goes_back_fires_a_digest_once(
    context: JobContext, clock: Clock
) -> None:
    chat = await reader(context)
    await build.sweep(context)
    clock.now = NOW - 2 * HOUR
    await sweeps(context, clock, NOW + HOUR)
    assert await dates(context, chat) == ["2026-11-23"]
    assert await messages(context) == 1


async def test_a_clock_that_goes_back_fires_once_though_the_chat_is_due_anew(
    context: JobContext, clock: Clock
) -> None:
    """As after a change of its settings: the digest's identity holds where the next due time does not."""
    chat = await reader(context)
    await build.sweep(context)
    clock.now = NOW - HOUR
    await context.db.write(lambda c: chats.update(c, chat, next_due_at=NOW))
    await sweeps(context, clock, NOW + HOUR)
    assert await dates(context, chat) == ["2026-11-23"]
    assert await messages(context) == 1
    clock.now = NOW + DAY
    await build.sweep(context)
    assert await dates(context, chat) == ["2026-11-23", "2026-11-24"]


async def test_a_clock_that_jumps_forward_still_sends_it(
    context: JobContext, clock: Clock
) -> None:
    chat = await reader(context)
    clock.now = NOW - 10 * MINUTE
    await build.sweep(context)
    assert await messages(context) == 0
    clock.now = NOW + 3 * HOUR
    await sweeps(context, clock, NOW + 4 * HOUR)
    assert await dates(context, chat) == ["2026-11-23"]
    assert await messages(context) == 1


@pytest.mark.parametrize(
    ("night", "at"),
    [
        (datetime(2026, 10, 25, tzinfo=UTC), "02:30"),  # 02:30 comes twice
        (datetime(2026, 3, 29, tzinfo=UTC), "02:30"),  # 02:30 does not come
    ],
)
async def test_the_nights_on_which_clocks_change_have_one_digest(
    context: JobContext, clock: Clock, night: datetime, at: str
) -> None:
    start = int(night.timestamp())
    due = next_due(
        parse_schedule(at),
        "Europe/Berlin",
        datetime.fromtimestamp(start - HOUR, UTC),
    )
    chat = await reader(
        context, zone="Europe/Berlin", at=at, due=int(due.at.timestamp())
    )
    clock.now = start - HOUR
    await sweeps(context, clock, start + 6 * HOUR)
    assert await dates(context, chat) == [night.date().isoformat()]
    assert await messages(context) == 1


async def test_digests_of_one_minute_are_spread_the_earliest_first(
    context: JobContext, clock: Clock
) -> None:
    context = replace(context, digest=replace(context.digest, spread=600))
    for number in range(60):
        await reader(context, number=1000 + number)
    await build.sweep(context)
    sent: list[OutboxRow] = []
    while clock.now < NOW + 600:
        rows = await context.db.write(
            outbox.claim, now=clock.now, limit=100, lease=60, owner="a"
        )
        assert all(NOW <= row.ready_at <= clock.now for row in rows)
        await context.db.write(
            outbox.sent, [(row.id, 1) for row in rows], clock.now
        )
        sent += rows
        clock.now += 10
    assert len(sent) == 60
    assert [row.ready_at for row in sent] == sorted(
        row.ready_at for row in sent
    )
    # Over the whole window: no tenth of it is without one, and none has a quarter of all.
    tenths = [
        sum((row.ready_at - NOW) // 60 == tenth for row in sent)
        for tenth in range(10)
    ]
    assert min(tenths) > 0
    assert max(tenths) < 15


async def test_a_chat_keeps_its_place_in_the_spread(
    context: JobContext, clock: Clock
) -> None:
    context = replace(context, digest=replace(context.digest, spread=600))
    await reader(context)
    places = []
    for day in range(3):
        clock.now = NOW + day * DAY
        await build.sweep(context)
        (row,) = await context.db.write(
            outbox.claim, now=clock.now + 600, limit=9, lease=60, owner="a"
        )
        await context.db.write(outbox.sent, [(row.id, 1)], clock.now)
        places.append(row.ready_at - clock.now)
    assert len(set(places)) == 1
