"""Hubs confirm only requested subscriptions, and only signed content is accepted."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from bot.web import hubs
from news.durations import DAY
from news.models import Hub
from store.chats import subscriptions
from store.engine.database import Database
from store.news import hub_subscriptions, source_health, sources
from store.news.hub_subscriptions import SOONEST, HubSubscription
from store.rows import FetchOutcome
from tests import read_rows
from tests.store.world import NOW, make_chat
from tests.stores import new_store

TOPIC = "https://paper.example/feed"
BODY = b"<feed>an entry</feed>"


class House:
    """A store with a source that has a hub, and a client that calls as the hub does."""

    def __init__(self, db: Database, client: httpx.AsyncClient) -> None:
        self.db, self.client = db, client
        self.row = HubSubscription(0, "", "", "", "", "", 0, 0)

    async def ask(
        self, mode: str = "subscribe", **changed: str
    ) -> httpx.Response:
        words = {
            "mode": mode,
            "topic": TOPIC,
            "challenge": "say this",
            "lease_seconds": "432000",
        }
        named = {
            f"hub.{name}": value for name, value in (words | changed).items()
        }
        return await self.client.get(f"/websub/{self.row.token}", params=named)

    async def tell(self, body: bytes, signature: str) -> int:
        headers = {"X-Hub-Signature": signature}
        answer = await self.client.post(
            f"/websub/{self.row.token}", content=body, headers=headers
        )
        return answer.status_code

    def signature(self, method: str = "sha256", body: bytes = BODY) -> str:
        return f"{method}={hmac.new(self.row.secret.encode(), body, method).hexdigest()}"

    async def next_reading(self) -> int:
        due = await self.db.read(read_rows.next_fetch_at)
        assert due is not None
        return due


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    db = await Database.open(new_store(tmp_path / "s.db"))
    app = Starlette(routes=hubs.routes(db, lambda: NOW))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(
        transport=transport, base_url="https://news.example"
    ) as client:
        ready = House(db, client)
        await _follow(ready)
        yield ready
    await db.close()


async def _follow(house: House) -> None:
    """Let a chat follow a source at once, and its hub be asked."""
    db = house.db
    source = await db.write(
        sources.add, TOPIC, "feed", "", "", "UTC", None, NOW
    )
    chat = await db.write(make_chat)
    await db.write(
        lambda c: subscriptions.add(
            c, chat.id, "source", str(source.id), mode="now", limit=9, now=NOW
        )
    )
    await db.write(
        hub_subscriptions.offer,
        [(source.id, Hub("https://hub.example/", TOPIC))],
    )
    read = FetchOutcome(
        source.id, ok=True, next_fetch_at=NOW + 9000, interval=9000
    )
    await db.write(source_health.record, [read], NOW)
    names = iter(("token-of-the-address", "secret-of-the-hub"))
    (house.row,) = await db.write(
        hub_subscriptions.claim_due, now=NOW, limit=9, fresh=lambda: next(names)
    )


async def test_a_subscription_is_confirmed_with_the_hubs_own_words(
    house: House,
) -> None:
    answer = await house.ask()
    assert (answer.status_code, answer.text) == (200, "say this")
    row = await house.db.read(hub_subscriptions.by_token, house.row.token)
    assert row is not None
    assert (row.state, row.lease_until) == ("active", NOW + 5 * DAY)


@pytest.mark.parametrize(
    "changed",
    [
        {"topic": "https://paper.example/other"},
        {"mode": "unsubscribe"},
        {"challenge": ""},
        {"challenge": "x" * 1001},
    ],
)
async def test_nothing_else_is_confirmed(
    house: House, changed: dict[str, str]
) -> None:
    assert (await house.ask(**changed)).status_code == 404
    row = await house.db.read(hub_subscriptions.by_token, house.row.token)
    assert row is not None
    assert (row.state, row.lease_until) == ("asked", 0)


async def test_a_refusal_is_noted_and_unknown_addresses_are_not_there(
    house: House,
) -> None:
    assert (await house.ask("denied", reason="no")).status_code == 200
    row = await house.db.read(hub_subscriptions.by_token, house.row.token)
    assert row is not None
    assert row.state == "denied"
    assert (await house.client.get("/websub/another")).status_code == 404
    assert (
        await house.client.post("/websub/another", content=b"x")
    ).status_code == 404


@pytest.mark.parametrize("method", ["sha1", "sha256", "sha384", "sha512"])
async def test_signed_news_lets_the_feed_be_read(
    house: House, method: str
) -> None:
    await house.ask()
    assert await house.tell(BODY, house.signature(method)) == 202
    assert await house.next_reading() == NOW + SOONEST, "it was read just now"


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "sha256=",
        "md5=" + hashlib.md5(BODY).hexdigest(),
        "sha256=" + "0" * 64,
        "sha256",
    ],
)
async def test_what_is_not_signed_by_the_hub_changes_nothing(
    house: House, signature: str
) -> None:
    await house.ask()
    assert await house.tell(BODY, signature) == 202
    assert await house.tell(b"another body", house.signature()) == 202
    assert await house.next_reading() == NOW + 9000


async def test_a_body_without_end_is_not_read(house: House) -> None:
    await house.ask()
    large = b"x" * (hubs.LARGEST + 1)
    assert await house.tell(large, house.signature(body=large)) == 413


async def test_a_hub_is_told_when_its_time_is_over_or_nobody_waits(
    house: House,
) -> None:
    assert await house.tell(BODY, house.signature()) == 410, (
        "it never confirmed"
    )
    await house.ask()
    (wish,) = await house.db.read(subscriptions.of_chat, 1)
    await house.db.write(subscriptions.set_mode, 1, wish.id, "digest", NOW)
    assert await house.tell(BODY, house.signature()) == 410
    assert (
        await house.db.read(hub_subscriptions.by_token, house.row.token) is None
    )
