"""When a chat receives its week in threads."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, select, update

from store.delivery import outbox
from store.engine.statements import upsert
from store.records import WeekDigest
from store.rows import NewOutbox
from store.schema.reader_tables import week_digests
from store.schema.row_mapping import Shape
from store.schema.tables import chats

SHAPE = Shape(WeekDigest, week_digests)
_OWN = week_digests.c.chat_id == bindparam("chat")
_OF_CHAT = select(*SHAPE.columns).where(_OWN)
_NEW = upsert(week_digests)
_PUT = _NEW.on_conflict_do_update(
    index_elements=["chat_id"],
    set_={"schedule": _NEW.excluded.schedule, "next_at": _NEW.excluded.next_at},
)
_END = delete(week_digests).where(_OWN)
_DUE = (
    select(*SHAPE.columns)
    .join(chats, chats.c.id == week_digests.c.chat_id)
    .where(
        week_digests.c.next_at <= bindparam("now"), chats.c.state == "active"
    )
    .order_by(week_digests.c.next_at, week_digests.c.chat_id)
    .limit(bindparam("count"))
)
_MOVE = (
    update(week_digests)
    .where(_OWN, week_digests.c.next_at == bindparam("was"))
    .values(next_at=bindparam("next"))
)


def of_chat(connection: Connection, chat_id: int) -> WeekDigest | None:
    """Read a chat's schedule for its week; None without one."""
    return SHAPE.maybe(connection.execute(_OF_CHAT, {"chat": chat_id}).first())


def put(
    connection: Connection, chat_id: int, schedule: str, next_at: int
) -> None:
    """Send a chat its week by a schedule from now on."""
    connection.execute(
        _PUT, {"chat_id": chat_id, "schedule": schedule, "next_at": next_at}
    )


def end(connection: Connection, chat_id: int) -> bool:
    """Stop sending a chat its week; return False if it had no schedule."""
    return connection.execute(_END, {"chat": chat_id}).rowcount == 1


def due(connection: Connection, now: int, limit: int) -> list[WeekDigest]:
    """Read the chats whose week is due, longest due first; inactive and paused chats wait."""
    return SHAPE.all(connection.execute(_DUE, {"now": now, "count": limit}))


def settle(
    connection: Connection,
    wish: WeekDigest,
    next_at: int,
    messages: Sequence[NewOutbox],
    now: int,
) -> bool:
    """Write a week's messages and the next due time, in one transaction; return False, and
    write nothing, if another process or the chat itself was first.
    """
    if not move(connection, wish, next_at):
        return False
    outbox.add(connection, list(messages), now)
    return True


def move(connection: Connection, wish: WeekDigest, next_at: int) -> bool:
    """Set when a chat's week is due next; return False if it was moved meanwhile."""
    bounds = {"chat": wish.chat_id, "was": wish.next_at, "next": next_at}
    return connection.execute(_MOVE, bounds).rowcount == 1


_PAST = (
    select(*SHAPE.columns, chats.c.zone)
    .join(chats, chats.c.id == week_digests.c.chat_id)
    .where(
        week_digests.c.next_at > bindparam("far"),
        week_digests.c.chat_id > bindparam("after"),
    )
    .order_by(week_digests.c.chat_id)
    .limit(bindparam("count"))
)


def due_past(
    connection: Connection, far: int, after: int, limit: int
) -> list[tuple[WeekDigest, str]]:
    """Read the weeks that are due past an instant with their chats' zones, by chat from
    after an id.
    """
    rows = connection.execute(
        _PAST, {"far": far, "after": after, "count": limit}
    )
    return [(SHAPE.of(row), row.zone) for row in rows]
