"""Return messages in flight to the outbox: from a sender that stops, an expired lease, or
a clock jump.
"""

from __future__ import annotations

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    case,
    or_,
    update,
)

from store.engine.driver_types import AnyColumn
from store.rows import NO_LEASE
from store.schema.columns import INTEGER
from store.schema.delivery_tables import outbox

IN_FLIGHT = outbox.c.state.in_(["claimed", "started"])
_NOW = bindparam("now", type_=INTEGER)
_OWNER = bindparam("of_owner", type_=outbox.c.owner.type)
_OWN = and_(IN_FLIGHT, outbox.c.owner == _OWNER)

# What may have arrived goes once more, marked; what may have arrived twice is
# settled as sent.
_ARRIVED_TWICE = and_(outbox.c.state == "started", outbox.c.repeated == 1)
_BACK: dict[str, AnyColumn | str | int] = {
    "owner": "",
    "lease_until": 0,
    "state": case((_ARRIVED_TWICE, "sent"), else_="ready"),
    "finished_at": case((_ARRIVED_TWICE, _NOW)),
    "error": case((_ARRIVED_TWICE, "perhaps sent"), else_=outbox.c.error),
    "repeated": case((outbox.c.state == "started", 1), else_=outbox.c.repeated),
}
_RELEASE = update(outbox).where(_OWN).values(_BACK)


def release(connection: Connection, owner: str, now: int) -> int:
    """Give back everything that a sender holds, at its end; return how many.

    `started` ones come back as repeated; one that was repeated already is settled as perhaps sent.
    """
    return connection.execute(
        _RELEASE, {"of_owner": owner, "now": now}
    ).rowcount


_LAPSED = or_(
    outbox.c.lease_until <= _NOW, outbox.c.lease_until > bindparam("never")
)
_RECOVER_ALL = update(outbox).where(IN_FLIGHT).values(_BACK)
_RECOVER = _RECOVER_ALL.where(_LAPSED)


def recover(
    connection: Connection, now: int, *, everything: bool = False
) -> int:
    """Take back rows with expired leases: `claimed` becomes ready, `started` ready and
    repeated; return how many.

    `everything` takes leases that still run too: for the start of the one process of a SQLite
    installation, where nobody else can hold one.
    """
    if everything:
        return connection.execute(_RECOVER_ALL, {"now": now}).rowcount
    return connection.execute(
        _RECOVER, {"now": now, "never": now + NO_LEASE}
    ).rowcount


_RENEW = update(outbox).where(_OWN).values(lease_until=bindparam("until"))


def renew(connection: Connection, owner: str, until: int) -> int:
    """Extend the leases of everything a living sender has in flight; return how many."""
    return connection.execute(
        _RENEW, {"of_owner": owner, "until": until}
    ).rowcount


_FAR = bindparam("far", type_=INTEGER)
# Two statements: each state has an index of its own.
_NEARER = tuple(
    update(outbox).where(state, outbox.c.ready_at > _FAR).values(ready_at=_NOW)
    for state in (outbox.c.state == "ready", IN_FLIGHT)
)


def pull_forward(connection: Connection, now: int, far: int) -> int:
    """Make messages that wait past `far` ready now; return how many.

    For a clock that jumped ahead and back: whatever was given a time meanwhile would wait for as
    long as the jump was. A message in flight goes with those behind it, so that it stays before
    them if it has to come back.
    """
    times = {"now": now, "far": far}
    return sum(connection.execute(each, times).rowcount for each in _NEARER)
