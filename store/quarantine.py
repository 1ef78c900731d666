"""Quarantine: rows and chats that cannot be processed, set aside so that they stop nothing else."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from store.engine.statements import upsert
from store.records import Quarantined
from store.schema.row_mapping import Shape
from store.schema.work_tables import quarantine

LONGEST_REASON = 300
SHAPE = Shape(Quarantined, quarantine)

_NEW = upsert(quarantine).values(
    kind=bindparam("of_kind"),
    item=bindparam("row"),
    reason=bindparam("why"),
    count=1,
    at=bindparam("now"),
)
_NOTE = _NEW.on_conflict_do_update(
    index_elements=[quarantine.c.kind, quarantine.c.item],
    set_={
        "reason": _NEW.excluded.reason,
        "count": quarantine.c.count + 1,
        "at": _NEW.excluded.at,
    },
)


def note(
    connection: Connection, kind: str, item: int, reason: str, now: int
) -> None:
    """Record why a `message` or a `chat` (by its row's id) is in quarantine."""
    values = {
        "of_kind": kind,
        "row": item,
        "why": reason[:LONGEST_REASON],
        "now": now,
    }
    connection.execute(_NOTE, values)


_LISTED = (
    select(*SHAPE.columns)
    .order_by(quarantine.c.at.desc(), quarantine.c.kind, quarantine.c.item)
    .limit(bindparam("most"))
)


def listed(connection: Connection, limit: int = 100) -> list[Quarantined]:
    """Read the rows in quarantine, newest first."""
    return SHAPE.all(connection.execute(_LISTED, {"most": limit}))
