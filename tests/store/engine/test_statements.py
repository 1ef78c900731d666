"""Statements that both databases read alike."""

from __future__ import annotations

import time

from sqlalchemy import select

from store.engine.database import Database
from store.engine.statements import database_time, integers, rows_of, texts

_ROW = rows_of("rows", a=int, b=str).c
_LISTED = (
    select(_ROW.a, _ROW.b)
    .where(_ROW.a.in_(integers("keep")), _ROW.b.not_in(texts("drop")))
    .order_by(_ROW.a)
)


async def test_lists_and_rows(db: Database) -> None:
    rows = [(1, "a"), (2, "b"), (3, None), (4, "it's; --"), (2**40, "10:30")]
    asked = {"rows": rows, "keep": (n for n in (1, 2, 4, 2**40)), "drop": {"b"}}
    listed = await db.read(
        lambda c: [tuple(row) for row in c.execute(_LISTED, asked)]
    )
    assert listed == [(1, "a"), (4, "it's; --"), (2**40, "10:30")]
    nothing: dict[str, object] = {"rows": [], "keep": [], "drop": []}
    assert await db.read(lambda c: c.execute(_LISTED, nothing).all()) == []


async def test_the_databases_clock_is_in_utc_seconds(db: Database) -> None:
    before = int(time.time())
    told = await db.read(database_time)
    # Both run on this machine; one second for what is cut off.
    assert before - 1 <= told <= int(time.time()) + 1


async def test_the_databases_clock_is_read_in_a_transaction_too(
    db: Database,
) -> None:
    assert await db.write(database_time) - await db.read(database_time) in {
        -1,
        0,
    }
