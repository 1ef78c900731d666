"""Begin and end the pauses of chats when their time has come."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Column, Connection, Row, Select, func, select, update

from news.errors import ScheduleError
from news.schedule import first_due
from store.schema.tables import chats

_CHATS = select(
    chats.c.id,
    chats.c.state,
    chats.c.schedule,
    chats.c.zone,
    chats.c.next_due_at,
    chats.c.pause_at,
    chats.c.resume_at,
)
_Chat = Row[int, str, str, str, int | None, int, int]


def _first(moment: Column[int]) -> Select[int]:
    """Look for the first moment of a kind; a look is half the price of an empty
    update.
    """
    return select(func.min(moment)).where(moment > 0)


def _begin(connection: Connection, now: int) -> None:
    """Pause the chats that are active; of others only the wish is forgotten."""
    begun = (chats.c.pause_at > 0) & (chats.c.pause_at <= now)
    rows = connection.execute(_CHATS.where(begun)).all()
    for chat in rows:
        values: dict[str, object] = {"pause_at": 0}
        if chat.state == "active":
            end = max(chat.pause_at, chat.resume_at)
            values["state"] = "paused"
            values["next_due_at"] = _due_from(end, chat)
        _set(connection, chat.id, values)


def _end(connection: Connection, now: int) -> None:
    ended = (chats.c.resume_at > 0) & (chats.c.resume_at <= now)
    rows = connection.execute(_CHATS.where(ended)).all()
    for chat in rows:
        values: dict[str, object] = {"resume_at": 0}
        if chat.state == "paused":
            values["state"] = "active"
            values["next_due_at"] = _due_from(chat.resume_at, chat)
        _set(connection, chat.id, values)


def _set(
    connection: Connection, chat_id: int, values: dict[str, object]
) -> None:
    connection.execute(
        update(chats).where(chats.c.id == chat_id).values(values)
    )


def _due_from(end: int, chat: _Chat) -> int | None:
    """Return when a chat's next digest is due from the end of a pause on.

    What was due within the pause is not sent afterwards. A schedule that cannot be read
    is due when the pause ends: the digest's job sets the chat aside and says why.
    """
    due: int | None = chat.next_due_at
    if due is not None and due >= end:
        return due
    moment = datetime.fromtimestamp(end, UTC)
    try:
        return first_due(chat.schedule, chat.zone, moment)
    except ScheduleError:
        return end


# What is done when the first moment of a kind has come, in this order.
_ACTS = ((_first(chats.c.pause_at), _begin), (_first(chats.c.resume_at), _end))


def begin_and_end(connection: Connection, now: int) -> None:
    """Pause the chats whose pause has begun, and reactivate those whose pause
    has ended.
    """
    for first, act in _ACTS:
        moment: int | None = connection.execute(first).scalar()
        if moment is not None and moment <= now:
            act(connection, now)
