"""Pauses begin and end when their time has come."""

from __future__ import annotations

from store.chats import chat_claims, chats
from store.engine.database import Database
from store.rows import Chat
from tests.store.world import NOW, make_chat

HOUR = 3600
DAY = 86_400


async def claimed(db: Database, now: int) -> list[int]:
    due = await db.write(chat_claims.claim_due, now=now, limit=9, lease=60)
    return [chat.id for chat in due]


async def planned(db: Database, **fields: object) -> Chat:
    chat = await db.write(make_chat, 1, due=NOW + HOUR)
    await db.write(
        chats.update, chat.id, schedule="08:00", zone="UTC", **fields
    )
    return chat


async def row(db: Database, chat: Chat) -> Chat:
    found = await db.read(chats.find, chat.telegram_id)
    assert found
    return found


async def test_a_planned_pause_begins_and_ends_by_itself(db: Database) -> None:
    begin, end = NOW + DAY, NOW + 3 * DAY
    chat = await planned(db, pause_at=begin, resume_at=end)
    # What is due before it is sent.
    assert await claimed(db, NOW + HOUR) == [chat.id]
    await db.write(chat_claims.set_next_due, [(chat.id, begin + HOUR)])
    # What is due within it is not.
    assert await claimed(db, begin + 2 * HOUR) == []
    paused = await row(db, chat)
    assert (paused.state, paused.pause_at, paused.resume_at) == (
        "paused",
        0,
        end,
    )
    assert await claimed(db, end + 1) == []
    resumed = await row(db, chat)
    assert (resumed.state, resumed.resume_at) == ("active", 0)
    assert end < (resumed.next_due_at or 0) <= end + DAY


async def test_a_pause_that_a_stop_of_the_bot_swallowed_leaves_nothing(
    db: Database,
) -> None:
    begin, end = NOW + 2 * HOUR, NOW + 5 * HOUR
    chat = await planned(db, pause_at=begin, resume_at=end)
    await db.write(chat_claims.set_next_due, [(chat.id, begin + 60)])
    assert await claimed(db, NOW + 6 * HOUR) in ([], [chat.id])
    after = await row(db, chat)
    assert (after.state, after.pause_at, after.resume_at) == ("active", 0, 0)
    assert (after.next_due_at or 0) > end


async def test_what_a_changed_schedule_made_due_within_a_pause_is_not_sent(
    db: Database,
) -> None:
    end = NOW + 2 * DAY
    chat = await planned(db, state="paused", resume_at=end)
    await db.write(chats.update, chat.id, next_due_at=NOW + DAY)
    assert await claimed(db, end) == []
    resumed = await row(db, chat)
    assert resumed.state == "active"
    assert (resumed.next_due_at or 0) > end


async def test_a_chat_that_left_is_not_paused(db: Database) -> None:
    chat = await planned(db, pause_at=NOW, resume_at=NOW + DAY)
    await db.write(chats.update, chat.id, state="blocked")
    await claimed(db, NOW + 1)
    assert (await row(db, chat)).state == "blocked"
    await claimed(db, NOW + DAY + 1)
    left = await row(db, chat)
    assert (left.state, left.pause_at, left.resume_at) == ("blocked", 0, 0)


async def test_a_broken_schedule_keeps_no_chat_paused(db: Database) -> None:
    end = NOW + DAY
    chat = await planned(db, state="paused", resume_at=end)
    await db.write(chats.update, chat.id, schedule="no time", next_due_at=NOW)
    await claimed(db, end)
    assert (await row(db, chat)).state == "active"
