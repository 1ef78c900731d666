"""Updates are kept before they are confirmed, handled once, and erased."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot, Update

from bot.delivery.answer_waits import ANSWER_UNTIL
from bot.receiving.inbox import KEPT, PRESS, Inbox
from news.errors import StoreError
from store.engine.database import Database
from store.operations import privacy, updates
from store.operations.updates import LEASE
from tests.stores import new_store

NOW = 1_800_000_000
BOT = 700


def message(number: int, chat: int = 1, text: str = "/help") -> dict[str, Any]:
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": NOW,
            "chat": {"id": chat, "type": "private"},
            "from": {"id": chat, "is_bot": False, "first_name": "P"},
            "text": text,
        },
    }


def press(number: int, person: int = 1) -> dict[str, Any]:
    who = {"id": person, "is_bot": False, "first_name": "P"}
    query = {"id": "q", "from": who, "chat_instance": "c", "data": "x"}
    return {"update_id": number, "callback_query": query}


class Desk:
    """An inbox over a store, with handlers that note what they are given."""

    def __init__(self, db: Database) -> None:
        self.db, self.bot, self.now = db, Bot(f"{BOT}:token"), NOW
        self.handled: list[int] = []
        self.patience: list[int] = []
        """For how many seconds each answer could wait for Telegram."""
        self.strangers: set[int] = set()
        self.holds: asyncio.Event | None = None
        self.inbox = self.another()

    def another(self) -> Inbox:
        return Inbox(
            self.db,
            self.bot,
            self.handle,
            lambda: self.now,
            may_keep=self.may_keep,
        )

    async def handle(self, update: Update) -> None:
        if self.holds:
            await self.holds.wait()
        self.handled.append(update.update_id)
        until = ANSWER_UNTIL.get()
        assert until is not None
        self.patience.append(round(until - asyncio.get_running_loop().time()))

    async def may_keep(self, update: Update) -> bool:
        return (
            update.effective_user is None
            or update.effective_user.id not in self.strangers
        )

    async def take(self, *data: dict[str, Any]) -> None:
        await self.inbox.take([Update.de_json(item, self.bot) for item in data])

    async def bytes(self) -> str:
        rows = await self.db.read(
            lambda c: (
                c.exec_driver_sql("SELECT payload FROM updates").scalars().all()
            )
        )
        return "".join(rows)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    db = await Database.open(new_store(tmp_path / "bot.db"))
    yield Desk(db)
    await db.close()


async def test_an_update_is_kept_until_it_is_handled_and_then_erased(
    desk: Desk,
) -> None:
    desk.holds = asyncio.Event()
    await desk.take(message(5, text="/subscribe secret words"))
    assert "secret words" in await desk.bytes()
    desk.holds.set()
    await desk.inbox.lanes.join()
    assert desk.handled == [5]
    assert await desk.bytes() == ""


async def test_an_update_that_comes_again_is_handled_once(desk: Desk) -> None:
    for _ in range(2):
        await desk.take(message(5))
        await desk.inbox.lanes.join()
    assert desk.handled == [5]


async def test_a_chats_updates_are_handled_in_their_order(desk: Desk) -> None:
    await desk.take(*(message(number, chat=number % 2) for number in range(20)))
    await desk.inbox.lanes.join()
    for chat in range(2):
        mine = [number for number in desk.handled if number % 2 == chat]
        assert mine == sorted(mine)
    assert len(desk.handled) == 20


async def test_what_was_kept_when_the_process_died_is_handled_by_the_next(
    desk: Desk,
) -> None:
    desk.holds = asyncio.Event()
    await desk.take(message(5), message(6), message(7, chat=2))
    await desk.inbox.lanes.stop(within=0)
    desk.holds = None
    desk.now += 60
    next_ = desk.another()
    assert await next_.resume(alone=True) == 3
    await next_.lanes.join()
    assert sorted(desk.handled) == [5, 6, 7]
    assert await desk.bytes() == ""


@pytest.mark.parametrize(
    ("data", "age", "handled"),
    [
        (message(5), KEPT - 1, True),
        (message(5), KEPT + 1, False),
        (press(5), PRESS - 1, True),
        (press(5), PRESS + 1, False),
    ],
)
async def test_after_a_restart_only_what_still_makes_sense_is_answered(
    desk: Desk, data: dict[str, Any], age: int, handled: bool
) -> None:
    row = updates.KeptUpdate(5, 1, json.dumps(data))
    await desk.db.write(updates.keep, BOT, [row], desk.now, owner="dead")
    desk.now += age
    await desk.inbox.resume(alone=True)
    await desk.inbox.lanes.join()
    assert desk.handled == ([5] if handled else [])
    assert await desk.bytes() == ""


async def test_an_answer_may_wait_until_its_update_is_ten_minutes_old(
    desk: Desk,
) -> None:
    row = updates.KeptUpdate(5, 1, json.dumps(message(5)))
    await desk.db.write(updates.keep, BOT, [row], desk.now, owner="dead")
    desk.now += 400
    await desk.inbox.resume(alone=True)
    await desk.take(message(6))
    await desk.inbox.lanes.join()
    assert desk.patience == [KEPT - 400, KEPT]


async def test_nothing_is_kept_of_a_stranger_who_is_answered_all_the_same(
    desk: Desk,
) -> None:
    desk.strangers, desk.holds = {9}, asyncio.Event()
    await desk.take(message(5, chat=9, text="let me in"), message(6))
    assert "let me in" not in await desk.bytes()
    assert '"id":1' in await desk.bytes()
    desk.holds.set()
    await desk.inbox.lanes.join()
    assert sorted(desk.handled) == [5, 6]


async def test_no_update_is_kept_longer_than_ten_minutes(desk: Desk) -> None:
    desk.holds = asyncio.Event()
    await desk.take(message(5))
    desk.now += KEPT + 1
    await desk.inbox.tidy()
    assert await desk.bytes() == ""
    desk.holds.set()
    await desk.inbox.lanes.join()


async def test_a_living_receiver_keeps_its_updates_and_a_dead_ones_are_taken_over(
    desk: Desk,
) -> None:
    desk.holds = asyncio.Event()
    dead, heir = desk.another(), desk.another()
    await desk.take(message(5))
    await dead.take([Update.de_json(message(6, chat=2), desk.bot)])
    await dead.lanes.stop(within=0)
    desk.now += LEASE
    assert await desk.inbox.tidy() == 1
    assert await heir.tidy() == 0
    desk.holds.set()
    await desk.inbox.lanes.join()
    assert sorted(desk.handled) == [5, 6]


async def test_a_receiver_that_ends_gives_back_what_it_did_not_finish(
    desk: Desk,
) -> None:
    desk.holds = asyncio.Event()
    await desk.take(message(5))
    await desk.inbox.lanes.stop(within=0)
    heir = desk.another()
    assert await heir.tidy() == 0
    await desk.inbox.leave()
    desk.holds = None
    assert await heir.tidy() == 1
    await heir.lanes.join()
    assert desk.handled == [5]


async def test_forgetting_a_chat_erases_what_is_kept_of_it(desk: Desk) -> None:
    desk.holds = asyncio.Event()
    await desk.take(
        message(5, chat=1, text="mine"), message(6, chat=2, text="theirs")
    )
    await desk.db.write(privacy.forget, 1)
    kept = await desk.bytes()
    assert "mine" not in kept
    assert "theirs" in kept
    desk.holds.set()
    await desk.inbox.lanes.join()


async def test_what_the_store_does_not_take_is_not_taken(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_args: Any, **_named: Any) -> Any:
        raise StoreError("disk full")

    monkeypatch.setattr(
        desk.inbox, "db", type("Full", (), {"write": full, "read": full})()
    )
    with pytest.raises(StoreError):
        await desk.take(message(5))
    assert desk.inbox.lanes.depth == 0
