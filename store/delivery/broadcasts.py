"""Broadcasts: messages from the operator to all chats, counted and stopped by name."""

from __future__ import annotations

from sqlalchemy import Connection, and_, bindparam, case, func, select, update

from store.engine.dialect import take_turns
from store.records import Broadcast
from store.schema.delivery_tables import outbox

# The index holds named rows alone: the second half lets planners use it.
_NAMED = and_(outbox.c.broadcast == bindparam("name"), outbox.c.broadcast != "")
_CANCEL = (
    update(outbox)
    .where(_NAMED, outbox.c.state == "ready")
    .values(state="failed", error="cancelled", finished_at=bindparam("now"))
)


def cancel(connection: Connection, broadcast: str, now: int) -> int:
    """Stop the rest of a broadcast; return how many messages will not be sent."""
    return connection.execute(_CANCEL, {"name": broadcast, "now": now}).rowcount


_PROGRESS = (
    select(outbox.c.state, func.count()).where(_NAMED).group_by(outbox.c.state)
)


def progress(connection: Connection, broadcast: str) -> dict[str, int]:
    """Count a broadcast's messages by state."""
    rows = connection.execute(_PROGRESS, {"name": broadcast})
    return {str(state): int(count) for state, count in rows}


_LAST_CHAT = (
    select(outbox.c.chat_id).where(_NAMED).order_by(outbox.c.id.desc()).limit(1)
)


def last_chat(connection: Connection, broadcast: str) -> int:
    """Return the last chat that got a message of a broadcast, in the order of their ids; 0 for
    a new one.

    Until the transaction ends, nobody else learns it: two who write the same broadcast take turns.
    """
    take_turns(connection, "jianbao-broadcast")
    return int(
        connection.execute(_LAST_CHAT, {"name": broadcast}).scalar() or 0
    )


_STARTED_AT = func.min(outbox.c.created_at)
_LISTED = (
    select(
        outbox.c.broadcast,
        _STARTED_AT,
        func.count(),
        func.sum(case((outbox.c.state == "sent", 1), else_=0)),
        func.sum(case((outbox.c.state == "ready", 1), else_=0)),
    )
    .where(outbox.c.broadcast != "")
    .group_by(outbox.c.broadcast)
    .order_by(_STARTED_AT.desc())
)


def listed(connection: Connection) -> list[Broadcast]:
    """Read the broadcasts whose messages are still stored, newest first."""
    return [
        Broadcast(
            name=name,
            created_at=int(started_at),
            total=int(total),
            sent=int(sent),
            waiting=int(waiting),
        )
        for name, started_at, total, sent, waiting in connection.execute(
            _LISTED
        )
    ]
