"""Messages that go back into the outbox keep their order, and the rest of one its place."""

from __future__ import annotations

from news.models import Message
from store.delivery import digests, outbox, outcomes, recovery, retries
from store.engine.database import Database
from store.rows import OutboxRow
from tests.store.world import NOW, make_chat, new_digest, new_outbox


async def claim(db: Database, now: int = NOW) -> list[OutboxRow]:
    return await db.write(outbox.claim, now=now, limit=30, lease=60, owner="a")


async def test_a_retry_holds_back_its_own_digest_but_no_other_message(
    db: Database,
) -> None:
    chat = await db.write(make_chat)
    await db.write(digests.store_batch, [new_digest(chat.id, [], parts=2)], NOW)
    (row,) = await claim(db)
    await db.write(retries.reschedule, row.id, at=NOW + 100, error="flood")
    (alert,) = await db.write(outbox.add, [new_outbox(chat.id, "alert")], NOW)
    (next_row,) = await claim(db, NOW + 1)
    assert next_row.id == alert
    await db.write(outbox.sent, [(alert, 5)], NOW)
    assert await claim(db, NOW + 99) == []
    (again,) = await claim(db, NOW + 100)
    assert (again.id, again.attempts, again.error, again.repeated) == (
        row.id,
        2,
        "flood",
        False,
    )
    await db.write(outbox.sent, [(again.id, 6)], NOW)
    assert [row.sequence for row in await claim(db, NOW + 100)] == [1]


async def test_the_rest_of_a_message_keeps_its_place(db: Database) -> None:
    chat = await db.write(make_chat)
    await db.write(digests.store_batch, [new_digest(chat.id, [], parts=2)], NOW)
    (row,) = await claim(db)
    await db.write(outbox.start, [row.id], NOW, owner="a")
    assert await db.write(
        retries.keep_rest, row.id, Message("the rest"), "too long", owner="a"
    )
    (rest,) = await claim(db)
    assert (rest.id, rest.message.html, rest.attempts, rest.repeated) == (
        row.id,
        "the rest",
        1,
        False,
    )
    await db.write(outbox.sent, [(rest.id, 7)], NOW)
    assert [row.sequence for row in await claim(db)] == [1]


async def test_a_row_that_was_taken_back_keeps_its_message_whole(
    db: Database,
) -> None:
    chat = await db.write(make_chat)
    await db.write(outbox.add, [new_outbox(chat.id, "whole")], NOW)
    (row,) = await claim(db)
    await db.write(outbox.start, [row.id], NOW, owner="a")
    await db.write(recovery.recover, NOW + 60)
    assert not await db.write(
        retries.keep_rest, row.id, Message("the rest"), "too long", owner="a"
    )
    (again,) = await claim(db, NOW + 60)
    assert (again.message.html, again.repeated) == ("whole", True)


async def test_what_is_too_late_and_may_have_arrived_counts_as_sent(
    db: Database,
) -> None:
    chat = await db.write(make_chat)
    rows = [
        new_outbox(chat.id, text, expires_at=NOW + 50, sequence=n)
        for n, text in enumerate("ab")
    ]
    await db.write(outbox.add, rows, NOW)
    (row,) = await claim(db)
    await db.write(outbox.start, [row.id], NOW, owner="a")
    await db.write(retries.give_back, row.id, "no answer", repeated=True)
    assert await db.write(outcomes.expire, NOW + 50) == 2
    depth = await db.read(outbox.depth, NOW + 50)
    assert (depth.ready, depth.failed) == (0, 1)
