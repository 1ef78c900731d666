"""Where a person stands in a conversation with the bot: kept here, so that restarts and other processes know it."""

from __future__ import annotations

from sqlalchemy import Connection

from store.engine.dialect import Sql

_GET = Sql(
    "SELECT data FROM conversations WHERE telegram_id = :chat AND user_id = :user AND thread_id = :thread"
)
_PUT = Sql(
    """INSERT INTO conversations (telegram_id, user_id, thread_id, data, updated_at)
    VALUES (:chat, :user, :thread, :data, :now)
    ON CONFLICT (telegram_id, user_id, thread_id) DO UPDATE SET data = excluded.data, updated_at = excluded.updated_at"""
)
_DROP = Sql(
    "DELETE FROM conversations WHERE telegram_id = :chat AND user_id = :user AND thread_id = :thread"
)
_PRUNE = Sql("DELETE FROM conversations WHERE updated_at < :before")


def get(c: Connection, telegram_id: int, user_id: int, thread_id: int = 0) -> str:
    """Read a conversation's state as JSON text; empty when there is none."""
    return str(_GET(c, chat=telegram_id, user=user_id, thread=thread_id).scalar() or "")


def put(c: Connection, telegram_id: int, user_id: int, thread_id: int, data: str, now: int) -> None:
    """Write a conversation's state."""
    _PUT(c, chat=telegram_id, user=user_id, thread=thread_id, data=data, now=now)


def drop(c: Connection, telegram_id: int, user_id: int, thread_id: int = 0) -> None:
    """End a conversation."""
    _DROP(c, chat=telegram_id, user=user_id, thread=thread_id)


def prune(c: Connection, before: int) -> int:
    """Forget the conversations left alone since an instant; give how many."""
    return _PRUNE(c, before=before).rowcount
