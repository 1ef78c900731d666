"""Texts of messages: stored once for all chats that get them, and deleted once sent."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from store.delivery import digests, failures, outbox, outcomes, retries
from store.delivery.message_texts import NO_TEXT, SHORTEST
from store.engine.database import Database
from store.operations import privacy, retention
from store.schema.delivery_tables import outbox as outbox_rows
from store.schema.delivery_tables import outbox_texts
from tests.store.world import NOW, make_chat, new_digest, new_outbox

LONG = "A bridge opens. " * 40
AGES = {
    "article_days": 30,
    "story_days": 30,
    "seen_days": 30,
    "outbox_days": 14,
}


def count_texts(c: Connection) -> int:
    return int(
        c.execute(select(func.count()).select_from(outbox_texts)).scalar_one()
    )


async def test_chats_that_get_the_same_share_one_text(db: Database) -> None:
    chats = [await db.write(make_chat, number) for number in (1, 2, 3)]
    rows = [new_outbox(chat.id, LONG) for chat in chats]
    await db.write(outbox.add, [*rows, new_outbox(chats[0].id, "short")], NOW)
    assert await db.read(count_texts) == 1
    claimed = await db.write(
        outbox.claim, now=NOW, limit=9, lease=60, owner="a"
    )
    assert [row.message.html for row in claimed] == [LONG] * 3
    exported = await db.read(privacy.export, 1)
    assert {row.message.html for row in exported.outbox} == {LONG, "short"}


async def test_of_what_was_sent_no_text_is_kept(db: Database) -> None:
    chat = await db.write(make_chat)
    ids = await db.write(
        outbox.add,
        [
            new_outbox(chat.id, LONG),
            new_outbox(chat.id, "short", ready_at=NOW + 1),
        ],
        NOW,
    )
    for row in ids:
        await db.write(outbox.claim, now=NOW + 9, limit=1, lease=60, owner="a")
        await db.write(outbox.sent, [(row, 5)], NOW + 9)
    held = await db.read(
        lambda c: c.execute(
            select(outbox_rows.c.message, outbox_rows.c.text_id)
        ).all()
    )
    assert [tuple(row) for row in held] == [(NO_TEXT, None)] * 2
    pruned = await db.write(retention.prune, now=NOW + 86_401, **AGES)
    assert dict(pruned.rows)["outbox_texts"] == 1
    assert await db.read(count_texts) == 0


async def test_a_text_stays_for_the_chat_that_still_waits(db: Database) -> None:
    one, two = await db.write(make_chat, 1), await db.write(make_chat, 2)
    first, second = await db.write(
        outbox.add,
        [new_outbox(one.id, LONG), new_outbox(two.id, LONG, ready_at=NOW + 9)],
        NOW,
    )
    await db.write(outbox.claim, now=NOW, limit=1, lease=60, owner="a")
    await db.write(outbox.sent, [(first, 5)], NOW)
    await db.write(retention.prune, now=NOW + 5 * 86_400, **AGES)
    (row,) = await db.write(
        outbox.claim, now=NOW + 9, limit=9, lease=60, owner="a"
    )
    assert (row.id, row.message.html) == (second, LONG)


async def test_what_failed_can_be_sent_once_more_with_its_text(
    db: Database,
) -> None:
    chat = await db.write(make_chat)
    (row,) = await db.write(outbox.add, [new_outbox(chat.id, LONG)], NOW)
    await db.write(outcomes.failed, row, "too long", NOW)
    assert await db.write(failures.retry, row, NOW)
    (again,) = await db.write(
        outbox.claim, now=NOW, limit=9, lease=60, owner="a"
    )
    assert again.message.html == LONG


async def test_what_is_left_of_a_split_message_takes_the_place_of_its_text(
    db: Database,
) -> None:
    chat = await db.write(make_chat)
    await db.write(outbox.add, [new_outbox(chat.id, LONG)], NOW)
    (row,) = await db.write(outbox.claim, now=NOW, limit=9, lease=60, owner="a")
    await db.write(outbox.start, [row.id], NOW, owner="a")
    rest = new_outbox(chat.id, "the rest").message
    assert await db.write(retries.keep_rest, row.id, rest, "split", owner="a")
    (again,) = await db.write(
        outbox.claim, now=NOW, limit=9, lease=60, owner="a"
    )
    assert again.message.html == "the rest"


async def test_a_digests_text_is_shared_too(db: Database) -> None:
    chats = [await db.write(make_chat, number) for number in (1, 2)]
    batch = [new_digest(chat.id, []) for chat in chats]
    assert len(batch[0].messages[0].message.html) < SHORTEST
    await db.write(digests.store_batch, batch, NOW)
    assert await db.read(count_texts) == 0, "a short text stands in its own row"
