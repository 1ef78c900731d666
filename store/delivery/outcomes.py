"""How a message ends without being seen to arrive: its stories are untold again, so the next digest tells them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from store.engine.dialect import Sql
from store.rows import ChatState

_FAILED = Sql(
    """UPDATE outbox SET state = 'failed', error = :error, finished_at = :now, owner = '', lease_until = 0
    WHERE id = :id AND state IN ('ready', 'claimed', 'started') RETURNING id"""
)
_OF_CHAT = Sql(
    """SELECT id, repeated FROM outbox
    WHERE telegram_id = :telegram AND state IN ('ready', 'claimed', 'started')"""
)
_OVERDUE = Sql(
    """SELECT id, repeated FROM outbox
    WHERE state = 'ready' AND expires_at > 0 AND expires_at <= :now LIMIT CAST(:count AS bigint)"""
)
_END = Sql(
    """UPDATE outbox SET state = :state, error = :error, finished_at = :now, owner = '', lease_until = 0
    WHERE id IN :ids[int] AND state IN ('ready', 'claimed', 'started')"""
)
# By the chat first: the table's key begins with it.
_UNSEE = Sql(
    """DELETE FROM seen WHERE chat_id IN (SELECT chat_id FROM outbox WHERE id IN :ids[int])
    AND outbox_id IN :ids[int]"""
)
_CHAT_STATE = Sql(
    """UPDATE chats SET lease_until = 0, seen_at = CASE WHEN state = :state THEN seen_at ELSE CAST(:now AS bigint) END,
    state = :state WHERE telegram_id = :telegram"""
)
# What a failed digest should have covered is its chat's next digest's.
_UNCOVER = Sql(
    """UPDATE chats SET covered_at = d.since FROM digests d
    WHERE d.id IN (SELECT digest_id FROM outbox WHERE id IN :ids[int]) AND chats.id = d.chat_id
    AND d.slot BETWEEN 0 AND 1439 AND d.since < chats.covered_at"""
)
PERHAPS = "perhaps sent"
"""What stands as the error of a message that may have arrived twice and is not sent a third time."""


def failed(c: Connection, row_id: int, error: str, now: int) -> None:
    """Note that a message can never be sent, and why; its stories are untold again."""
    if _FAILED(c, id=row_id, error=error, now=now).first() is not None:
        _untell(c, [row_id])


def perhaps_sent(c: Connection, row_id: int, now: int) -> None:
    """Settle a message that may have arrived twice: a third copy would help nobody."""
    _END(c, ids=[row_id], state="sent", error=PERHAPS, now=now)


def drop_waiting(c: Connection, telegram_id: int, error: str, now: int) -> int:
    """End all messages that wait for a chat of Telegram's; give how many."""
    return _end(c, _OF_CHAT(c, telegram=telegram_id).all(), error, now)


def unreachable(c: Connection, telegram_id: int, state: ChatState, error: str, now: int) -> int:
    """Note that a chat can't be reached: its waiting messages end, its state changes; give how many ended."""
    _CHAT_STATE(c, telegram=telegram_id, state=state, now=now)
    return drop_waiting(c, telegram_id, error, now)


def expire(c: Connection, now: int, limit: int = 5000) -> int:
    """End at most `limit` messages whose time has passed; give how many."""
    return _end(c, _OVERDUE(c, now=now, count=limit).all(), "too late to be worth sending", now)


def _end(c: Connection, rows: Sequence[Sequence[int]], error: str, now: int) -> int:
    """End messages: what may have arrived counts as sent, for telling it anew would repeat it unmarked."""
    arrived = [row_id for row_id, repeated in rows if repeated]
    lost = [row_id for row_id, repeated in rows if not repeated]
    if arrived:
        _END(c, ids=arrived, state="sent", error=PERHAPS, now=now)
    if lost:
        _END(c, ids=lost, state="failed", error=error, now=now)
        _untell(c, lost)
    return len(rows)


def _untell(c: Connection, ids: Sequence[int]) -> None:
    """Return what messages should have told: their stories are unseen, their time is not covered."""
    _UNSEE(c, ids=list(ids))
    _UNCOVER(c, ids=list(ids))
