"""Outcomes of messages that never arrived: their stories become unseen, so the next digest has
them.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, case, delete, select, update

from store.engine.statements import integers
from store.rows import ChatState
from store.schema.delivery_tables import digests, outbox, seen
from store.schema.tables import chats

# What stands as the error of a message that may have arrived twice and is not
# sent a third time.
PERHAPS = "perhaps sent"
UNFINISHED = outbox.c.state.in_(["ready", "claimed", "started"])

_END = (
    update(outbox)
    .where(outbox.c.id.in_(integers("ids")), UNFINISHED)
    .values(
        state=bindparam("end"),
        error=bindparam("reason"),
        finished_at=bindparam("now"),
        owner="",
        lease_until=0,
    )
    .returning(outbox.c.id)
)


def failed(connection: Connection, row_id: int, error: str, now: int) -> None:
    """Record that a message can never be sent, and why; its stories become unseen again."""
    if _finish(connection, [row_id], "failed", error, now):
        _untell(connection, [row_id])


def perhaps_sent(connection: Connection, row_id: int, now: int) -> None:
    """Settle a message that may have arrived twice; a third copy would help nobody."""
    _finish(connection, [row_id], "sent", PERHAPS, now)


def _finish(
    connection: Connection, ids: Sequence[int], end: str, reason: str, now: int
) -> list[int]:
    # Their texts stay: a message that failed may be sent once more by hand, and
    # one in doubt be looked up.
    values = {"ids": ids, "end": end, "reason": reason, "now": now}
    return list(connection.execute(_END, values).scalars())


_OF_CHAT = select(outbox.c.id, outbox.c.repeated).where(
    outbox.c.telegram_id == bindparam("telegram"), UNFINISHED
)


def drop_waiting(
    connection: Connection, telegram_id: int, error: str, now: int
) -> int:
    """End all messages that wait for one Telegram chat; return how many."""
    return _end(
        connection,
        connection.execute(_OF_CHAT, {"telegram": telegram_id}).all(),
        error,
        now,
    )


_OF_TOPIC = select(outbox.c.id, outbox.c.repeated).where(
    outbox.c.chat_id == bindparam("chat"), UNFINISHED
)


def drop_topic(
    connection: Connection, chat_id: int, error: str, now: int
) -> int:
    """End all messages that wait for one forum topic; return how many."""
    return _end(
        connection,
        connection.execute(_OF_TOPIC, {"chat": chat_id}).all(),
        error,
        now,
    )


_CHAT_STATE = (
    update(chats)
    .where(
        chats.c.telegram_id == bindparam("telegram"),
        # Only an operator ends a ban: a state of Telegram's has ways back.
        chats.c.state != "banned",
    )
    .values(
        lease_until=0,
        seen_at=case(
            (chats.c.state == bindparam("new_state"), chats.c.seen_at),
            else_=bindparam("now", type_=chats.c.seen_at.type),
        ),
        state=bindparam("new_state"),
    )
)


def unreachable(
    connection: Connection,
    telegram_id: int,
    state: ChatState,
    error: str,
    now: int,
) -> int:
    """Record that a chat cannot be reached: end its waiting messages and change its state;
    return how many ended.
    """
    connection.execute(
        _CHAT_STATE, {"telegram": telegram_id, "new_state": state, "now": now}
    )
    return drop_waiting(connection, telegram_id, error, now)


_OVERDUE = (
    select(outbox.c.id, outbox.c.repeated)
    .where(
        outbox.c.state == "ready",
        outbox.c.expires_at > 0,
        outbox.c.expires_at <= bindparam("now"),
    )
    .limit(bindparam("count"))
)


def expire(connection: Connection, now: int, limit: int = 5000) -> int:
    """End at most `limit` expired messages; return how many."""
    overdue = connection.execute(_OVERDUE, {"now": now, "count": limit}).all()
    return _end(connection, overdue, "too late to be worth sending", now)


def _end(
    connection: Connection, rows: Sequence[Sequence[int]], error: str, now: int
) -> int:
    """End messages; those that may have arrived count as sent, for sending them again
    would repeat them unmarked.
    """
    arrived = [row_id for row_id, repeated in rows if repeated]
    lost = [row_id for row_id, repeated in rows if not repeated]
    if arrived:
        _finish(connection, arrived, "sent", PERHAPS, now)
    if lost:
        _finish(connection, lost, "failed", error, now)
        _untell(connection, lost)
    return len(rows)


_ENDED = outbox.c.id.in_(integers("ids"))
# By the chat first: the table's key begins with it.
_UNSEE = delete(seen).where(
    seen.c.chat_id.in_(select(outbox.c.chat_id).where(_ENDED)),
    seen.c.outbox_id.in_(integers("ids")),
)
# What a failed digest should have covered is its chat's next digest's.
_UNCOVER = (
    update(chats)
    .where(
        digests.c.id.in_(select(outbox.c.digest_id).where(_ENDED)),
        chats.c.id == digests.c.chat_id,
        digests.c.slot.between(0, 1439),
        digests.c.since < chats.c.covered_at,
    )
    .values(covered_at=digests.c.since)
)


def _untell(connection: Connection, ids: Sequence[int]) -> None:
    """Undo what unsent messages recorded: their stories are unseen, their time is not covered."""
    connection.execute(_UNSEE, {"ids": ids})
    connection.execute(_UNCOVER, {"ids": ids})
