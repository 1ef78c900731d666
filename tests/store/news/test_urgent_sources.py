"""On both databases: a source is read sooner only where somebody waits for each of its articles."""

from __future__ import annotations

import pytest

from store.chats import chats, subscriptions
from store.engine.connections import Connection
from store.engine.database import Database
from store.news import sources, urgent_sources
from store.news.urgent_sources import FASTEST
from store.rows import DeliveryMode
from tests.store.world import NOW, make_chat, make_source

FAR = NOW + 40_000


def _far(c: Connection, source: int) -> None:
    """Let a source be due in half a day."""
    c.exec_driver_sql(
        f"UPDATE sources SET next_fetch_at = {FAR} WHERE id = {source}"
    )


async def _due(db: Database, source: int) -> int:
    known = await db.read(sources.get, source)
    assert known is not None
    return known.next_fetch_at


async def _follow(
    db: Database, source: int, mode: DeliveryMode
) -> tuple[int, int]:
    chat = await db.write(make_chat, 1)
    wish = await db.write(
        lambda c: subscriptions.add(
            c, chat.id, "source", str(source), mode=mode, limit=9, now=NOW
        )
    )
    return chat.id, wish.id


@pytest.mark.parametrize(
    ("mode", "due"), [("digest", FAR), ("now", NOW + 300), ("both", NOW + 300)]
)
async def test_a_reading_comes_sooner_for_who_wants_posts(
    db: Database, mode: DeliveryMode, due: int
) -> None:
    source, other = (
        await db.write(make_source),
        await db.write(make_source, "https://b.example/"),
    )
    await _follow(db, source, mode)
    for number in (source, other):
        await db.write(_far, number)
    await db.write(
        urgent_sources.hasten, [(source, NOW + 300), (other, NOW + 300)], NOW
    )
    assert await _due(db, source) == due
    assert await _due(db, other) == FAR


async def test_a_reading_is_never_put_off_and_a_sleeping_chat_hastens_none(
    db: Database,
) -> None:
    source = await db.write(make_source)
    await _follow(db, source, "now")
    before = await _due(db, source)
    assert await db.write(urgent_sources.hasten, [(source, FAR)], NOW) == 0
    assert await _due(db, source) == before
    await db.write(_far, source)
    await db.write(chats.set_state, 1, "blocked", NOW)
    assert await db.write(urgent_sources.hasten, [(source, NOW)], NOW) == 0


async def test_whoever_asks_for_posts_waits_for_no_slow_turn(
    db: Database,
) -> None:
    source = await db.write(make_source)
    await db.write(_far, source)
    chat, wish = await _follow(db, source, "digest")
    assert await _due(db, source) == FAR
    assert await db.write(subscriptions.set_mode, chat, wish, "now", NOW)
    assert await _due(db, source) == NOW + FASTEST
