"""Messages of the outbox are read with what they reply to."""

from __future__ import annotations

from store.delivery import digests, outbox
from store.engine.database import Database
from store.rows import OutboxRow
from tests.store.world import (
    NOW,
    make_chat,
    make_stories,
    new_digest,
    new_outbox,
)


async def claim(db: Database, now: int = NOW) -> list[OutboxRow]:
    return await db.write(outbox.claim, now=now, limit=30, lease=60, owner="a")


async def test_a_reply_names_the_message_that_told_the_story(
    db: Database,
) -> None:
    chat = await db.write(make_chat)
    (story,) = await db.write(make_stories, ["a"])
    await db.write(digests.store_batch, [new_digest(chat.id, [story])], NOW)
    (row,) = await claim(db)
    await db.write(outbox.sent, [(row.id, 4711)], NOW)
    await db.write(
        outbox.add,
        [new_outbox(chat.id, "more", kind="follow-up", reply_to_story=story)],
        NOW,
    )
    assert [row.reply_to_message for row in await claim(db)] == [4711]
