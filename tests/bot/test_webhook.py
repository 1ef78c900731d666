"""The webhook's door: only who knows the secret is heard, whatever stands before the bot."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from telegram.ext import Application, ApplicationBuilder

from bot.settings import Settings
from bot.web import Watch, routes

SECRET = "a-secret-of-32-characters-0000000"
UPDATE = {"update_id": 7, "message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}, "text": "x"}}


def door(secret: str) -> tuple[httpx.AsyncClient, Application[Any, Any, Any, Any, Any, Any]]:
    application = ApplicationBuilder().token("1:sandbox").updater(None).build()
    settings = Settings(telegram={"webhook_secret": secret})
    watch: Any = Watch(SimpleNamespace(), lambda: 0, {})  # type: ignore[arg-type]
    sender: Any = SimpleNamespace(fatal="")
    transport = httpx.ASGITransport(routes(settings, watch, application, sender))
    return httpx.AsyncClient(transport=transport, base_url="http://proxy"), application


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
async def test_an_update_is_taken_only_with_the_secret(known: str, given: str, heard: bool) -> None:
    client, application = door(known)
    headers = {"X-Telegram-Bot-Api-Secret-Token": given} if given else {}
    async with client:
        answer = await client.post("/telegram", json=UPDATE, headers=headers)
    assert answer.status_code == (200 if heard else 403)
    assert application.update_queue.qsize() == int(heard)


async def test_a_secret_that_is_no_ascii_is_refused_and_not_a_fault() -> None:
    client, application = door(SECRET)
    async with client:
        answer = await client.post("/telegram", json=UPDATE, headers={b"X-Telegram-Bot-Api-Secret-Token": "é".encode()})
    assert answer.status_code == 403
    assert application.update_queue.empty()


async def test_the_door_takes_posts_alone() -> None:
    client, _ = door(SECRET)
    async with client:
        answer = await client.get("/telegram", headers={"X-Telegram-Bot-Api-Secret-Token": SECRET})
    assert answer.status_code == 405
