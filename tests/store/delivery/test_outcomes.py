"""How an unconfirmed message ends, and what its chat is told afterwards."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from store.chats import chats
from store.delivery import digests, outbox, outcomes, retries, seen
from store.engine.connections import Connection
from store.engine.database import Database
from store.rows import Chat
from store.schema.delivery_tables import outbox as outbox_rows
from tests import read_rows
from tests.store.world import (
    NOW,
    make_chat,
    make_stories,
    new_digest,
    new_outbox,
)

LATER = NOW + 50


def ends(c: Connection) -> list[tuple[Any, ...]]:
    """Read how all messages ended, the first written first."""
    wanted = ("state", "error", "finished_at", "owner", "lease_until")
    columns = [outbox_rows.c[name] for name in wanted]
    return [
        tuple(row)
        for row in c.execute(select(*columns).order_by(outbox_rows.c.id))
    ]


async def chat_of(db: Database, chat: int) -> Chat:
    found = await db.read(chats.get, chat)
    assert found is not None
    return found


async def fly(db: Database, now: int = NOW) -> list[int]:
    """Claim and start every ready message; return the ids."""
    rows = await db.write(outbox.claim, now=now, limit=30, lease=600, owner="a")
    ids = [row.id for row in rows]
    await db.write(outbox.start, ids, now, owner="a")
    return ids


async def test_what_failed_untells_its_own_stories_and_uncovers_its_time(
    db: Database,
) -> None:
    one, other = [await db.write(make_chat, n) for n in (1, 2)]
    told = await db.write(make_stories, ["x", "y"])
    made = [
        new_digest(chat.id, told, since=NOW - 900, parts=2)
        for chat in (one, other)
    ]
    await db.write(digests.store_batch, made, NOW)
    assert (await chat_of(db, one.id)).covered_at == NOW
    (row, _) = await fly(db)
    await db.write(outcomes.failed, row, "no form of it is taken", LATER)
    assert (await db.read(ends))[0] == (
        "failed",
        "no form of it is taken",
        LATER,
        "",
        0,
    )
    assert await db.read(read_rows.unseen, one.id, told) == set(told)
    assert await db.read(read_rows.unseen, other.id, told) == set()
    covered = [(await chat_of(db, chat.id)).covered_at for chat in (one, other)]
    assert covered == [NOW - 900, NOW]
    # Once it has ended, no other end is noted, and nothing is untold again.
    await db.write(seen.mark, [(one.id, told[0])], LATER)
    await db.write(outcomes.failed, row, "again", LATER + 1)
    await db.write(outcomes.perhaps_sent, row, LATER + 1)
    assert (await db.read(ends))[0][1:3] == ("no form of it is taken", LATER)


async def test_only_a_scheduled_digest_uncovers_and_only_backwards(
    db: Database,
) -> None:
    first, edge, asked, older = [
        await db.write(make_chat, n) for n in (1, 2, 3, 4)
    ]
    made = [
        new_digest(first.id, [], slot=0, since=NOW - 9),
        new_digest(edge.id, [], slot=1439, since=NOW - 9),
        new_digest(asked.id, [], slot=1440, since=NOW - 9),
        new_digest(older.id, [], since=NOW + 9),
    ]
    await db.write(digests.store_batch, made, NOW)
    for row in await fly(db):
        await db.write(outcomes.failed, row, "x", LATER)
    chats_of = [first, edge, asked, older]
    covered = [(await chat_of(db, chat.id)).covered_at for chat in chats_of]
    assert covered == [NOW - 9, NOW - 9, NOW, NOW]


async def test_what_may_have_arrived_twice_counts_as_sent(db: Database) -> None:
    chat = await db.write(make_chat)
    told = await db.write(make_stories, ["x"])
    made = [new_digest(chat.id, told, since=NOW - 900)]
    await db.write(digests.store_batch, made, NOW)
    (row,) = await fly(db)
    await db.write(outcomes.perhaps_sent, row, LATER)
    assert await db.read(ends) == [("sent", "perhaps sent", LATER, "", 0)]
    assert await db.read(read_rows.unseen, chat.id, told) == set()
    assert (await chat_of(db, chat.id)).covered_at == NOW


async def test_a_chat_that_cannot_be_reached_gets_nothing_more(
    db: Database,
) -> None:
    chat, other = [await db.write(make_chat, n) for n in (1, 2)]
    sure, perhaps = await db.write(make_stories, ["x", "y"])
    made = [new_digest(chat.id, [perhaps]), new_digest(chat.id, [sure], slot=9)]
    await db.write(digests.store_batch, made, NOW)
    await db.write(outbox.add, [new_outbox(chat.id), new_outbox(other.id)], NOW)
    doubtful, _ = await fly(db)
    await db.write(retries.give_back, doubtful, "no answer", repeated=True)
    ended = await db.write(
        outcomes.unreachable, chat.telegram_id, "blocked", "blocked", LATER
    )
    assert ended == 3
    assert await db.read(ends) == [
        ("sent", "perhaps sent", LATER, "", 0),
        ("failed", "blocked", LATER, "", 0),
        ("failed", "blocked", LATER, "", 0),
        ("started", "", None, "a", NOW + 600),
    ]
    # What surely did not arrive is its next digest's, should it come back.
    assert await db.read(read_rows.unseen, chat.id, [sure, perhaps]) == {sure}
    asleep = await chat_of(db, chat.id)
    assert (asleep.state, asleep.seen_at) == ("blocked", LATER)
    # It has been blocked since then, whatever is tried later.
    again = (chat.telegram_id, "blocked", "blocked", LATER + 9)
    assert await db.write(outcomes.unreachable, *again) == 0
    assert (await chat_of(db, chat.id)).seen_at == LATER
    awake = await chat_of(db, other.id)
    assert (awake.state, awake.seen_at) == ("active", other.seen_at)


async def test_what_is_too_late_ends_so_many_at_once_and_what_flies_flies_on(
    db: Database,
) -> None:
    made = [await db.write(make_chat, n) for n in range(1, 5)]
    rows = [new_outbox(chat.id, expires_at=LATER) for chat in made]
    ids = await db.write(outbox.add, rows, NOW)
    flying = (await fly(db))[0]
    for row in ids:
        if row != flying:
            await db.write(retries.give_back, row, "lost")
    await db.write(
        lambda c: c.exec_driver_sql(
            f"UPDATE outbox SET expires_at = 0 WHERE id = {ids[-1]}"
        )
    )
    assert await db.write(outcomes.expire, LATER - 1) == 0
    assert await db.write(outcomes.expire, LATER, 1) == 1
    assert await db.write(outcomes.expire, LATER) == 1
    assert await db.write(outcomes.expire, LATER) == 0
    found = [state for state, *_ in await db.read(ends)]
    assert found == ["started", "failed", "failed", "ready"]
    assert {end[1] for end in (await db.read(ends))[1:3]} == {
        "too late to be worth sending"
    }
