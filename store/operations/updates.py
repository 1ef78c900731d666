"""Updates of Telegram: each is stored before it is confirmed, handled once, then erased.

An update is kept before Telegram is told that it came: after that Telegram repeats nothing, and an
answer may wait longer than Telegram would. Its payload is erased as soon as it was handled, and
after ten minutes in any case.

Who handles it holds a lease. What a dead receiver left is taken over once the lease has lapsed.

`at` of a row under work lies far beyond any instant of a row that is done: it is `_FAR` and when
the update came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Connection,
    and_,
    bindparam,
    literal_column,
    or_,
    select,
    true,
    update,
)

from store.engine.statements import rows_of, upsert
from store.schema.work_tables import updates

# Seconds for which an update is its receiver's, unless it renews that.
LEASE = 60
_FAR = 10**12
_OF_BOT = updates.c.bot == bindparam("receiver")
_ONE = (_OF_BOT, updates.c.update_id == bindparam("number"))
# Written out, not bound: the planner finds the partial index by it.
_WHOLE = updates.c.payload != literal_column("''")
_LAPSED = updates.c.lease_until <= bindparam("now")
_OTHERS = updates.c.owner != bindparam("me")


@dataclass(frozen=True, slots=True)
class KeptUpdate:
    """An update that waits to be handled."""

    update_id: int
    # Its chat, or its person where it has none.
    telegram_id: int
    # As Telegram sent it, JSON; empty where nothing of its sender may be kept.
    payload: str
    # When it came.
    at: int = 0


_NEW = upsert(updates)
_TAKE = _NEW.on_conflict_do_update(
    index_elements=["bot", "update_id"],
    set_={
        "owner": _NEW.excluded.owner,
        "lease_until": _NEW.excluded.lease_until,
    },
    where=and_(updates.c.at >= _FAR, _LAPSED),
).returning(updates.c.update_id)
_AT = select(updates.c.at).where(*_ONE)
_EARLIER = (
    select(updates.c.update_id)
    .where(_OF_BOT, _WHOLE, _OTHERS, updates.c.telegram_id == bindparam("chat"))
    .where(updates.c.update_id < bindparam("number"))
    .limit(1)
)


def take(
    connection: Connection,
    row: KeptUpdate,
    bot: int,
    now: int,
    *,
    owner: str,
    seconds: int = LEASE,
) -> Literal["mine", "busy", "done"]:
    """Store one update and lease it for this many seconds: it is ours to handle, or was handled
    already.

    It is busy while another receiver handles it, or an earlier update of its chat.
    """
    lane = {
        "receiver": bot,
        "me": owner,
        "chat": row.telegram_id,
        "number": row.update_id,
    }
    if connection.execute(_EARLIER, lane).first() is not None:
        return "busy"
    values = _values(row, bot, now) | {
        "owner": owner,
        "lease_until": now + seconds,
    }
    if connection.execute(_TAKE, {**values, "now": now}).first() is not None:
        return "mine"
    at = connection.execute(
        _AT, {"receiver": bot, "number": row.update_id}
    ).scalar_one()
    return "busy" if at >= _FAR else "done"


_KEPT = {
    "bot": int,
    "update_id": int,
    "at": int,
    "telegram_id": int,
    "payload": str,
    "owner": str,
    "lease_until": int,
}
_KEEP = (
    upsert(updates)
    .from_select(list(_KEPT), select(*rows_of("rows", **_KEPT).c).where(true()))
    .on_conflict_do_nothing()
    .returning(updates.c.update_id)
)


def keep(
    connection: Connection,
    bot: int,
    rows: Sequence[KeptUpdate],
    now: int,
    *,
    owner: str,
    seconds: int = LEASE,
) -> list[int]:
    """Keep updates until they are handled; return the numbers of those that are new."""
    if not rows:
        return []
    kept = [tuple(_values(row, bot, now).values()) for row in rows]
    values = [(*row, owner, now + seconds) for row in kept]
    return list(connection.execute(_KEEP, {"rows": values}).scalars())


def _values(row: KeptUpdate, bot: int, now: int) -> dict[str, int | str]:
    """Return the values of a new update's row, in the order of its columns."""
    return {
        "bot": bot,
        "update_id": row.update_id,
        "at": _FAR + now,
        "telegram_id": row.telegram_id if row.payload else 0,
        "payload": row.payload,
    }


_ROW = (
    updates.c.update_id,
    updates.c.telegram_id,
    updates.c.payload,
    updates.c.at,
)
_TAKE_OVER = (
    update(updates)
    .where(
        _OF_BOT,
        _WHOLE,
        _OTHERS,
        or_(_LAPSED, bindparam("everything", type_=Boolean)),
    )
    .values(owner=bindparam("me"), lease_until=bindparam("until"))
    .returning(*_ROW)
)
_RENEW = (
    update(updates)
    .where(_OF_BOT, _WHOLE, updates.c.owner == bindparam("me"))
    .values(lease_until=bindparam("until"))
)


def take_over(
    connection: Connection,
    bot: int,
    now: int,
    *,
    owner: str,
    everything: bool,
    seconds: int = LEASE,
) -> list[KeptUpdate]:
    """Take updates that others stored and did not finish, in order: those without a valid lease,
    or all where no other receiver can be alive.
    """
    taken = {"receiver": bot, "me": owner, "now": now, "until": now + seconds}
    rows = connection.execute(_TAKE_OVER, {**taken, "everything": everything})
    kept = [
        KeptUpdate(
            update_id=number, telegram_id=chat, payload=payload, at=at - _FAR
        )
        for number, chat, payload, at in rows
    ]
    return sorted(kept, key=lambda row: row.update_id)


def renew(connection: Connection, bot: int, owner: str, until: int) -> None:
    """Extend the leases of this receiver to an instant; one in the past releases them."""
    connection.execute(_RENEW, {"receiver": bot, "me": owner, "until": until})


_ERASED = {
    "payload": "",
    "telegram_id": 0,
    "at": bindparam("now"),
    "owner": "",
    "lease_until": 0,
}
_ERASE = (
    update(updates)
    .where(_OF_BOT, _WHOLE, updates.c.at < bindparam("before"))
    .values(_ERASED)
)
_DONE = update(updates).where(*_ONE).values(_ERASED)


def erase_older(connection: Connection, bot: int, before: int, now: int) -> int:
    """Erase updates stored before an instant, handled or not; return how many."""
    bounds = {"receiver": bot, "before": _FAR + before, "now": now}
    return connection.execute(_ERASE, bounds).rowcount


def done(connection: Connection, update_id: int, bot: int, now: int) -> None:
    """Record that an update was handled; only its number remains."""
    connection.execute(
        _DONE, {"receiver": bot, "number": update_id, "now": now}
    )


def stored_before(instant: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition that an update was stored before an instant, handled or not.

    Its receiver may have died over it, and nobody takes over an update without a payload.
    """
    is_unfinished = updates.c.at.between(_FAR, _FAR + instant - 1)
    return or_(updates.c.at < instant, is_unfinished)
