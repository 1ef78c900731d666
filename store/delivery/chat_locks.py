"""Lock the chats that rows are written for, always in one order, so that two writers never
deadlock.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from store.engine.dialect import pairs
from store.engine.statements import integers
from store.schema.tables import chats

_LOCK = (
    select(chats.c.id, chats.c.telegram_id)
    .where(chats.c.id.in_(integers("ids")))
    .order_by(chats.c.id)
    .with_for_update()
)


def lock_chats(connection: Connection, ids: Iterable[int]) -> dict[int, int]:
    """Lock chats until the transaction ends; return Telegram's id of each that still exists."""
    return pairs(connection.execute(_LOCK, {"ids": sorted(set(ids))}))
