"""Named bytes: the clusterer's state, document frequencies, the topic learner."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, select

from store.engine.statements import texts, upsert
from store.schema.tables import blobs

_GET = select(blobs.c.data).where(blobs.c.name == bindparam("key"))


def get(connection: Connection, name: str) -> bytes | None:
    """Read bytes by name."""
    data = connection.execute(_GET, {"key": name}).scalar()
    if data is None:
        return None
    return bytes(data)


_BYTES = upsert(blobs)
_PUT = _BYTES.on_conflict_do_update(
    index_elements=["name"],
    set_={
        "data": _BYTES.excluded.data,
        "updated_at": _BYTES.excluded.updated_at,
    },
)


def put(connection: Connection, name: str, data: bytes, now: int) -> None:
    """Write bytes under a name."""
    connection.execute(_PUT, {"name": name, "data": data, "updated_at": now})


_KEEP = upsert(blobs).on_conflict_do_nothing(index_elements=["name"])


def keep(connection: Connection, name: str, data: bytes, now: int) -> bytes:
    """Write bytes under a free name; return the bytes stored there, which are the first ever
    written.
    """
    connection.execute(_KEEP, {"name": name, "data": data, "updated_at": now})
    kept = get(connection, name)
    return data if kept is None else kept


_UNDER = select(blobs.c.name, blobs.c.data).where(
    blobs.c.name >= bindparam("low"), blobs.c.name < bindparam("high")
)


def under(connection: Connection, folder: str) -> dict[str, bytes]:
    """Read all bytes whose name begins with `folder/`, by the rest of the name."""
    start = len(folder) + 1
    # "0" follows "/": all names that begin with the folder and its slash.
    bounds = {"low": f"{folder}/", "high": f"{folder}0"}
    pieces = {}
    for name, data in connection.execute(_UNDER, bounds):
        pieces[str(name)[start:]] = bytes(data)
    return pieces


_DROP = delete(blobs).where(blobs.c.name.in_(texts("names")))


def put_under(
    connection: Connection,
    folder: str,
    pieces: dict[str, bytes | None],
    now: int,
) -> None:
    """Write bytes under `folder/name`; None deletes."""
    gone = []
    for piece, data in pieces.items():
        name = f"{folder}/{piece}"
        if data is None:
            gone.append(name)
        else:
            put(connection, name, data, now)
    connection.execute(_DROP, {"names": gone})
