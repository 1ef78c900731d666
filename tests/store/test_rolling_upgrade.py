"""A rolling upgrade: the members of a cluster are replaced one after the other, over one store."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Connection

from store.chats import chats
from store.engine.database import Database, run_alone
from store.schema.migrate import current, head, upgrade
from tests.postgres import Server
from tests.store.test_upgrade import FIRST, fill_first, to_first

FUTURE = "ALTER TABLE chats ADD COLUMN of_the_future INTEGER NOT NULL DEFAULT 0"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.db'}"
    server: Server = request.getfixturevalue("postgresql_server")
    return server.empty()


def test_members_that_start_together_bring_the_store_forward_once(
    url: str,
) -> None:
    run_alone(url, to_first)
    run_alone(url, fill_first)
    with ThreadPoolExecutor(3) as members:
        found = list(members.map(upgrade, [url] * 3))
    assert sorted(found) == [FIRST, head(), head()]
    assert current(url) == head()


async def test_a_member_that_runs_goes_on_while_a_newer_one_moves_the_tables(
    url: str,
) -> None:
    upgrade(url)
    old = await Database.open(url)
    try:
        about = {"locale": "en", "zone": "UTC", "schedule": "08:00", "now": 1}
        chat = await old.write(chats.upsert, 5, 0, "private", "Ann", **about)
        assert await old.read(chats.get, chat.id) == chat
        await asyncio.to_thread(run_alone, url, _add_a_column)
        # The statements were prepared before the column came.
        assert await old.read(chats.get, chat.id) == chat
        other = await old.write(chats.upsert, 6, 0, "private", "Bo", **about)
        assert await old.read(chats.find, 6) == other
    finally:
        await old.close()


def _add_a_column(c: Connection) -> None:
    c.exec_driver_sql(FUTURE)
