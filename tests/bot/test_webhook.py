"""The webhook accepts only requests with the secret, also behind a proxy."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from telegram import Update
from telegram.ext import Application, ApplicationBuilder

from bot.receiving.inbox import Inbox
from bot.receiving.webhook import once
from bot.settings import Settings
from bot.web.server import LARGEST_UPDATE, Watch, routes
from store.engine.database import Database
from store.operations.job_runs import Expected
from tests.stores import new_store

SECRET = "a-secret-of-32-characters-0000000"
UPDATE = {
    "update_id": 7,
    "message": {
        "message_id": 1,
        "date": 0,
        "chat": {"id": 1, "type": "private"},
        "text": "x",
    },
}


KNOWN = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Database]:
    db = await Database.open(new_store(tmp_path / "bot.db"))
    yield db
    await db.close()


class Hearing(Application[Any, Any, Any, Any, Any, Any]):
    """Notes the updates that are handled, and may fail or wait as a handler does."""

    heard: list[int]
    began: asyncio.Event
    waits: asyncio.Event | None = None

    async def process_update(self, update: object) -> None:
        assert isinstance(update, Update)
        self.began.set()
        if self.waits:
            await self.waits.wait()
        self.heard.append(update.update_id)


def door(db: Database, secret: str) -> tuple[httpx.AsyncClient, Hearing]:
    application = (
        ApplicationBuilder()
        .token("1:sandbox")
        .updater(None)
        .application_class(Hearing)
        .build()
    )
    assert isinstance(application, Hearing)
    application.heard, application.began = [], asyncio.Event()
    settings = Settings(telegram={"webhook_secret": secret})
    sender: Any = SimpleNamespace(fatal="")
    inbox = Inbox(db, application.bot, application.process_update, lambda: 1000)
    watch = Watch(db, lambda: 1000, Expected())
    transport = httpx.ASGITransport(routes(settings, watch, inbox, sender))
    return httpx.AsyncClient(
        transport=transport, base_url="http://proxy"
    ), application


@pytest.mark.parametrize(
    ("known", "given", "heard"),
    [
        (SECRET, SECRET, True),
        (SECRET, "", False),
        (SECRET, SECRET[:-1], False),
        (SECRET, SECRET.upper(), False),
        (SECRET, SECRET + "0", False),
        ("", "", False),
        ("", SECRET, False),
    ],
)
async def test_an_update_is_taken_only_with_the_secret(
    store: Database, known: str, given: str, heard: bool
) -> None:
    client, application = door(store, known)
    headers = {"X-Telegram-Bot-Api-Secret-Token": given} if given else {}
    async with client:
        answer = await client.post("/telegram", json=UPDATE, headers=headers)
    assert answer.status_code == (200 if heard else 403)
    assert application.heard == ([7] if heard else [])


async def test_a_secret_that_is_no_ascii_is_refused_and_not_a_fault(
    store: Database,
) -> None:
    client, application = door(store, SECRET)
    async with client:
        answer = await client.post(
            "/telegram",
            json=UPDATE,
            headers={b"X-Telegram-Bot-Api-Secret-Token": "é".encode()},
        )
    assert answer.status_code == 403
    assert application.heard == []


async def test_the_door_takes_posts_alone(store: Database) -> None:
    client, _ = door(store, SECRET)
    async with client:
        answer = await client.get("/telegram", headers=KNOWN)
    assert answer.status_code == 405


async def test_what_is_no_update_is_refused(store: Database) -> None:
    client, application = door(store, SECRET)
    async with client:
        for content in (
            b"",
            b"[]",
            b"{}",
            b'{"update_id": "x"}',
            b'{"update_id": 1e999}',
            b'{"update_id": 7.5}',
            b'{"update_id": 99999999999999999999}',
            b"\xff",
            b"[" * 100_000,
        ):
            assert (
                await client.post("/telegram", content=content, headers=KNOWN)
            ).status_code == 400
    assert application.heard == []


async def test_an_update_that_can_t_be_read_does_not_come_again(
    store: Database,
) -> None:
    client, application = door(store, SECRET)
    broken = {"update_id": 8, "message": {"message_id": 1}}
    async with client:
        assert (
            await client.post("/telegram", json=broken, headers=KNOWN)
        ).status_code == 200
    assert application.heard == []


@pytest.mark.parametrize(
    ("part", "value"),
    [("chat", {"id": 10**30, "type": "private"}), ("date", 10**18)],
)
async def test_a_number_that_no_store_holds_does_not_come_again(
    store: Database, part: str, value: object
) -> None:
    client, application = door(store, SECRET)
    odd = {"update_id": 9, "message": {**UPDATE["message"], part: value}}  # type: ignore[dict-item]
    async with client:
        for update, status in ((odd, 200), (odd, 200), (UPDATE, 200)):
            answer = await client.post("/telegram", json=update, headers=KNOWN)
            assert answer.status_code == status
    assert application.heard == [7]


async def test_a_body_far_larger_than_any_update_is_not_read_to_its_end(
    store: Database,
) -> None:
    client, application = door(store, SECRET)
    given = 0

    async def large() -> AsyncIterator[bytes]:
        nonlocal given
        while given < 64 * 65_536:
            given += 65_536
            yield b" " * 65_536

    async with client:
        answer = await client.post("/telegram", content=large(), headers=KNOWN)
    assert (answer.status_code, application.heard) == (413, [])
    assert given <= LARGEST_UPDATE + 65_536


async def test_half_a_surrogate_in_a_message_is_no_fault(
    store: Database,
) -> None:
    client, application = door(store, SECRET)
    written = json.dumps(UPDATE).replace('"x"', '"\\ud83d x"').encode()
    async with client:
        answer = await client.post("/telegram", content=written, headers=KNOWN)
    assert (answer.status_code, application.heard) == (200, [7])


async def test_an_update_is_handled_once_though_it_comes_again_and_elsewhere(
    store: Database,
) -> None:
    one, here = door(store, SECRET)
    two, there = door(store, SECRET)
    async with one, two:
        for client in (one, two, one):
            assert (
                await client.post("/telegram", json=UPDATE, headers=KNOWN)
            ).status_code == 200
    assert here.heard + there.heard == [7]


async def test_an_update_under_work_is_asked_to_come_later(
    store: Database,
) -> None:
    one, here = door(store, SECRET)
    two, there = door(store, SECRET)
    here.waits = asyncio.Event()
    async with one, two:
        first = asyncio.create_task(
            one.post("/telegram", json=UPDATE, headers=KNOWN)
        )
        for _ in range(200):
            await asyncio.sleep(0.01)
            if await store.read(
                lambda c: c.exec_driver_sql(
                    "SELECT count(*) FROM updates"
                ).scalar()
            ):
                break
        assert (
            await two.post("/telegram", json=UPDATE, headers=KNOWN)
        ).status_code == 503
        here.waits.set()
        assert (await first).status_code == 200
        assert (
            await two.post("/telegram", json=UPDATE, headers=KNOWN)
        ).status_code == 200
    assert (here.heard, there.heard) == ([7], [])


async def test_an_answer_that_waits_long_goes_on_when_telegram_was_told(
    store: Database,
) -> None:
    client, here = door(store, SECRET)
    here.waits = asyncio.Event()
    inbox = Inbox(store, here.bot, here.process_update, lambda: 1000)
    async with client:
        assert await once(inbox, 7, UPDATE, prompt=0)
        again = await client.post("/telegram", json=UPDATE, headers=KNOWN)
    assert again.status_code == 503
    here.waits.set()
    await inbox.lanes.join()
    assert here.heard == [7]
    assert await once(inbox, 7, UPDATE)
    assert here.heard == [7]


async def test_what_is_cut_off_at_the_end_comes_again(store: Database) -> None:
    _, here = door(store, SECRET)
    here.waits = asyncio.Event()
    inbox = Inbox(store, here.bot, here.process_update, lambda: 1000)
    told = asyncio.create_task(once(inbox, 7, UPDATE))
    await here.began.wait()
    await inbox.lanes.stop(within=0)
    assert not await told
    await inbox.leave()
    here.waits.set()
    heir = Inbox(store, here.bot, here.process_update, lambda: 1000)
    assert await once(heir, 7, UPDATE)
    assert here.heard == [7]


async def test_a_store_that_is_away_makes_telegram_come_again(
    store: Database,
) -> None:
    client, application = door(store, SECRET)
    await store.close()
    async with client:
        assert (
            await client.post("/telegram", json=UPDATE, headers=KNOWN)
        ).status_code == 503
    assert application.heard == []
