"""The outbox over clocks that jump and senders that die; on both databases."""

from __future__ import annotations

from store.delivery import digests, outbox, recovery, retries
from store.engine.database import Database
from store.rows import OutboxRow
from tests.store.world import NOW, make_chat, new_digest, new_outbox

DAY = 86_400


async def claim(
    db: Database, now: int = NOW, owner: str = "a"
) -> list[OutboxRow]:
    return await db.write(
        outbox.claim, now=now, limit=30, lease=60, owner=owner
    )


async def test_a_retry_of_a_clock_that_ran_ahead_is_brought_back_in_order(
    db: Database,
) -> None:
    chat = await db.write(make_chat)
    await db.write(digests.store_batch, [new_digest(chat.id, [], parts=3)], NOW)
    (row,) = await claim(db)
    await db.write(retries.reschedule, row.id, at=NOW + 90 * DAY, error="lost")
    for sequence in range(3):
        (row,) = await claim(db, NOW + 5)
        assert row.sequence == sequence
        await db.write(outbox.sent, [(row.id, 1)], NOW)


async def test_the_longest_wait_is_waited_and_no_second_less(
    db: Database,
) -> None:
    chat = await db.write(make_chat)
    await db.write(
        outbox.add, [new_outbox(chat.id, expires_at=NOW + 365 * DAY)], NOW
    )
    (row,) = await claim(db)
    at = NOW + outbox.LONGEST_WAIT
    await db.write(retries.reschedule, row.id, at=at, error="flood")
    assert await claim(db, NOW) == []
    assert await claim(db, at - 1) == []
    assert len(await claim(db, at)) == 1


async def test_what_waits_no_longer_than_it_may_is_left_alone(
    db: Database,
) -> None:
    chat = await db.write(make_chat)
    await db.write(outbox.add, [new_outbox(chat.id, ready_at=NOW + DAY)], NOW)
    assert await db.write(recovery.pull_forward, NOW, NOW + DAY) == 0
    assert await claim(db, NOW + DAY - 1) == []
    assert len(await claim(db, NOW + DAY)) == 1


async def test_what_is_brought_back_stays_behind_what_waits_before_it(
    db: Database,
) -> None:
    chat = await db.write(make_chat)
    rows = [
        new_outbox(
            chat.id,
            digest_id=1,
            sequence=number,
            ready_at=NOW + 90 * DAY,
            expires_at=NOW + 365 * DAY,
        )
        for number in range(2)
    ]
    await db.write(outbox.add, rows, NOW)
    assert await db.write(recovery.pull_forward, NOW, NOW + DAY) == 2
    (first,) = await claim(db)
    assert first.sequence == 0
    await db.write(
        retries.reschedule, first.id, at=NOW + 40, error="lost"
    )  # by a clock that is right again
    assert await db.write(recovery.pull_forward, NOW, NOW + DAY) == 0
    assert await claim(db, NOW + 39) == []
    (row,) = await claim(db, NOW + 40)
    assert row.id == first.id


async def test_what_is_in_flight_while_the_clock_goes_back_keeps_its_place(
    db: Database,
) -> None:
    chat = await db.write(make_chat)
    parts = [new_outbox(chat.id, digest_id=1, sequence=n) for n in range(2)]
    await db.write(outbox.add, parts, NOW)
    (first,) = await claim(db)
    earlier = NOW - 30 * DAY
    assert await db.write(recovery.pull_forward, earlier, earlier + DAY) == 2
    await db.write(retries.give_back, first.id, "the connection broke")
    (again,) = await claim(db, earlier)
    assert again.id == first.id


async def test_a_sender_that_renews_keeps_what_it_holds(db: Database) -> None:
    ids = [(await db.write(make_chat, n)).id for n in (1, 2)]
    await db.write(outbox.add, [new_outbox(i) for i in ids], NOW)
    (row,) = await db.write(
        outbox.claim, now=NOW, limit=1, lease=60, owner="alive"
    )
    await db.write(outbox.claim, now=NOW, limit=1, lease=60, owner="dead")
    assert await db.write(recovery.renew, "alive", NOW + 120) == 1
    assert await db.write(recovery.recover, NOW + 60) == 1
    assert await db.write(outbox.start, [row.id], NOW + 60, owner="alive") == [
        row.id
    ]


async def test_a_lease_that_a_clock_ahead_gave_is_none(db: Database) -> None:
    chat = await db.write(make_chat)
    await db.write(
        outbox.add, [new_outbox(chat.id, expires_at=NOW + 365 * DAY)], NOW
    )
    assert len(await claim(db, NOW + 90 * DAY, owner="dead")) == 1
    assert await db.write(recovery.recover, NOW) == 1
    assert len(await claim(db, NOW)) == 1
