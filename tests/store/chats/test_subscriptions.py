"""Subscriptions: added once, counted, weighed, removed by their owner only."""

from __future__ import annotations

import pytest

from news.errors import LimitReached
from store.chats import subscriptions
from store.engine.database import Database
from store.news import terms
from tests import read_rows
from tests.store.world import NOW, make_chat


async def test_a_subscription_is_made_once_and_interned(db: Database) -> None:
    one, two = await db.write(make_chat, 1), await db.write(make_chat, 2)
    first = await db.write(
        subscriptions.add, one.id, "topic", "tech", limit=5, now=NOW
    )
    again = await db.write(
        subscriptions.add, one.id, "topic", "tech", weight=3.0, limit=1, now=NOW
    )
    other = await db.write(
        subscriptions.add, two.id, "topic", "tech", limit=5, now=NOW
    )
    muted = await db.write(
        subscriptions.add, two.id, "mute-publisher", "X", limit=5, now=NOW
    )
    assert first == again
    assert first.term_id == other.term_id is not None
    assert muted.term_id is None
    assert await db.read(subscriptions.of_chats, [one.id, two.id, 99]) == {
        one.id: [first],
        two.id: [other, muted],
    }
    assert await db.read(subscriptions.of_chat, one.id) == [first]


async def test_the_limit_holds(db: Database) -> None:
    chat = await db.write(make_chat)
    await db.write(
        subscriptions.add, chat.id, "topic", "tech", limit=1, now=NOW
    )
    with pytest.raises(LimitReached) as raised:
        await db.write(
            subscriptions.add, chat.id, "topic", "world", limit=1, now=NOW
        )
    assert raised.value.details == {"limit": 1}
    assert len(await db.read(subscriptions.of_chat, chat.id)) == 1


async def test_mutes_are_counted_apart(db: Database) -> None:
    chat = await db.write(make_chat)
    await db.write(
        subscriptions.add, chat.id, "topic", "tech", limit=1, now=NOW
    )
    await db.write(
        subscriptions.add, chat.id, "mute-topic", "sports", limit=1, now=NOW
    )
    with pytest.raises(LimitReached) as raised:
        await db.write(
            subscriptions.add, chat.id, "mute-story", "7", limit=1, now=NOW
        )
    assert raised.value.details == {"limit": 1, "why": "mutes"}
    assert len(await db.read(subscriptions.of_chat, chat.id)) == 2


async def test_no_chat_and_no_kind(db: Database) -> None:
    with pytest.raises(KeyError):
        await db.write(subscriptions.add, 99, "topic", "tech", limit=1, now=NOW)
    with pytest.raises(ValueError, match="colour"):
        await db.write(subscriptions.add, 99, "colour", "red", limit=1, now=NOW)  # type: ignore[arg-type]


async def test_only_its_own_chat_can_change_a_subscription(
    db: Database,
) -> None:
    one, two = await db.write(make_chat, 1), await db.write(make_chat, 2)
    mine = await db.write(
        subscriptions.add, one.id, "filter", "+芯片 !股票", limit=5, now=NOW
    )
    assert await db.write(subscriptions.set_weight, two.id, mine.id, 2) is False
    assert await db.write(subscriptions.remove_id, two.id, mine.id) is False
    assert await db.write(subscriptions.set_weight, one.id, mine.id, 2) is True
    assert (await db.read(subscriptions.of_chat, one.id))[0].weight == 2.0
    assert await db.write(subscriptions.remove_id, one.id, mine.id) is True


async def test_removing_takes_one_away(db: Database) -> None:
    chat = await db.write(make_chat)
    for value in ("tech", "world"):
        await db.write(
            subscriptions.add, chat.id, "topic", value, limit=5, now=NOW
        )
    assert (
        await db.write(subscriptions.remove, chat.id, "topic", "tech") is True
    )
    assert (
        await db.write(subscriptions.remove, chat.id, "topic", "tech") is False
    )
    left = await db.read(subscriptions.of_chat, chat.id)
    assert [subscription.value for subscription in left] == ["world"]


async def test_filters_in_use_are_those_with_a_subscription(
    db: Database,
) -> None:
    chat = await db.write(make_chat)
    await db.write(terms.intern, "filter", "unused")
    used = await db.write(
        subscriptions.add, chat.id, "filter", "used", limit=5, now=NOW
    )
    assert [(t.id, t.value) for t in await db.read(terms.filters_in_use)] == [
        (used.term_id, "used")
    ]
    assert {t.value for t in await db.read(read_rows.all_terms, "filter")} == {
        "used",
        "unused",
    }
    assert await db.write(terms.intern_many, []) == {}
