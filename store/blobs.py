"""Named bytes: the clusterer's memory, document frequencies, the learner."""

from __future__ import annotations

from sqlalchemy import Connection

from store.dialect import Sql

_GET = Sql("SELECT data FROM blobs WHERE name = :name")
_PUT = Sql(
    """INSERT INTO blobs (name, data, updated_at) VALUES (:name, :data, :now)
    ON CONFLICT (name) DO UPDATE SET data = excluded.data, updated_at = excluded.updated_at"""
)


def get(c: Connection, name: str) -> bytes | None:
    """Read bytes by name."""
    data = _GET(c, name=name).scalar()
    return None if data is None else bytes(data)


def put(c: Connection, name: str, data: bytes, now: int) -> None:
    """Write bytes under a name."""
    _PUT(c, name=name, data=data, now=now)
