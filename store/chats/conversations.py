"""The state of a person's conversation with the bot; stored, so that restarts and other
processes know it.
"""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, select

from store.engine.statements import upsert
from store.schema.tables import conversations

_KEY = (
    conversations.c.telegram_id == bindparam("chat"),
    conversations.c.user_id == bindparam("user"),
    conversations.c.thread_id == bindparam("thread"),
)
_GET = select(conversations.c.data).where(*_KEY)


def get(
    connection: Connection, telegram_id: int, user_id: int, thread_id: int = 0
) -> str:
    """Read a conversation's state as JSON text; empty when there is none."""
    key = {"chat": telegram_id, "user": user_id, "thread": thread_id}
    return str(connection.execute(_GET, key).scalar() or "")


_STATE = upsert(conversations)
_PUT = _STATE.on_conflict_do_update(
    index_elements=["telegram_id", "user_id", "thread_id"],
    set_={
        "data": _STATE.excluded.data,
        "updated_at": _STATE.excluded.updated_at,
    },
)


def put(
    connection: Connection,
    telegram_id: int,
    user_id: int,
    thread_id: int,
    data: str,
    now: int,
) -> None:
    """Write a conversation's state."""
    row = {
        "telegram_id": telegram_id,
        "user_id": user_id,
        "thread_id": thread_id,
        "data": data,
        "updated_at": now,
    }
    connection.execute(_PUT, row)


_DROP = delete(conversations).where(*_KEY)


def drop(
    connection: Connection, telegram_id: int, user_id: int, thread_id: int = 0
) -> None:
    """End a conversation."""
    connection.execute(
        _DROP, {"chat": telegram_id, "user": user_id, "thread": thread_id}
    )
