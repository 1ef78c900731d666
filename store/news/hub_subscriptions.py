"""Subscriptions at WebSub hubs, which announce a source's news (W3C WebSub).

offered → asked → active, and again asked when the lease runs out; denied where the hub says no. A
source is polled as before until its hub has told of something, and again when it misses something.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    case,
    delete,
    func,
    or_,
    select,
    update,
)

from news.durations import DAY, HOUR
from news.models import Hub
from store.engine.statements import integers, rows_of, upsert
from store.news.urgent_sources import WAITED_FOR
from store.schema.columns import INTEGER
from store.schema.row_mapping import Shape
from store.schema.source_tables import hub_subscriptions as hubs
from store.schema.tables import sources

# Where hubs call us, before the token.
PATH = "/websub/"
# Seconds that we ask for: what the largest public hub gives at the most.
LEASE = 10 * DAY
LONGEST_LEASE = 30 * DAY
# Seconds in which a hub must have told of what a reading found; its own polling
# may be slower than ours.
UNHEARD = 600
# Seconds between two readings that a hub asks for.
SOONEST = 20
DENIED = 7 * DAY


@dataclass(frozen=True, slots=True)
class HubSubscription:
    """A source's subscription at its hub."""

    source_id: int
    hub: str
    topic: str
    # The unguessable part of the address that the hub calls.
    token: str
    # What the hub signs with.
    secret: str
    state: str
    lease_until: int
    failures: int


_SHAPE = Shape(HubSubscription, hubs)
_OFFERED = rows_of("rows", source_id=int, hub=str, topic=str)
_NEW = upsert(hubs).from_select(
    ["source_id", "hub", "topic"],
    select(*_OFFERED.c).where(_OFFERED.c.hub != ""),
)
_OFFER = _NEW.on_conflict_do_update(
    index_elements=["source_id"],
    set_={
        "hub": _NEW.excluded.hub,
        "topic": _NEW.excluded.topic,
        "state": "offered",
        "token": "",
        "next_at": 0,
        "lease_until": 0,
        "failures": 0,
        "pinged_at": 0,
    },
    where=or_(
        hubs.c.hub != _NEW.excluded.hub, hubs.c.topic != _NEW.excluded.topic
    ),
)


def offer(connection: Connection, offers: Sequence[tuple[int, Hub]]) -> None:
    """Record the hubs that sources name; a changed one is asked again."""
    rows = [
        (source, hub.url[:2000], hub.topic[:2000]) for source, hub in offers
    ]
    if rows:
        connection.execute(_OFFER, {"rows": rows})


_UNTOLD = (
    update(hubs)
    .where(
        hubs.c.source_id.in_(integers("ids")),
        hubs.c.pinged_at > 0,
        hubs.c.pinged_at < bindparam("before"),
    )
    .values(pinged_at=0)
)


def note_untold(
    connection: Connection, source_ids: Sequence[int], now: int
) -> None:
    """Stop trusting a hub that did not announce articles which a reading found: its source is
    polled again.
    """
    if source_ids:
        connection.execute(
            _UNTOLD, {"ids": list(source_ids), "before": now - UNHEARD}
        )


