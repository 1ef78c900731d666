"""Which updates were handled: Telegram repeats a webhook's when the answer is late."""

from __future__ import annotations

from sqlalchemy import Connection

from store.dialect import Sql

_FIRST = Sql(
    """INSERT INTO updates (bot, update_id, at) VALUES (:bot, :update, :now)
    ON CONFLICT (bot, update_id) DO NOTHING RETURNING update_id"""
)
_PRUNE = Sql("DELETE FROM updates WHERE at < :before")


def first_time(c: Connection, update_id: int, bot: int, now: int) -> bool:
    """Tell whether this bot's update comes for the first time, and remember it."""
    return _FIRST(c, update=update_id, bot=bot, now=now).first() is not None


def prune(c: Connection, before: int) -> int:
    """Forget the updates of before an instant (Telegram keeps them a day); give how many."""
    return _PRUNE(c, before=before).rowcount
