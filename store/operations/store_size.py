"""How large the store is, and whether it reached its limit: measured by upkeep, read by all."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import orjson
from sqlalchemy import Connection, func, select

from store.engine.dialect import is_sqlite
from store.operations import key_value

# The blob that holds what was measured last.
MARK = "store-size"
_DATABASE_SIZE = select(func.pg_database_size(func.current_database()))


@dataclass(frozen=True, slots=True)
class Measured:
    """Bytes of the store at one moment."""

    used: int
    # What the files take: SQLite keeps the room of deleted rows for new ones.
    held: int
    # Whether deleting shows in `used`: PostgreSQL's files tell nothing of it.
    shrinks: bool


@dataclass(frozen=True, slots=True)
class StoreSize:
    """The size of the store as upkeep measured it."""

    used: int = 0
    # 0: none.
    ceiling: int = 0
    full: bool = False
    # Articles are kept so long now.
    days: int = 0


def measure(connection: Connection) -> Measured:
    """Measure the store."""
    if not is_sqlite(connection):
        size = int(connection.execute(_DATABASE_SIZE).scalar_one())
        return Measured(size, size, shrinks=False)
    pages, free, bytes_each = (
        int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())
        for name in ("page_count", "freelist_count", "page_size")
    )
    return Measured(
        (pages - free) * bytes_each, pages * bytes_each, shrinks=True
    )


def read(connection: Connection) -> StoreSize:
    """Read the last measurement; nothing if there is none."""
    kept = key_value.get(connection, MARK)
    if kept:
        return StoreSize(**orjson.loads(kept))
    return StoreSize()


def write(connection: Connection, size: StoreSize, now: int) -> None:
    """Store a measurement."""
    key_value.put(connection, MARK, orjson.dumps(asdict(size)), now)
