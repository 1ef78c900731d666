"""Chats that are due: claimed once, with a lease."""

from __future__ import annotations

from store.chats import chat_claims, chats
from store.engine.database import Database
from tests.store.world import NOW, make_chat


async def test_due_chats_are_claimed_once_the_longest_due_first(
    db: Database,
) -> None:
    one = await db.write(make_chat, 1, due=NOW)
    two = await db.write(make_chat, 2, due=NOW - 60)
    third = await db.write(make_chat, 3, due=NOW + 1)
    await db.write(make_chat, 4)
    paused = await db.write(make_chat, 5, due=NOW - 90)
    await db.write(chats.update, paused.id, state="paused")
    assert await db.read(chat_claims.next_due) == NOW - 60
    claimed = await db.write(chat_claims.claim_due, now=NOW, limit=9, lease=60)
    assert [chat.id for chat in claimed] == [two.id, one.id]
    assert (
        await db.write(chat_claims.claim_due, now=NOW, limit=9, lease=60) == []
    )
    await db.write(
        chat_claims.set_next_due, [(two.id, None), (one.id, NOW + 5)]
    )
    assert [
        c.id
        for c in await db.write(
            chat_claims.claim_due, now=NOW + 5, limit=9, lease=60
        )
    ] == [
        third.id,
        one.id,
    ]


async def test_a_lapsed_lease_is_claimed_again(db: Database) -> None:
    chat = await db.write(make_chat, 1, due=NOW)
    await db.write(chat_claims.claim_due, now=NOW, limit=9, lease=60)
    assert (
        await db.write(chat_claims.claim_due, now=NOW + 59, limit=9, lease=60)
        == []
    )
    assert [
        c.id
        for c in await db.write(
            chat_claims.claim_due, now=NOW + 60, limit=9, lease=60
        )
    ] == [chat.id]
