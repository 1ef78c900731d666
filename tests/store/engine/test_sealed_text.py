"""Secrets in the store open by the operator's keys alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio
from sqlalchemy import Connection, text

from news.errors import ConfigError
from news.private_addresses import masked
from store.engine.database import Database
from store.engine.sealed_text import Keyring, is_sealed
from store.news import source_health, sources
from store.operations import resealing
from store.rows import Source
from tests.store.news.test_sources import outcome
from tests.store.world import NOW

OLD, NEW = (
    "an-old-key-of-thirty-two-letters-",
    "a-newer-key-of-thirty-two-letters",
)
SECRET = "https://paper.example/feed?token=4k2m9x7q1z"
OPEN = "https://paper.example/feed?page=2"


@pytest_asyncio.fixture
async def store(store_url: str) -> AsyncIterator[list[Database]]:
    """Stores that a test opened, closed after it."""
    opened: list[Database] = []
    yield opened
    for db in opened:
        await db.close()


async def opened(store: list[Database], url: str, *keys: str) -> Database:
    """Open the store as a start with these keys does."""
    store.append(await Database.open(url, connections=1, keys=keys))
    return store[-1]


def raw(c: Connection) -> list[tuple[str, str]]:
    """Read the column as the table stores it."""
    rows = c.execute(text("SELECT url, moved_to FROM sources ORDER BY id"))
    return [(str(url), str(moved)) for url, moved in rows]


async def add(db: Database, url: str) -> Source:
    return await db.write(sources.add, url, "feed", "", "", "UTC", 7, NOW)


async def test_an_address_with_a_secret_is_sealed_and_found(
    store: list[Database], store_url: str
) -> None:
    db = await opened(store, store_url, NEW)
    private, shared = await add(db, SECRET), await add(db, OPEN)
    assert (private.url, shared.url) == (SECRET, OPEN)
    assert await add(db, SECRET) == private
    assert await db.read(sources.by_url, SECRET) == private

    await db.write(
        source_health.record,
        [outcome(private.id, moved_to=SECRET + "8")] * 2,
        NOW,
    )
    again = await db.read(sources.get, private.id)
    assert again is not None
    assert again.moved_to == SECRET + "8"
    await db.write(sources.move, private.id, SECRET + "8")
    [(kept, _), (plain, _)] = await db.read(raw)
    assert is_sealed(kept)
    assert "4k2m9x7q1z" not in kept
    assert plain == OPEN
    assert await db.read(sources.by_url, SECRET + "8") is not None


async def test_the_operators_own_private_source_stays_one_row(
    store: list[Database], store_url: str
) -> None:
    db = await opened(store, store_url, NEW)
    listed = Source(0, SECRET, title="A")
    for title in ("A", "B"):
        await db.write(
            sources.sync_configured, [replace(listed, title=title)], NOW
        )
    assert await db.write(sources.list_more, [listed], NOW) == 0
    [source] = await db.read(sources.every)
    assert (source.url, source.title, source.configured) == (SECRET, "B", True)


async def test_keys_come_change_and_go(
    store: list[Database], store_url: str
) -> None:
    before = await opened(store, store_url)
    private = await add(before, SECRET)
    assert await before.write(resealing.reseal, NOW) == 0
    assert await before.read(raw) == [(SECRET, "")]

    first = await opened(store, store_url, OLD)
    assert await first.write(resealing.reseal, NOW) == 0
    [(under_old, _)] = await first.read(raw)
    assert is_sealed(under_old)

    rotated = await opened(store, store_url, NEW, OLD)
    assert await rotated.write(resealing.reseal, NOW) == 0
    [(under_new, _)] = await rotated.read(raw)
    assert under_new != under_old
    assert await rotated.read(sources.by_url, SECRET) == private

    lost = await opened(store, store_url)
    assert await lost.write(resealing.reseal, NOW) == 1
    locked = await lost.read(sources.get, private.id)
    assert locked is not None
    assert masked(locked.url) == "…"

    found = await opened(store, store_url, NEW)
    assert await found.write(resealing.reseal, NOW) == 0
    assert await found.read(sources.by_url, SECRET) == private


def test_a_sealed_text_opens_in_its_own_column_alone() -> None:
    keys = Keyring([NEW])
    kept = keys.seal(SECRET, "sources.url")
    assert keys.open(kept, "sources.url") == SECRET
    assert keys.open(kept, "sources.moved_to") == kept
    assert (
        keys.open(kept[:-6] + "AAAA==", "sources.url") == kept[:-6] + "AAAA=="
    )
    assert keys.open("sealed:no base64", "sources.url") == "sealed:no base64"


def test_a_short_key_is_refused_and_not_repeated() -> None:
    with pytest.raises(ConfigError, match="32 characters") as refusal:
        Keyring([NEW, "too-short"])
    assert "too-short" not in str(refusal.value)
