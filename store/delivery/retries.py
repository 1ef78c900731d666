"""Put messages back into the outbox: for later, at once, or only their unsent part."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, case, update

from news.models import Message
from store.delivery.outcomes import UNFINISHED
from store.delivery.recovery import IN_FLIGHT
from store.schema.columns import INTEGER
from store.schema.delivery_tables import outbox
from store.schema.row_mapping import pack_message

_MARKED = case(
    (bindparam("mark", type_=INTEGER) == 1, 1), else_=outbox.c.repeated
)
_LATER = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"), UNFINISHED)
    .values(
        state="ready",
        lease_until=bindparam("until"),
        error=bindparam("reason"),
        owner="",
        repeated=_MARKED,
    )
)


def reschedule(
    connection: Connection,
    row_id: int,
    *,
    at: int,
    error: str,
    repeated: bool = False,
) -> None:
    """Return a message to its place in the outbox and try it again at a time. What comes
    after it in its chat waits behind it: Telegram would refuse that too.

    `repeated` says that it may have reached Telegram: it is sent silently then, and marked.
    """
    values = {
        "row": row_id,
        "until": at,
        "reason": error,
        "mark": int(repeated),
    }
    connection.execute(_LATER, values)


_GIVE_BACK = (
    update(outbox)
    .where(outbox.c.id == bindparam("row"), IN_FLIGHT)
    .values(
        state="ready",
        error=bindparam("reason"),
        owner="",
        lease_until=0,
        repeated=_MARKED,
    )
)


def give_back(
    connection: Connection, row_id: int, error: str, *, repeated: bool = False
) -> None:
    """Return a message that the connection failed to its place: time and order stay as
    they were.

    `repeated` says that it may have reached Telegram.
    """
    connection.execute(
        _GIVE_BACK, {"row": row_id, "reason": error, "mark": int(repeated)}
    )


_REST = (
    update(outbox)
    .where(
        outbox.c.id == bindparam("row"),
        outbox.c.state == "started",
        outbox.c.owner == bindparam("by"),
    )
    .values(
        state="ready",
        message=bindparam("rest"),
        text_id=None,
        attempts=0,
        repeated=0,
        error=bindparam("reason"),
        owner="",
        lease_until=0,
    )
)


def keep_rest(
    connection: Connection,
    row_id: int,
    message: Message,
    error: str,
    *,
    owner: str,
) -> bool:
    """Record that a message's first part was sent: the rest takes its row, and so keeps its
    place.

    False where the row was taken back meanwhile; the part then goes again with the whole, marked.
    """
    values = {
        "row": row_id,
        "rest": pack_message(message),
        "reason": error,
        "by": owner,
    }
    return connection.execute(_REST, values).rowcount == 1
