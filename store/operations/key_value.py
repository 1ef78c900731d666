"""Named bytes: the clusterer's memory, document frequencies, the learner."""

from __future__ import annotations

from sqlalchemy import Connection

from store.engine.dialect import Sql

_GET = Sql("SELECT data FROM blobs WHERE name = :name")
_PUT = Sql(
    """INSERT INTO blobs (name, data, updated_at) VALUES (:name, :data, :now)
    ON CONFLICT (name) DO UPDATE SET data = excluded.data, updated_at = excluded.updated_at"""
)

_UNDER = Sql("SELECT name, data FROM blobs WHERE name >= :low AND name < :high")
_DROP = Sql("DELETE FROM blobs WHERE name IN :names[text]")


def get(c: Connection, name: str) -> bytes | None:
    """Read bytes by name."""
    data = _GET(c, name=name).scalar()
    return None if data is None else bytes(data)


def put(c: Connection, name: str, data: bytes, now: int) -> None:
    """Write bytes under a name."""
    _PUT(c, name=name, data=data, now=now)


def under(c: Connection, folder: str) -> dict[str, bytes]:
    """Read all bytes whose name begins with `folder/`, by the rest of the name."""
    start = len(folder) + 1
    rows = _UNDER(c, low=f"{folder}/", high=f"{folder}0")
    return {str(name)[start:]: bytes(data) for name, data in rows}


def put_under(c: Connection, folder: str, pieces: dict[str, bytes | None], now: int) -> None:
    """Write bytes under `folder/name`; None deletes."""
    _DROP(c, names=[f"{folder}/{name}" for name, data in pieces.items() if data is None])
    for name, data in pieces.items():
        if data is not None:
            _PUT(c, name=f"{folder}/{name}", data=data, now=now)
