"""What earlier readings of a section page taught: one small fingerprint for each source."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from store.engine.statements import upsert
from store.schema.source_tables import page_grammars

# Bytes of one fingerprint; `news.pages.Grammar` writes 2,604 at the most.
MOST_BYTES = 4096

_READ = select(page_grammars.c.data).where(
    page_grammars.c.source_id == bindparam("source")
)
_INSERT = upsert(page_grammars)
_WRITE = _INSERT.on_conflict_do_update(
    index_elements=["source_id"],
    set_={"data": _INSERT.excluded.data, "read_at": _INSERT.excluded.read_at},
)


def read(connection: Connection, source_id: int) -> bytes:
    """Read a source's fingerprint; empty before its first reading."""
    return bytes(
        connection.execute(_READ, {"source": source_id}).scalar() or b""
    )


def write(
    connection: Connection, source_id: int, data: bytes, now: int
) -> None:
    """Keep a source's fingerprint in place of the one before; one that is too large is not kept."""
    if len(data) <= MOST_BYTES:
        connection.execute(
            _WRITE, {"source_id": source_id, "data": data, "read_at": now}
        )
