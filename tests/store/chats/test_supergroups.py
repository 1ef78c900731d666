"""Groups that became supergroups keep all that they had."""

from __future__ import annotations

from store.chats import (
    chat_claims,
    chat_options,
    chats,
    subscriptions,
    supergroups,
)
from store.delivery import outbox
from store.engine.database import Database
from store.operations import privacy
from tests.store.world import NOW, make_chat, new_outbox


async def test_an_upgraded_group_keeps_all(db: Database) -> None:
    group = await db.write(make_chat, -5)
    topic = await db.write(make_chat, -5, 3)
    await db.write(
        subscriptions.add, group.id, "topic", "tech", limit=9, now=NOW
    )
    await db.write(make_chat, -100, 0)
    await db.write(
        outbox.add, [new_outbox(group.id), new_outbox(topic.id)], NOW
    )
    (flying,) = await db.write(
        outbox.claim, now=NOW, limit=9, lease=60, owner="a"
    )
    await db.write(supergroups.migrate, -5, -100)
    assert [c.id for c in await db.read(chats.topics_of, -100)] == [
        group.id,
        topic.id,
    ]
    assert await db.read(chats.topics_of, -5) == []
    assert {c.former_id for c in await db.read(chats.topics_of, -100)} == {-5}
    (row,) = await db.write(outbox.claim, now=NOW, limit=9, lease=60, owner="a")
    assert (row.id, row.telegram_id) == (flying.id, -100)


async def test_what_an_empty_row_of_the_new_id_had_goes_to_the_group(
    db: Database,
) -> None:
    group = await db.write(make_chat, -5)
    early = await db.write(make_chat, -100)
    await db.write(outbox.add, [new_outbox(early.id)], NOW)
    await db.write(chat_options.put, early.id, "trends")
    await db.write(supergroups.migrate, -5, -100)
    (row,) = await db.write(outbox.claim, now=NOW, limit=9, lease=60, owner="a")
    assert (row.chat_id, row.telegram_id) == (group.id, -100)
    assert await db.read(chat_options.get, group.id, "trends") is not None
    (held,) = (await db.read(privacy.export, -100)).chats
    assert held.id == group.id


async def test_a_group_with_subscriptions_under_both_ids_goes_on_as_one(
    db: Database,
) -> None:
    old = await db.write(make_chat, -5)
    new = await db.write(make_chat, -100)
    for chat, topic in (
        (old, "tech"),
        (old, "sports"),
        (new, "sports"),
        (new, "health"),
    ):
        await db.write(
            subscriptions.add, chat.id, "topic", topic, limit=9, now=NOW
        )
    await db.write(chat_claims.set_next_due, [(old.id, NOW), (new.id, NOW)])
    await db.write(outbox.add, [new_outbox(old.id)], NOW)
    await db.write(supergroups.migrate, -5, -100)
    listed = await db.read(subscriptions.of_chat, new.id)
    assert {each.value for each in listed} == {"tech", "sports", "health"}
    due = await db.write(chat_claims.claim_due, now=NOW, limit=9, lease=60)
    assert [chat.id for chat in due] == [new.id]
    assert await db.read(subscriptions.of_chat, old.id) == []
    (waiting,) = await db.write(
        outbox.claim, now=NOW, limit=9, lease=60, owner="a"
    )
    assert (waiting.chat_id, waiting.telegram_id) == (new.id, -100)
    await db.write(outbox.sent, [(waiting.id, 1)], NOW)
    assert await db.read(chats.find, -5) is None
