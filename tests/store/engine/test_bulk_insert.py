"""Many rows at once, on both databases."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from store.engine.bulk_insert import BulkInsert
from store.engine.database import Database
from store.schema.tables import terms


async def test_many_rows_at_once(db: Database) -> None:
    insert = BulkInsert(terms, ("kind", "value"), "ON CONFLICT DO NOTHING")

    def put(c: Connection) -> int:
        insert(c, [])
        insert(c, (("topic", str(n % 7)) for n in range(20)))
        return int(
            c.execute(select(func.count()).select_from(terms)).scalar_one()
        )

    assert await db.write(put) == 7
