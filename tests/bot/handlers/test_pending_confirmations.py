"""Proposals: found by their token, answered once, kept over a restart, and harmless where another version wrote them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.handlers import pending_confirmations
from bot.handlers.pending_confirmations import (
    ANSWERED_WITHIN,
    KEPT,
    PendingAction,
)
from store.chats import chats, conversations
from store.engine.database import Database
from store.rows import Chat
from store.schema import migrate


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    url = f"sqlite:///{tmp_path}/s.db"
    await asyncio.to_thread(migrate.upgrade, url)
    opened = await Database.open(url)
    yield opened
    await opened.close()


_THEN = 1_800_000_000


async def meet(db: Database, telegram: int = 5, thread: int = 0) -> Chat:
    return await db.write(
        chats.upsert,
        telegram,
        thread,
        "private",
        "x",
        locale="en",
        zone="UTC",
        schedule="08:00",
        now=1,
    )


async def test_a_proposal_is_answered_once(db: Database) -> None:
    chat = await meet(db)
    wanted = PendingAction(
        "source",
        "https://news.example/feed",
        "feed",
        "新闻",
        "zh-Hans",
        schedule="08:00 weekdays",
    )
    token = await db.write(pending_confirmations.put, chat, wanted, 1)
    assert await db.read(pending_confirmations.get, chat, token) == wanted
    assert await db.write(pending_confirmations.take, chat, token, 2) == wanted
    assert await db.write(pending_confirmations.take, chat, token, 3) is None


async def test_several_wait_side_by_side_and_the_oldest_is_forgotten(
    db: Database,
) -> None:
    chat = await meet(db)
    tokens = [
        await db.write(
            pending_confirmations.put,
            chat,
            PendingAction("filter", f"w{number}"),
            1,
        )
        for number in range(KEPT + 1)
    ]
    again = await db.write(
        pending_confirmations.put, chat, PendingAction("filter", "w3"), 2
    )
    assert again == tokens[3]
    left = [
        await db.read(pending_confirmations.get, chat, token)
        for token in tokens
    ]
    assert left[0] is None
    assert [each.value for each in left[1:] if each] == [
        f"w{number}" for number in range(1, KEPT + 1)
    ]


async def test_words_answer_an_offer_once_by_its_person_and_of_late(
    db: Database,
) -> None:
    chat = await meet(db)
    offer = PendingAction("orders", "/mute tech", asked_of=7, asked_at=_THEN)
    token = await db.write(pending_confirmations.put, chat, offer, _THEN)
    take = pending_confirmations.take_offer
    assert await db.write(take, chat, 8, _THEN + 1) is None
    late = _THEN + ANSWERED_WITHIN + 1
    assert await db.write(take, chat, 7, late) is None
    assert await db.write(take, chat, 7, late - 1) == offer
    assert await db.write(take, chat, 7, _THEN + 1) is None
    # Its button does it still.
    left = await db.read(pending_confirmations.get, chat, token)
    assert left is not None
    assert (left.kind, left.value) == ("orders", "/mute tech")


async def test_words_answer_no_offer_behind_which_something_is_asked(
    db: Database,
) -> None:
    chat = await meet(db)
    offer = PendingAction("wish", "pause", asked_of=7, asked_at=100)
    await db.write(pending_confirmations.put, chat, offer, 100)
    asked = PendingAction("filter", "w")
    await db.write(pending_confirmations.put, chat, asked, 101)
    take = pending_confirmations.take_offer
    assert await db.write(take, chat, 7, 102) is None


async def test_a_topic_of_a_forum_has_its_own(db: Database) -> None:
    chat, topic = await meet(db), await meet(db, thread=7)
    token = await db.write(
        pending_confirmations.put, chat, PendingAction("filter", "w"), 1
    )
    assert await db.read(pending_confirmations.get, topic, token) is None


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"proposals": [{"other": 1}]}', '{"add": {}}', '"x"']
)
async def test_what_another_version_wrote_is_no_proposal(
    db: Database, text: str
) -> None:
    chat = await meet(db)
    await db.write(conversations.put, chat.telegram_id, 0, 0, text, 1)
    assert await db.read(pending_confirmations.get, chat, "beef") is None
    token = await db.write(
        pending_confirmations.put, chat, PendingAction("filter", "w"), 1
    )
    assert await db.read(
        pending_confirmations.get, chat, token
    ) == PendingAction("filter", "w")


def test_a_token_fits_into_a_button_whatever_is_proposed() -> None:
    assert (
        len(PendingAction("source", "https://news.example/" + "长" * 500).token)
        == 10
    )
    assert (
        PendingAction("filter", "a").token != PendingAction("words", "a").token
    )
