"""What a digest's row says beside its words: when it is due, until when it is worth sending, since when it covers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Connection

from jobs.context import JobContext
from jobs.digests import build
from news.durations import DAY, HOUR
from store.chats import chats, subscriptions
from tests.jobs.conftest import NOW
from tests.store.world import make_stories


async def readers(context: JobContext, *people: int, **values: Any) -> None:
    """Let people follow technology, each with a digest that is due now."""

    def write(c: Connection) -> None:
        make_stories(
            c, ["news"], title="news of the day", published_at=NOW - HOUR
        )
        for person in people:
            chat = chats.upsert(
                c,
                person,
                0,
                "private",
                "",
                locale="en",
                zone="UTC",
                schedule="08:00",
                now=NOW,
            )
            subscriptions.add(c, chat.id, "topic", "tech", limit=9, now=NOW)
            chats.update(c, chat.id, **({"next_due_at": NOW} | values))

    await context.db.write(write)


async def rows(context: JobContext, table: str, *names: str) -> list[Any]:
    """Read some columns of all rows, the first written first."""
    wanted = f"SELECT {', '.join(names)} FROM {table} ORDER BY id"
    found = await context.db.read(lambda c: c.exec_driver_sql(wanted).all())
    return [tuple(row) for row in found]


async def test_a_sweep_serves_all_who_are_due_batch_by_batch(
    context: JobContext,
) -> None:
    await readers(context, *range(1, 6))
    small = replace(context, digest=replace(context.digest, batch=2))
    assert await build.sweep(small) == 5
    assert len(await rows(context, "outbox", "chat_id")) == 5
    assert await build.sweep(small) == 0


@pytest.mark.parametrize(
    ("schedule", "worth_until"),
    [("08:00", NOW + DAY), ("08:00 08:20", NOW + HOUR)],
)
async def test_it_is_worth_sending_until_the_next_one_and_an_hour_at_least(
    context: JobContext, schedule: str, worth_until: int
) -> None:
    await readers(context, 1, schedule=schedule)
    await build.sweep(context)
    written = await rows(context, "outbox", "due_at", "ready_at", "expires_at")
    assert written == [(NOW, NOW, worth_until)]


@pytest.mark.parametrize("covered_at", [0, NOW - 3 * DAY])
async def test_it_covers_what_came_since_the_last_one(
    context: JobContext, covered_at: int
) -> None:
    await readers(context, 1, covered_at=covered_at)
    await build.sweep(context)
    usual = NOW - context.digest.window
    assert await rows(context, "digests", "since") == [(covered_at or usual,)]


async def test_one_that_was_asked_for_has_a_slot_past_all_others_and_moves_none(
    context: JobContext,
) -> None:
    await readers(context, 1, zone="Asia/Kolkata")
    chat = await context.db.read(chats.find, 1)
    assert chat is not None
    moment = context.now()
    assert await build.build_now(context, chat)
    # Five and a half hours ahead of Greenwich.
    seconds = (moment.hour * 60 + moment.minute + 330) * 60 + moment.second
    slot = build.ASKED_SLOT + seconds % DAY
    assert await rows(context, "digests", "slot") == [(slot,)]
    after = await context.db.read(chats.find, 1)
    assert after is not None
    assert (after.next_due_at, after.covered_at) == (NOW, 0)


async def test_a_chat_whose_schedule_went_meanwhile_has_no_digest_and_no_next(
    context: JobContext,
) -> None:
    await readers(context, 1, schedule="")
    assert await build.sweep(context) == 1
    assert await rows(context, "outbox", "id") == []
    after = await context.db.read(chats.find, 1)
    assert after is not None
    assert (after.next_due_at, after.covered_at) == (None, 0)
