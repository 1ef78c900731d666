"""Chats: found and changed."""

from __future__ import annotations

import pytest

from store.chats import chats
from store.delivery import outcomes
from store.engine.database import Database
from tests.store.world import NOW, make_chat


async def test_a_known_chat_keeps_its_settings(db: Database) -> None:
    chat = await db.write(make_chat, 5)
    await db.write(
        chats.update,
        chat.id,
        zone="Asia/Tokyo",
        languages=("zh", "en"),
        images=True,
    )
    again = await db.write(make_chat, 5)
    assert (again.id, again.zone, again.languages, again.images) == (
        chat.id,
        "Asia/Tokyo",
        ("zh", "en"),
        True,
    )
    assert (
        await db.read(chats.find, 5)
        == again
        == await db.read(chats.get, chat.id)
    )
    assert await db.read(chats.find, 5, 7) is None
    assert await db.read(chats.get_many, [chat.id, 99]) == {chat.id: again}


@pytest.mark.parametrize(
    "name", ["id", "telegram_id", "colour", "zone = 'x' --"]
)
async def test_only_settings_can_be_changed(db: Database, name: str) -> None:
    chat = await db.write(make_chat)
    with pytest.raises(TypeError):
        await db.write(chats.update, chat.id, **{name: 1})


async def test_changing_no_chat_is_an_error(db: Database) -> None:
    with pytest.raises(KeyError):
        await db.write(chats.update, 99, zone="UTC")


async def test_a_group_and_its_topics_change_state_together(
    db: Database,
) -> None:
    await db.write(make_chat, -5)
    await db.write(make_chat, -5, 3)
    await db.write(chats.set_state, -5, "gone", NOW)
    assert [
        (c.thread_id, c.state) for c in await db.read(chats.topics_of, -5)
    ] == [
        (0, "gone"),
        (3, "gone"),
    ]
    assert await db.read(chats.counts_by_state) == {"gone": 2}


async def test_feed_tokens_can_be_made_changed_and_revoked(
    db: Database,
) -> None:
    chat = await db.write(make_chat)
    token = await db.write(chats.new_feed_token, chat.id)
    assert len(token) >= 32
    found = await db.read(chats.by_feed_token, token)
    assert found is not None
    newer = await db.write(chats.new_feed_token, chat.id)
    assert await db.read(chats.by_feed_token, token) is None
    await db.write(chats.update, chat.id, feed_token="")
    assert await db.read(chats.by_feed_token, newer) is None
    assert await db.read(chats.by_feed_token, "") is None


async def test_an_audience_comes_in_pages(db: Database) -> None:
    ids = [(await db.write(make_chat, n)).id for n in range(3)]
    assert [c.id for c in await db.read(chats.audience, 0, 2)] == ids[:2]
    assert [c.id for c in await db.read(chats.audience, ids[1], 2)] == ids[2:]


async def test_a_forum_hears_a_broadcast_once(db: Database) -> None:
    topics = [await db.write(make_chat, -100, thread) for thread in (7, 3, 5)]
    person = await db.write(make_chat, 1)
    assert {c.id for c in await db.read(chats.audience, 0, 9)} == {
        topics[1].id,
        person.id,
    }
    assert await db.read(chats.audience_size) == 2
    await db.write(chats.update, topics[1].id, state="paused")
    assert {c.id for c in await db.read(chats.audience, 0, 9)} == {
        topics[2].id,
        person.id,
    }


async def test_channels_know_who_manages_them(db: Database) -> None:
    channel = await db.write(make_chat, -1001)
    await db.write(chats.update, channel.id, managed_by=7)
    assert [c.id for c in await db.read(chats.managed_by, 7)] == [channel.id]


async def test_who_is_back_ends_no_pause_of_another_topic(db: Database) -> None:
    lost, paused = [await db.write(make_chat, -9, thread) for thread in (0, 4)]
    await db.write(chats.note_muted, -9, NOW)
    await db.write(lambda c: chats.update(c, lost.id, state="muted"))
    await db.write(lambda c: chats.update(c, paused.id, state="paused"))
    assert await db.write(chats.welcome_back, -9, NOW)
    rows = await db.read(chats.topics_of, -9)
    assert [row.state for row in rows] == ["active", "paused"]


async def test_no_answer_of_telegrams_ends_a_ban(db: Database) -> None:
    """Whoever blocks the bot while a message is on its way would be back by a word."""
    chat = await db.write(make_chat, 9)
    await db.write(chats.set_state, 9, "banned", NOW)
    await db.write(outcomes.unreachable, 9, "blocked", "blocked", NOW)
    await db.write(chats.welcome_back, 9, NOW)
    known = await db.read(chats.get, chat.id)
    assert known is not None
    assert known.state == "banned"
