"""Insert many rows at once: the one place of the store where
text SQL beats Core by enough to keep it.

Measured on SQLite, 2,000 rows of `seen`, CPU: 3.2 ms by this class, 6.9 ms by Core's `insert`,
which makes a dictionary and a bound parameter of every value. On PostgreSQL each column travels as
one array.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql

from store.engine.driver_types import RowTuple


class BulkInsert:
    """Rows of some columns of a table: executemany on SQLite,
    arrays through `unnest` on PostgreSQL.

    `then` is a conflict clause, in the part of SQL that both databases share.
    """

    __slots__ = ("_postgresql", "_sqlite")

    def __init__(
        self, table: Table, columns: Iterable[str], then: str = ""
    ) -> None:
        named = [table.c[name] for name in columns]
        names = ", ".join(f'"{column.name}"' for column in named)
        marks = ", ".join("?" for _ in named)
        dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
        arrays = ", ".join(
            f"CAST(${place} AS {column.type.compile(dialect)}[])"
            for place, column in enumerate(named, 1)
        )
        self._sqlite = (
            f"INSERT INTO {table.name} ({names}) VALUES ({marks}) {then}"
        )
        self._postgresql = f"INSERT INTO {table.name} ({names}) SELECT * FROM unnest({arrays}) {then}"

    def __call__(
        self, connection: Connection, rows: Iterable[RowTuple]
    ) -> None:
        """Write the rows, each in the order of the columns; none is fine."""
        listed = rows if isinstance(rows, list) else list(rows)
        if not listed:
            return
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql(self._sqlite, listed)
            return
        arrays = [list(column) for column in zip(*listed, strict=True)]
        connection.exec_driver_sql(self._postgresql, tuple(arrays))
