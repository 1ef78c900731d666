"""Which updates were handled: Telegram repeats a webhook's when the answer is late.

An update is taken for some seconds, handled, then noted as done: one whose receiver died in between is taken anew when
Telegram repeats it, and one that is being handled elsewhere is not taken twice. `at` of a row under work is the end of
its lease, far beyond any instant of a row that is done.
"""

from __future__ import annotations

from typing import Literal

from sqlalchemy import Connection

from store.engine.dialect import Sql

_FAR = 10**12
_FIRST = Sql(
    """INSERT INTO updates (bot, update_id, at) VALUES (:bot, :update, :now)
    ON CONFLICT (bot, update_id) DO NOTHING RETURNING update_id"""
)
_TAKE = Sql(
    """INSERT INTO updates (bot, update_id, at) VALUES (:bot, :update, :until)
    ON CONFLICT (bot, update_id) DO UPDATE SET at = excluded.at
    WHERE updates.at >= :far AND updates.at <= :lapsed RETURNING update_id"""
)
_AT = Sql("SELECT at FROM updates WHERE bot = :bot AND update_id = :update")
_DONE = Sql("UPDATE updates SET at = :now WHERE bot = :bot AND update_id = :update")
_PRUNE = Sql("DELETE FROM updates WHERE at < :before")


def first_time(c: Connection, update_id: int, bot: int, now: int) -> bool:
    """Tell whether this bot's update comes for the first time, and remember it."""
    return _FIRST(c, update=update_id, bot=bot, now=now).first() is not None


def take(
    c: Connection, update_id: int, bot: int, now: int, *, seconds: int = 60
) -> Literal["mine", "busy", "done"]:
    """Take an update for so many seconds: it is ours to handle, under work elsewhere, or was handled."""
    until = _FAR + now + seconds
    if (
        _TAKE(c, update=update_id, bot=bot, until=until, far=_FAR, lapsed=_FAR + now).first()
        is not None
    ):
        return "mine"
    return "busy" if _AT(c, update=update_id, bot=bot).scalar_one() >= _FAR else "done"


def done(c: Connection, update_id: int, bot: int, now: int) -> None:
    """Note that a taken update was handled."""
    _DONE(c, update=update_id, bot=bot, now=now)


def prune(c: Connection, before: int) -> int:
    """Forget the updates of before an instant (Telegram keeps them a day); give how many."""
    return _PRUNE(c, before=before).rowcount
