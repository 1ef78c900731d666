"""Updates of Telegram: each is handled once, and kept until it is.

With a webhook an update is taken for some seconds, handled, then noted as done: one whose receiver died is taken anew
when Telegram repeats it. With polling it is kept whole before it is confirmed, for Telegram repeats nothing then; its
payload is erased as soon as it was handled, and after ten minutes in any case.

`at` of a row under work lies far beyond any instant of a row that is done: `_FAR` and the end of its lease, or, for a
kept one, `_FAR` and when it came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
_KEEP = Sql(
    """INSERT INTO updates (bot, update_id, at, telegram_id, payload)
    SELECT t.bot, t.number, t.at, t.chat, t.payload
    FROM ROWS :rows(bot int, number int, at int, chat int, payload text) AS t WHERE true
    ON CONFLICT (bot, update_id) DO NOTHING RETURNING update_id"""
)
_UNFINISHED = Sql(
    """SELECT update_id, telegram_id, payload, at FROM updates
    WHERE bot = :bot AND payload <> '' ORDER BY update_id"""
)
_ERASE = Sql(
    """UPDATE updates SET payload = '', telegram_id = 0, at = :now
    WHERE bot = :bot AND payload <> '' AND at < :before"""
)
_AT = Sql("SELECT at FROM updates WHERE bot = :bot AND update_id = :update")
_DONE = Sql(
    """UPDATE updates SET at = :now, payload = '', telegram_id = 0
    WHERE bot = :bot AND update_id = :update"""
)
_PRUNE = Sql("DELETE FROM updates WHERE at < :before")


@dataclass(frozen=True, slots=True)
class KeptUpdate:
    """An update that waits to be handled."""

    update_id: int
    telegram_id: int
    """Its chat, or its person where it has none."""
    payload: str
    """As Telegram sent it, JSON."""
    at: int = 0
    """When it came."""


def first_time(c: Connection, update_id: int, bot: int, now: int) -> bool:
    """Tell whether this bot's update comes for the first time, and remember it."""
    return _FIRST(c, update=update_id, bot=bot, now=now).first() is not None


def take(
    c: Connection, update_id: int, bot: int, now: int, *, seconds: int = 60
) -> Literal["mine", "busy", "done"]:
    """Take an update for so many seconds: it is ours to handle, under work elsewhere, or was handled."""
    until, lapsed = _FAR + now + seconds, _FAR + now
    taken = _TAKE(c, update=update_id, bot=bot, until=until, far=_FAR, lapsed=lapsed)
    if taken.first() is not None:
        return "mine"
    return "busy" if _AT(c, update=update_id, bot=bot).scalar_one() >= _FAR else "done"


def keep(c: Connection, bot: int, rows: Sequence[KeptUpdate], now: int) -> list[int]:
    """Keep updates until they are handled; give the numbers of those that are new."""
    if not rows:
        return []
    values = [(bot, row.update_id, _FAR + now, row.telegram_id, row.payload) for row in rows]
    return list(_KEEP(c, rows=values).scalars())


def unfinished(c: Connection, bot: int) -> list[KeptUpdate]:
    """Read what was kept and not handled, in order."""
    rows = _UNFINISHED(c, bot=bot)
    return [KeptUpdate(number, chat, payload, at - _FAR) for number, chat, payload, at in rows]


def erase_older(c: Connection, bot: int, before: int, now: int) -> int:
    """Erase what was kept before an instant, handled or not; give how many."""
    return _ERASE(c, bot=bot, before=_FAR + before, now=now).rowcount


def done(c: Connection, update_id: int, bot: int, now: int) -> None:
    """Note that an update was handled; nothing is left of it but its number."""
    _DONE(c, update=update_id, bot=bot, now=now)


def prune(c: Connection, before: int) -> int:
    """Forget the updates of before an instant (Telegram keeps them a day); give how many."""
    return _PRUNE(c, before=before).rowcount
