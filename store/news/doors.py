"""Logins, headers and cookies of sources, for the chats that subscribe to them; sealed
where there is a key.
"""

from __future__ import annotations

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    insert,
    or_,
    select,
    update,
)

from news.doors import Door
from news.durations import DAY
from store.schema.source_tables import doors
from store.schema.tables import sources

# Seconds after which a door is forgotten that no source was added for.
UNUSED = DAY

_GET = select(doors.c.header, doors.c.value, doors.c.origin).where(
    doors.c.name == bindparam("door")
)


def get(connection: Connection, name: str) -> Door | None:
    """Read a door by the name in its source's address; None where it is gone."""
    row = connection.execute(_GET, {"door": name}).first()
    if row:
        return Door(row[0], row[1], row[2])
    return None


def put(
    connection: Connection, name: str, door: Door, telegram_id: int, now: int
) -> None:
    """Store the credentials that a person of a chat gave."""
    row = {
        "name": name,
        "telegram_id": telegram_id,
        "header": door.header,
        "value": door.value,
        "origin": door.origin,
        "created_at": now,
    }
    connection.execute(insert(doors), row)


_ATTACH = (
    update(doors)
    .where(doors.c.name == bindparam("door"))
    .values(source_id=bindparam("source"))
)


def attach(connection: Connection, name: str, source_id: int) -> None:
    """Record which source these credentials open; they are deleted with it."""
    connection.execute(_ATTACH, {"door": name, "source": source_id})


_DROP = delete(doors).where(doors.c.name == bindparam("door"))


def drop(connection: Connection, name: str) -> None:
    """Forget a door."""
    connection.execute(_DROP, {"door": name})


_PRUNE = delete(doors).where(
    or_(
        doors.c.source_id.is_(None)
        & (doors.c.created_at < bindparam("before")),
        doors.c.source_id.not_in(select(sources.c.id)),
    )
)


def prune(connection: Connection, now: int) -> int:
    """Forget the doors that no source was added for; return how many."""
    return connection.execute(_PRUNE, {"before": now - UNUSED}).rowcount
