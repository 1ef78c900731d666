"""Claim the chats whose digests are due, and set their next due time."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, func, select, update

from store import quarantine
from store.chats import pauses
from store.engine.statements import rows_of
from store.rows import Chat
from store.schema.row_mapping import CHAT
from store.schema.tables import chats

_IS_ACTIVE = chats.c.state == "active"
_DUE = (
    select(chats.c.id)
    .where(
        chats.c.next_due_at.is_not(None),
        _IS_ACTIVE,
        chats.c.next_due_at <= bindparam("now"),
        chats.c.lease_until <= bindparam("now"),
    )
    .order_by(chats.c.next_due_at)
    .limit(bindparam("count"))
    .with_for_update(skip_locked=True)
)
_CLAIM = (
    update(chats)
    .where(chats.c.id.in_(_DUE))
    .values(lease_until=bindparam("until"))
    .returning(*CHAT.columns)
)


# Seconds after which a chat that can't be worked with is tried again.
SET_ASIDE = 3600


def claim_due(
    connection: Connection, *, now: int, limit: int, lease: int
) -> list[Chat]:
    """Claim the chats that have been due longest, for `lease` seconds;
    `digests.store_batch` ends the lease.
    """
    pauses.begin_and_end(connection, now)
    # Most sweeps find nothing: a look is half the price of an empty update.
    first = next_due(connection)
    if first is None or first > now:
        return []
    bounds = {"now": now, "until": now + lease, "count": limit}
    due = []
    for row in connection.execute(_CLAIM, bounds).all():
        try:
            due.append(CHAT.of(row))
        except (ValueError, TypeError) as fault:
            # A chat that can't be read may not keep the others of its batch
            # from their digests.
            quarantine.note(
                connection,
                "chat",
                row.id,
                f"{type(fault).__name__}: {fault}",
                now,
            )
            set_next_due(connection, [(row.id, now + SET_ASIDE)])
    return sorted(due, key=lambda chat: (chat.next_due_at or 0, chat.id))


_GIVEN = rows_of("rows", id=int, at=int).c
_PROMISED = (
    update(chats)
    .where(chats.c.id == _GIVEN.id)
    .values(next_due_at=_GIVEN.at, lease_until=0)
)


def set_next_due(
    connection: Connection, pairs: Sequence[tuple[int, int | None]]
) -> None:
    """Set when chats are due next, (chat id, instant) each, and end their leases."""
    if pairs:
        connection.execute(_PROMISED, {"rows": pairs})


_NEXT = select(func.min(chats.c.next_due_at)).where(
    chats.c.next_due_at.is_not(None), _IS_ACTIVE
)


def next_due(connection: Connection) -> int | None:
    """Return when the next chat is due."""
    return connection.execute(_NEXT).scalar()
