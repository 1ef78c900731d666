"""Messages that go back into the outbox keep their order, and the rest of one its place."""

from __future__ import annotations

from news.models import Message
from store.delivery import digests, outbox, outcomes, recovery, retries
from store.engine.database import Database
from store.rows import OutboxRow
from tests.store.world import NOW, make_chat, new_digest, new_outbox


async def claim(db: Database, now: int = NOW) -> list[OutboxRow]:
    return await db.write(outbox.claim, now=now, limit=30, lease=60, owner="a")


async def test_a_message_for_later_keeps_its_place_before_all_of_its_chat(
    db: Database,
) -> None:
    chat, other = await db.write(make_chat), await db.write(make_chat, 2)
    await db.write(digests.store_batch, [new_digest(chat.id, [], parts=2)], NOW)
    (row,) = await claim(db)
    await db.write(retries.reschedule, row.id, at=NOW + 100, error="flood")
    evening = new_digest(chat.id, [], slot=1200)
    await db.write(digests.store_batch, [evening], NOW + 1)
    alerts = [new_outbox(one.id, kind="alert") for one in (chat, other)]
    await db.write(outbox.add, alerts, NOW + 1)
    (elsewhere,) = await claim(db, NOW + 99)
    assert elsewhere.telegram_id == other.telegram_id
    came = []
    while rows := await claim(db, NOW + 100):
        came += [(row.kind, row.digest_id, row.sequence) for row in rows]
        await db.write(outbox.sent, [(row.id, 5) for row in rows], NOW + 100)
    first, second = sorted({digest for _, digest, _ in came if digest})
    assert came == [
        ("digest", first, 0),
        ("digest", first, 1),
        ("digest", second, 0),
        ("alert", None, 0),
    ]


async def test_a_message_for_later_says_why_and_is_no_repetition(
    db: Database,
) -> None:
    chat = await db.write(make_chat)
    await db.write(outbox.add, [new_outbox(chat.id)], NOW)
    (row,) = await claim(db)
    await db.write(retries.reschedule, row.id, at=NOW + 100, error="flood")
    assert await claim(db, NOW + 99) == []
    (again,) = await claim(db, NOW + 100)
    assert (again.id, again.attempts, again.error, again.repeated) == (
        row.id,
        2,
        "flood",
        False,
    )


async def test_what_telegram_holds_back_is_not_late(db: Database) -> None:
    chat, other = await db.write(make_chat), await db.write(make_chat, 2)
    await db.write(outbox.add, [new_outbox(chat.id)] * 2, NOW)
    (row,) = await claim(db)
    await db.write(retries.reschedule, row.id, at=NOW + 100, error="flood")
    await db.write(outbox.add, [new_outbox(other.id, ready_at=NOW + 9)], NOW)
    for now, oldest in ((NOW + 8, None), (NOW + 99, NOW + 9), (NOW + 100, NOW)):
        assert (await db.read(outbox.depth, now)).oldest_ready_at == oldest


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
