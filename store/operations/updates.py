"""Updates of Telegram: each is handled once, and kept until it is.

With a webhook an update is taken for some seconds, handled, then noted as done: one whose receiver
died is taken anew when Telegram repeats it. With polling it is kept whole before it is confirmed,
for Telegram repeats nothing then; its payload is erased as soon as it was handled, and after ten
minutes in any case.

`at` of a row under work lies far beyond any instant of a row that is done: `_FAR` and the end of
its lease, or, for a kept one, `_FAR` and when it came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, and_, bindparam, delete, select, true, update

from store.engine.statements import rows_of, upsert
from store.schema.work_tables import updates

_FAR = 10**12
_NEW = upsert(updates)
_TAKE = _NEW.on_conflict_do_update(
    index_elements=["bot", "update_id"],
    set_={"at": _NEW.excluded.at},
    where=and_(updates.c.at >= _FAR, updates.c.at <= bindparam("lapsed")),
).returning(updates.c.update_id)
_OF_BOT = updates.c.bot == bindparam("receiver")
_ONE = (_OF_BOT, updates.c.update_id == bindparam("number"))
_AT = select(updates.c.at).where(*_ONE)


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


def take(
    c: Connection, update_id: int, bot: int, now: int, *, seconds: int = 60
) -> Literal["mine", "busy", "done"]:
    """Take an update for so many seconds: it is ours to handle,
    under work elsewhere, or was handled.
    """
    row = {"bot": bot, "update_id": update_id, "at": _FAR + now + seconds}
    if c.execute(_TAKE, {**row, "lapsed": _FAR + now}).first() is not None:
        return "mine"
    at = c.execute(_AT, {"receiver": bot, "number": update_id}).scalar_one()
    return "busy" if at >= _FAR else "done"


_KEPT = {
    "bot": int,
    "update_id": int,
    "at": int,
    "telegram_id": int,
    "payload": str,
}
_KEEP = (
    upsert(updates)
    .from_select(list(_KEPT), select(*rows_of("rows", **_KEPT).c).where(true()))
    .on_conflict_do_nothing()
    .returning(updates.c.update_id)
)


def keep(
    c: Connection, bot: int, rows: Sequence[KeptUpdate], now: int
) -> list[int]:
    """Keep updates until they are handled; give the numbers of those that are new."""
    if not rows:
        return []
    values = [
        (bot, row.update_id, _FAR + now, row.telegram_id, row.payload)
        for row in rows
    ]
    return list(c.execute(_KEEP, {"rows": values}).scalars())


_UNFINISHED = (
    select(
        updates.c.update_id,
        updates.c.telegram_id,
        updates.c.payload,
        updates.c.at,
    )
    .where(_OF_BOT, updates.c.payload != "")
    .order_by(updates.c.update_id)
)


def unfinished(c: Connection, bot: int) -> list[KeptUpdate]:
    """Read what was kept and not handled, in order."""
    rows = c.execute(_UNFINISHED, {"receiver": bot})
    return [
        KeptUpdate(number, chat, payload, at - _FAR)
        for number, chat, payload, at in rows
    ]


_ERASED = {"payload": "", "telegram_id": 0, "at": bindparam("now")}
_ERASE = (
    update(updates)
    .where(_OF_BOT, updates.c.payload != "", updates.c.at < bindparam("before"))
    .values(_ERASED)
)
_DONE = update(updates).where(*_ONE).values(_ERASED)


def erase_older(c: Connection, bot: int, before: int, now: int) -> int:
    """Erase what was kept before an instant, handled or not; give how many."""
    bounds = {"receiver": bot, "before": _FAR + before, "now": now}
    return c.execute(_ERASE, bounds).rowcount


def done(c: Connection, update_id: int, bot: int, now: int) -> None:
    """Note that an update was handled; nothing is left of it but its number."""
    c.execute(_DONE, {"receiver": bot, "number": update_id, "now": now})


_PRUNE = delete(updates).where(updates.c.at < bindparam("before"))


def prune(c: Connection, before: int) -> int:
    """Forget the updates of before an instant (Telegram keeps them a day); give how many."""
    return c.execute(_PRUNE, {"before": before}).rowcount
