"""A PostgreSQL store that a test gives back is as a migrated one, or is not used again."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import asyncpg
import pytest

from store.chats import chats
from store.engine.connections import Connection
from store.engine.database import run_alone
from tests.postgres import Server

# None of these is about the program's own lines.
pytestmark = [pytest.mark.untraced, pytest.mark.postgres]
_FEW = (
    "INSERT INTO blobs SELECT 'k' || n, 'x', 0 FROM generate_series(1, 3) AS n"
)
_MANY = _FEW.replace("3)", "3000)")
_COUNTS = """
SELECT (SELECT count(*) FROM chats), (SELECT count(*) FROM blobs),
  (SELECT pg_relation_size('blobs') > 65536)
"""


@pytest.fixture
def server(postgresql_server: Server) -> Server:
    """A server whose given back stores are those of the test."""
    return replace(postgresql_server, free=[])


def run(url: str, *commands: str) -> tuple[object, ...]:
    """Run SQL in a store; return the first row of the last command."""

    async def send() -> tuple[object, ...]:
        connection = await asyncpg.connect(url)
        try:
            for command in commands:
                row = await connection.fetchrow(command)
            return tuple(row or ())
        finally:
            await connection.close()

    return asyncio.run(send())


def add_chat(connection: Connection) -> int:
    """Write a chat; return its number."""
    return chats.upsert(
        connection,
        5,
        0,
        "private",
        "x",
        locale="en",
        zone="UTC",
        schedule="08:00",
        now=5,
    ).id


@pytest.mark.parametrize("blobs", [_FEW, _MANY])
def test_it_is_empty_and_counts_from_the_start(
    server: Server, blobs: str
) -> None:
    url = server.take()
    first = run_alone(url, add_chat)
    run(url, blobs)
    server.give_back(url)
    assert server.free == [url]
    assert run(url, _COUNTS) == (0, 0, False)
    assert run_alone(url, add_chat) == first


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE blobs ADD COLUMN another integer",
        "DELETE FROM alembic_version",
        "CREATE SCHEMA another",
    ],
)
def test_one_that_is_no_longer_as_migrated_is_not_used_again(
    server: Server, change: str
) -> None:
    url = server.take()
    run(url, change)
    server.give_back(url)
    assert server.free == []
