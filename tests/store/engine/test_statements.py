"""Statements that both databases read alike."""

from __future__ import annotations

import time

from store.engine.database import Database
from store.engine.statements import database_time


async def test_the_databases_clock_is_in_utc_seconds(db: Database) -> None:
    before = int(time.time())
    told = await db.read(database_time)
    # Both run on this machine; one second for what is cut off.
    assert before - 1 <= told <= int(time.time()) + 1


async def test_the_databases_clock_is_read_in_a_transaction_too(db: Database) -> None:
    assert await db.write(database_time) - await db.read(database_time) in {-1, 0}