_AGAIN = bindparam("now", type_=INTEGER) + HOUR * (hubs.c.failures + 1)
_DUE = (
    select(hubs.c.source_id)
    .join(sources, sources.c.id == hubs.c.source_id)
    .where(
        hubs.c.next_at <= bindparam("now"),
        sources.c.state.in_(["active", "slow"]),
        WAITED_FOR,
    )
    .order_by(hubs.c.next_at)
    .limit(bindparam("count"))
)
# Until its hub answers, a subscription counts as failed: one that never does is
# asked more and more seldom.
_CLAIM = (
    update(hubs)
    .where(hubs.c.source_id.in_(_DUE))
    .values(
        next_at=_AGAIN,
        failures=case(
            (hubs.c.failures < DAY // HOUR, hubs.c.failures + 1),
            else_=hubs.c.failures,
        ),
        state=case(
            (hubs.c.lease_until > bindparam("now"), "active"), else_="asked"
        ),
    )
    .returning(*_SHAPE.columns)
)
_NAME = (
    update(hubs)
    .where(hubs.c.source_id == bindparam("source"))
    .values(token=bindparam("new_token"), secret=bindparam("new_secret"))
)


def claim_due(
    connection: Connection, *, now: int, limit: int, fresh: Callable[[], str]
) -> list[HubSubscription]:
    """Take subscriptions that are to be asked for or renewed, of sources whose articles somebody
    waits for; each has a token and a secret, `fresh` makes new ones.
    """
    claimed = _SHAPE.all(
        connection.execute(_CLAIM, {"now": now, "count": limit})
    )
    for row in claimed:
        if not row.token:
            names = {
                "source": row.source_id,
                "new_token": fresh(),
                "new_secret": fresh(),
            }
            connection.execute(_NAME, names)
    named = select(*_SHAPE.columns).where(hubs.c.source_id.in_(integers("ids")))
    return _SHAPE.all(
        connection.execute(named, {"ids": [row.source_id for row in claimed]})
    )


_BY_TOKEN = select(*_SHAPE.columns).where(
    hubs.c.token == bindparam("token"), hubs.c.token != ""
)


def by_token(connection: Connection, token: str) -> HubSubscription | None:
    """Find the subscription whose address a hub calls; None for an unknown one."""
    return _SHAPE.maybe(connection.execute(_BY_TOKEN, {"token": token}).first())


_IS_ITS = hubs.c.source_id == bindparam("source")
_VERIFIED = (
    update(hubs)
    .where(_IS_ITS)
    .values(
        state="active",
        failures=0,
        lease_until=bindparam("until"),
        next_at=bindparam("renew_at"),
    )
)
_REFUSED = (
    update(hubs)
    .where(_IS_ITS)
    .values(
        state="denied", next_at=bindparam("again"), lease_until=0, pinged_at=0
    )
)


def verified(
    connection: Connection, source_id: int, lease: int, now: int
) -> None:
    """Note that a hub tells of news for `lease` seconds; it is asked again when four fifths are
    over.
    """
    bounded = min(max(lease, HOUR), LONGEST_LEASE)
    times = {"until": now + bounded, "renew_at": now + bounded * 4 // 5}
    connection.execute(_VERIFIED, {"source": source_id, **times})


def denied(connection: Connection, source_id: int, now: int) -> None:
    """Note that a hub refused; it is asked again in a week."""
    connection.execute(_REFUSED, {"source": source_id, "again": now + DENIED})


_HEARD = (
    update(hubs)
    .where(_IS_ITS)
    .values(pinged_at=bindparam("now", type_=INTEGER))
)
_LAST = func.coalesce(sources.c.last_success_at, 0) + SOONEST
_WANTED_AT = case(
    (bindparam("now", type_=INTEGER) < _LAST, _LAST),
    else_=bindparam("now", type_=INTEGER),
)
_READ_SOON = (
    update(sources)
    .where(
        and_(
            sources.c.id == bindparam("source"),
            sources.c.state.in_(["active", "slow"]),
            sources.c.next_fetch_at > _WANTED_AT,
        )
    )
    .values(next_fetch_at=_WANTED_AT)
)
_SOMEBODY_WAITS = select(sources.c.id).where(
    sources.c.id == bindparam("source"), WAITED_FOR
)
_FORGET = delete(hubs).where(_IS_ITS)


def told(connection: Connection, source_id: int, now: int) -> bool:
    """Let a source be read at once, for its hub tells of news; False where nobody waits for them
    any more: the subscription is forgotten then.
    """
    if (
        connection.execute(_SOMEBODY_WAITS, {"source": source_id}).first()
        is None
    ):
        connection.execute(_FORGET, {"source": source_id})
        return False
    connection.execute(_HEARD, {"source": source_id, "now": now})
    connection.execute(_READ_SOON, {"source": source_id, "now": now})
    return True
