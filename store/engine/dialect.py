"""Differences between SQLite and PostgreSQL beside their SQL: JSON as text, reserved ids,
named locks.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

import orjson
from sqlalchemy import (
    BigInteger,
    Connection,
    Text,
    bindparam,
    cast,
    column,
    func,
    insert,
    select,
    table,
    text,
    update,
)

from news.whole_characters import whole
from store.engine.driver_types import ColumnValue, RowValues


def dumps(value: object) -> str:
    """Write JSON, compact; half of a surrogate pair,
    which no database stores, becomes a question mark.
    """
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return whole(written)


def is_sqlite(connection: Connection) -> bool:
    """Say which of the two the connection speaks to."""
    return connection.dialect.name == "sqlite"


# SQLite keeps the last id of each AUTOINCREMENT table here, and lets it be
# written.
_sequence = table(
    "sqlite_sequence", column("name", Text), column("seq", BigInteger)
)
_OF_TABLE = _sequence.c.name == bindparam("of_table")
_TAKE = (
    update(_sequence)
    .where(_OF_TABLE)
    .values(seq=_sequence.c.seq + bindparam("count"))
    .returning(_sequence.c.seq)
)
_BEGIN = insert(_sequence).values(
    name=bindparam("of_table"), seq=bindparam("last")
)
_SET = update(_sequence).where(_OF_TABLE).values(seq=bindparam("last"))
# Cast twice: asyncpg would ask for the number of the class where a value is
# cast to it at once.
_REGCLASS = "CAST(CAST(:sequence AS text) AS regclass)"
_NEXT = text(
    f"SELECT nextval({_REGCLASS}) FROM generate_series(1, CAST(:count AS bigint))"
)
_RESTART = text(f"SELECT setval({_REGCLASS}, CAST(:last AS bigint))")


def allocate(connection: Connection, table_name: str, count: int) -> list[int]:
    """Take `count` new ids of a table, ascending,
    so that rows which name each other go in at once.
    """
    if count == 0:
        return []
    if not is_sqlite(connection):
        values = {"sequence": f"{table_name}_id_seq", "count": count}
        return sorted(connection.execute(_NEXT, values).scalars())
    last = connection.execute(
        _TAKE, {"of_table": table_name, "count": count}
    ).scalar()
    if last is None:
        connection.execute(_BEGIN, {"of_table": table_name, "last": count})
        last = count
    return list(range(last - count + 1, last + 1))


def pairs(rows: Iterable[RowValues]) -> dict[ColumnValue, ColumnValue]:
    """Make a dictionary of rows of two columns."""
    return {row[0]: row[1] for row in rows}


_LOCK_NAME = select(
    func.pg_advisory_xact_lock(func.hashtext(cast(bindparam("name"), Text)))
)


def take_turns(connection: Connection, name: str) -> None:
    """Hold a named lock until the transaction ends; SQLite's writers take turns anyway."""
    if not is_sqlite(connection):
        connection.execute(_LOCK_NAME, {"name": name})


def restart_ids(connection: Connection, table_name: str, last: int) -> None:
    """Make the next id of a table follow `last`:
    after rows came with the ids they had elsewhere.
    """
    if not is_sqlite(connection):
        connection.execute(
            _RESTART, {"sequence": f"{table_name}_id_seq", "last": max(last, 1)}
        )
    elif (
        connection.execute(
            _SET, {"of_table": table_name, "last": last}
        ).rowcount
        == 0
    ):
        connection.execute(_BEGIN, {"of_table": table_name, "last": last})
