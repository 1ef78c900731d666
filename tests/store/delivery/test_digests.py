"""Digests: each (chat, date, slot) once, whole."""

from __future__ import annotations

import pytest

from news.errors import StoreError
from store.chats import chats
from store.delivery import digests, outbox, seen
from store.engine.database import Database
from tests import read_rows
from tests.store.world import NOW, make_chat, make_stories, new_digest


async def test_a_digest_is_written_with_all_that_belongs_to_it(
    db: Database,
) -> None:
    chat = await db.write(make_chat, due=NOW)
    one, two = await db.write(make_stories, ["a", "b"])
    (digest,) = await db.write(
        digests.store_batch, [new_digest(chat.id, [two, one], parts=2)], NOW
    )
    assert digest is not None
    found = await db.read(chats.get, chat.id)
    assert found is not None
    assert found.next_due_at == NOW + 86400
    assert await db.read(read_rows.unseen, chat.id, [one, two, 99]) == {99}
    (row,) = await db.write(outbox.claim, now=NOW, limit=9, lease=60, owner="a")
    assert (row.digest_id, row.sequence, row.message.stories) == (
        digest,
        0,
        (two, one),
    )
    (last,) = await db.read(digests.recent_of_chat, chat.id, 5)
    assert last.id == digest
    assert [pick[0] for pick in last.picks] == [two, one]
    assert await db.read(digests.why, chat.id, one) == (
        "topic:tech",
        ("publishers:2",),
    )
    assert await db.read(digests.why, chat.id, 99) is None


async def test_the_same_digest_is_written_once_and_the_clock_moves_on(
    db: Database,
) -> None:
    chat = await db.write(make_chat, due=NOW)
    (story,) = await db.write(make_stories, ["a"])
    twice = [new_digest(chat.id, []), new_digest(chat.id, [story])]
    first, second = await db.write(digests.store_batch, twice, NOW)
    assert first is not None
    assert second is None
    (again,) = await db.write(
        digests.store_batch,
        [new_digest(chat.id, [story], next_due_at=NOW + 5)],
        NOW,
    )
    assert again is None
    assert await db.read(read_rows.unseen, chat.id, [story]) == {story}
    assert (await db.read(outbox.depth)).ready == 1
    found = await db.read(chats.get, chat.id)
    assert found is not None
    assert found.next_due_at == NOW + 5


async def test_other_slots_and_days_are_other_digests(db: Database) -> None:
    chat = await db.write(make_chat)
    batch = [
        new_digest(chat.id, []),
        new_digest(chat.id, [], slot=1200),
        new_digest(chat.id, [], local_date="2027-01-16", next_due_at=None),
    ]
    assert None not in await db.write(digests.store_batch, batch, NOW)
    assert [
        d.slot for d in await db.read(digests.recent_of_chat, chat.id, 2)
    ] == [480, 1200]


async def test_a_chat_that_left_meanwhile_gets_none_and_harms_no_other(
    db: Database,
) -> None:
    chat = await db.write(make_chat)
    gone, written = await db.write(
        digests.store_batch, [new_digest(99, []), new_digest(chat.id, [])], NOW
    )
    assert gone is None
    assert written is not None


async def test_an_error_in_the_batch_leaves_nothing(db: Database) -> None:
    chat = await db.write(make_chat, due=NOW)
    bad = new_digest(chat.id, [], local_date=None)
    with pytest.raises(StoreError):
        await db.write(
            digests.store_batch, [new_digest(chat.id, [1]), bad], NOW
        )
    assert (await db.read(outbox.depth)).ready == 0
    assert await db.read(read_rows.unseen, chat.id, [1]) == {1}
    found = await db.read(chats.get, chat.id)
    assert found is not None
    assert found.next_due_at == NOW


async def test_seen_stories_of_many_chats(db: Database) -> None:
    one, two = await db.write(make_chat, 1), await db.write(make_chat, 2)
    await db.write(seen.mark, [(one.id, 5), (two.id, 6), (one.id, 5)], NOW)
    await db.write(seen.mark, [(one.id, 7)], NOW + 9)
    assert await db.read(seen.seen_of_chats, [one.id, two.id, 99], NOW) == {
        one.id: {5, 7},
        two.id: {6},
    }
    assert await db.read(seen.seen_of_chats, [one.id, two.id], NOW + 9) == {
        one.id: {7}
    }
    assert [
        (t.message_id, t.at) for t in await db.read(read_rows.told, [5])
    ] == [(None, NOW)]
