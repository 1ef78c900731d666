"""The outbox: once, in order, one in flight a chat, whatever crashes."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from news.durations import DAY, HOUR
from store.chats import chats
from store.delivery import broadcasts, outbox, outcomes, recovery, retries
from store.engine.database import Database
from store.operations import retention
from store.rows import OutboxKind, OutboxRow
from tests.store.world import NOW, make_chat, new_outbox


async def claim(
    db: Database, now: int = NOW, limit: int = 30, owner: str = "a"
) -> list[OutboxRow]:
    return await db.write(
        outbox.claim, now=now, limit=limit, lease=60, owner=owner
    )


async def test_a_message_goes_its_way(db: Database) -> None:
    chat = await db.write(make_chat)
    (row_id,) = await db.write(
        outbox.add, [new_outbox(chat.id, "Hello", silent=True)], NOW
    )
    (row,) = await claim(db)
    assert (row.id, row.telegram_id, row.state, row.attempts, row.silent) == (
        row_id,
        100,
        "claimed",
        1,
        True,
    )
    assert row.message.html == "Hello"
    assert await claim(db) == []
    assert await db.write(outbox.start, [row.id], NOW, owner="a") == [row.id]
    await db.write(outbox.sent, [(row.id, 77)], NOW)
    assert await claim(db, NOW + 9999) == []
    depth = await db.read(outbox.depth)
    assert (depth.ready, depth.inflight, depth.failed) == (0, 0, 0)


async def test_what_waits_is_counted_and_the_oldest_of_it_named(
    db: Database,
) -> None:
    chat, other = [await db.write(make_chat, n) for n in (1, 2)]
    rows = [
        new_outbox(chat.id, ready_at=NOW + 5, sequence=1),
        new_outbox(chat.id, ready_at=NOW + 3),
        new_outbox(other.id, ready_at=NOW + 4),
    ]
    await db.write(outbox.add, rows, NOW)
    depth = await db.read(outbox.depth, NOW + 2)
    assert (depth.ready, depth.oldest_ready_at) == (3, None)
    depth = await db.read(outbox.depth, NOW + 3)
    assert (depth.ready, depth.oldest_ready_at) == (3, NOW + 3)
    await claim(db, NOW + 4)
    depth = await db.read(outbox.depth)
    assert (depth.ready, depth.inflight) == (1, 2)
    assert depth.oldest_ready_at == NOW + 5


async def test_one_message_in_flight_a_chat_and_in_order(db: Database) -> None:
    first, second = await db.write(make_chat, 1), await db.write(make_chat, 2)
    rows = [
        new_outbox(chat.id, f"{chat.telegram_id}-{n}")
        for n in range(3)
        for chat in (first, second)
    ]
    await db.write(outbox.add, rows, NOW)
    told = []
    for _ in range(3):
        batch = await claim(db)
        assert len({row.telegram_id for row in batch}) == len(batch) == 2
        assert await claim(db) == []
        told += [row.message.html for row in batch]
        await db.write(outbox.sent, [(row.id, row.id) for row in batch], NOW)
    assert told == ["1-0", "2-0", "1-1", "2-1", "1-2", "2-2"]


async def test_forum_topics_of_one_group_share_one_place_in_flight(
    db: Database,
) -> None:
    one, two = (
        await db.write(make_chat, -5, 1),
        await db.write(make_chat, -5, 2),
    )
    await db.write(outbox.add, [new_outbox(one.id), new_outbox(two.id)], NOW)
    (row,) = await claim(db)
    assert row.thread_id == 1
    await db.write(outbox.sent, [(row.id, 1)], NOW)
    assert [row.thread_id for row in await claim(db)] == [2]


async def test_the_earliest_ready_goes_first_and_none_before_its_time(
    db: Database,
) -> None:
    ids = [(await db.write(make_chat, n)).id for n in (1, 2, 3)]
    ready = (NOW + 50, NOW - 5, NOW - 9)
    await db.write(
        outbox.add,
        [new_outbox(i, ready_at=at) for i, at in zip(ids, ready, strict=True)],
        NOW,
    )
    assert [row.telegram_id for row in await claim(db)] == [3, 2]
    assert [row.telegram_id for row in await claim(db, NOW + 50)] == [1]


async def test_lapsed_leases_come_back_and_only_a_started_one_is_marked(
    db: Database,
) -> None:
    ids = [(await db.write(make_chat, n)).id for n in (1, 2)]
    await db.write(outbox.add, [new_outbox(i) for i in ids], NOW)
    first, second = await claim(db)
    await db.write(outbox.start, [second.id], NOW)
    assert await db.write(recovery.recover, NOW + 59) == 0
    assert await db.write(recovery.recover, NOW + 60) == 2
    rows = {row.id: row.repeated for row in await claim(db, NOW + 60)}
    assert rows == {first.id: False, second.id: True}


async def test_a_restart_takes_back_what_still_runs(db: Database) -> None:
    chat = await db.write(make_chat)
    await db.write(outbox.add, [new_outbox(chat.id)], NOW)
    await claim(db)
    assert await db.write(recovery.recover, NOW, everything=True) == 1
    assert len(await claim(db)) == 1


async def test_a_worker_that_overslept_its_lease_may_not_start(
    db: Database,
) -> None:
    chat = await db.write(make_chat)
    await db.write(outbox.add, [new_outbox(chat.id)], NOW)
    (row,) = await claim(db, owner="asleep")
    await db.write(recovery.recover, NOW + 60)
    assert (
        await db.write(outbox.start, [row.id], NOW + 60, owner="asleep") == []
    )
    await claim(db, NOW + 60, owner="b")
    assert (
        await db.write(outbox.start, [row.id], NOW + 60, owner="asleep") == []
    )
    assert await db.write(outbox.start, [row.id], NOW + 60, owner="b") == [
        row.id
    ]


async def test_release_gives_back_only_its_own(db: Database) -> None:
    ids = [(await db.write(make_chat, n)).id for n in (1, 2)]
    await db.write(outbox.add, [new_outbox(i) for i in ids], NOW)
    (mine,) = await claim(db, limit=1, owner="a")
    await claim(db, limit=1, owner="b")
    await db.write(outbox.start, [mine.id], NOW)
    assert await db.write(recovery.release, "a", NOW) == 1
    (row,) = await claim(db)
    assert (row.id, row.repeated) == (mine.id, True)


async def test_a_message_for_a_chat_that_is_gone_is_not_written(
    db: Database,
) -> None:
    chat = await db.write(make_chat)
    given = await db.write(
        outbox.add, [new_outbox(999), new_outbox(chat.id)], NOW
    )
    assert given[0] == 0
    assert [row.id for row in await claim(db)] == [given[1]]


async def test_a_chat_that_blocked_us_gets_nothing_more(db: Database) -> None:
    chat = await db.write(make_chat)
    await db.write(outbox.add, [new_outbox(chat.id), new_outbox(chat.id)], NOW)
    await claim(db)
    assert (
        await db.write(outcomes.unreachable, 100, "blocked", "Forbidden", NOW)
        == 2
    )
    assert await claim(db) == []
    found = await db.read(chats.get, chat.id)
    assert found is not None
    assert found.state == "blocked"
    assert (await db.read(outbox.depth)).failed == 2


async def test_a_broadcast_can_be_stopped(db: Database) -> None:
    ids = [(await db.write(make_chat, n)).id for n in (1, 2)]
    await db.write(
        outbox.add,
        [new_outbox(i, broadcast="b1", kind="broadcast") for i in ids],
        NOW,
    )
    await claim(db, limit=1)
    assert await db.write(broadcasts.cancel, "b1", NOW) == 1
    assert await claim(db) == []


async def test_finished_messages_are_pruned(db: Database) -> None:
    chat = await db.write(make_chat)
    await db.write(outbox.add, [new_outbox(chat.id), new_outbox(chat.id)], NOW)
    (row,) = await claim(db)
    await db.write(outcomes.failed, row.id, "too long", NOW)
    ages = {
        "article_days": 30,
        "story_days": 30,
        "seen_days": 30,
        "outbox_days": 14,
    }
    end = NOW + 14 * 86_400
    assert (await db.write(retention.prune, now=end, **ages)).rows == ()
    assert (await db.write(retention.prune, now=end + 1, **ages)).rows == (
        ("outbox", 1),
    )
    assert (await db.read(outbox.depth, NOW)).ready == 1


async def test_eight_claimers_never_take_a_row_twice(db: Database) -> None:
    def fill(c) -> None:  # type: ignore[no-untyped-def]
        ids = [make_chat(c, n).id for n in range(120)]
        outbox.add(
            c, [new_outbox(i, str(n)) for n in range(3) for i in ids], NOW
        )

    await db.write(fill)
    taken: list[OutboxRow] = []

    async def work(owner: str) -> None:
        while batch := await claim(db, limit=15, owner=owner):
            taken.extend(batch)
            await db.write(
                outbox.sent, [(row.id, row.id) for row in batch], NOW
            )

    for _ in range(10):
        await asyncio.gather(*(work(str(n)) for n in range(8)))
    assert len(taken) == len({row.id for row in taken}) == 360
    for chat in range(120):
        assert [
            row.message.html for row in taken if row.telegram_id == chat
        ] == ["0", "1", "2"]


async def test_what_was_sent_is_never_brought_back(db: Database) -> None:
    chat = await db.write(make_chat)
    (row,) = await db.write(outbox.add, [new_outbox(chat.id)], NOW)
    await claim(db)
    await db.write(outbox.start, [row], NOW, owner="a")
    await db.write(outbox.sent, [(row, 7)], NOW)
    await db.write(retries.reschedule, row, at=NOW, error="late", repeated=True)
    await db.write(retries.give_back, row, "late", repeated=True)
    await db.write(outcomes.failed, row, "late", NOW)
    await db.write(outcomes.perhaps_sent, row, NOW)
    assert await db.write(recovery.recover, NOW + 9999, everything=True) == 0
    assert await db.write(recovery.release, "a", NOW) == 0
    assert await claim(db, NOW + 60) == []
    depth = await db.read(outbox.depth)
    assert (depth.ready, depth.inflight, depth.failed) == (0, 0, 0)


async def test_what_was_taken_back_meanwhile_may_not_be_started(
    db: Database,
) -> None:
    chat = await db.write(make_chat)
    (row,) = await db.write(outbox.add, [new_outbox(chat.id)], NOW)
    await claim(db, owner="slow")
    await db.write(recovery.recover, NOW + 60)
    assert await db.write(outbox.start, [row], NOW + 60, owner="slow") == []
    await claim(db, NOW + 60, owner="other")
    assert await db.write(outbox.start, [row], NOW + 60, owner="slow") == []
    assert await db.write(outbox.start, [row], NOW + 60, owner="other") == [row]


async def test_what_was_in_the_air_twice_is_settled_and_what_was_once_is_marked(
    db: Database,
) -> None:
    chat = await db.write(make_chat)
    (row,) = await db.write(outbox.add, [new_outbox(chat.id)], NOW)
    for repeated in (False, True):
        (taken,) = await claim(db)
        assert taken.repeated is repeated
        await db.write(outbox.start, [row], NOW, owner="a")
        assert await db.write(recovery.release, "a", NOW) == 1
    assert await claim(db) == []
    assert (await db.read(outbox.depth)).failed == 0


async def test_a_start_holds_its_row_for_a_lease_of_its_own(
    db: Database,
) -> None:
    made = [await db.write(make_chat, n) for n in (1, 2)]
    await db.write(outbox.add, [new_outbox(chat.id) for chat in made], NOW)
    first, second = [row.id for row in await claim(db)]
    await db.write(outbox.start, [first], NOW + 50, owner="a", lease=100)
    await db.write(outbox.start, [second], NOW + 50, owner="a")
    assert await db.write(recovery.recover, NOW + 60) == 1
    assert await db.write(recovery.recover, NOW + 149) == 0
    assert await db.write(recovery.recover, NOW + 150) == 1


@pytest.mark.parametrize(
    ("kind", "seconds"),
    [
        ("digest", DAY),
        ("alert", 6 * HOUR),
        ("post", DAY),
        ("follow-up", 2 * DAY),
        ("broadcast", 2 * DAY),
        ("notice", 2 * DAY),
    ],
)
def test_how_long_a_message_is_worth_sending(
    kind: OutboxKind, seconds: int
) -> None:
    item = new_outbox(1, kind=kind, ready_at=NOW + 5)
    row = outbox.row_of(7, item, 100, None, ("text", None), NOW)
    due_at, expires_at = row[11:13]
    assert (due_at, expires_at) == (NOW + 5, NOW + 5 + seconds)
    said = replace(item, due_at=NOW + 1, expires_at=NOW + 9)
    row = outbox.row_of(7, said, 100, None, ("text", None), NOW)
    assert row[11:13] == (NOW + 1, NOW + 9)


async def test_a_row_of_its_age_is_ended_and_one_that_may_have_arrived_counts_as_sent(
    db: Database,
) -> None:
    one, two = await db.write(make_chat, 1), await db.write(make_chat, 2)
    rows = [new_outbox(chat.id, expires_at=NOW + 60) for chat in (one, two)]
    first, second = await db.write(outbox.add, rows, NOW)
    assert len(await claim(db)) == 2
    await db.write(retries.give_back, first, "lost", repeated=True)
    await db.write(retries.give_back, second, "lost")
    assert await db.write(outcomes.expire, NOW + 59) == 0
    assert await claim(db, NOW + 60) == []
    assert await db.write(outcomes.expire, NOW + 60) == 2
    assert (await db.read(outbox.depth)).failed == 1
