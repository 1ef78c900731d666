"""Claim the sources to read next: a fair share for each host and each person.

A leased source is one that is being read: leases count against the shares, so that all processes
of a cluster keep them together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import (
    Connection,
    Subquery,
    Text,
    bindparam,
    case,
    cast,
    exists,
    func,
    or_,
    select,
    update,
)

from store.engine.driver_types import AnyColumn
from store.engine.fair_shares import ranked
from store.engine.statements import texts
from store.news.sources import SHAPE
from store.rows import Source
from store.schema.tables import sources, subscriptions

# Stand for whom a source belongs to: what the operator lists or approved, and
# what nobody claims.
TRUSTED, UNKNOWN = 0, 1
# Sources of the operator that are taken for each one of a person.
WEIGHT = 8


@dataclass(frozen=True, slots=True)
class Shares:
    """The most sources to read at once."""

    # Of one host.
    host: int
    # Of one person; what the operator lists or approved has no such bound.
    person: int


# Takes whatever is due.
ALL = Shares(host=1_000_000, person=1_000_000)


_BY_OPERATOR = or_(
    sources.c.configured == 1, sources.c.approved_at.is_not(None)
)
PERSON = case(
    (_BY_OPERATOR, TRUSTED), else_=func.coalesce(sources.c.added_by, UNKNOWN)
)
_FOLLOWED = exists().where(
    subscriptions.c.kind == "source",
    subscriptions.c.value == cast(sources.c.id, Text),
)
# What carries a secret is read for who follows it, and for nobody else.
_MAY_READ = or_(sources.c.private == 0, sources.c.configured == 1, _FOLLOWED)
_DUE = (
    select(
        sources.c.id,
        sources.c.host,
        PERSON.label("person"),
        (sources.c.failures > 0).label("failing"),
        sources.c.next_fetch_at,
    )
    .where(
        sources.c.state.in_(["active", "slow"]),
        sources.c.next_fetch_at <= bindparam("now"),
        sources.c.lease_until <= bindparam("now"),
        sources.c.host.not_in(texts("hosts")),
        _MAY_READ,
    )
    .subquery("due")
)


_IS_LEASED = sources.c.lease_until > bindparam("now")
_HELD_OF_HOST = (
    select(sources.c.host, func.count().label("held"))
    .where(_IS_LEASED)
    .group_by(sources.c.host)
    .subquery("held_of_host")
)
_HELD_OF_PERSON = (
    select(PERSON.label("person"), func.count().label("held"))
    .where(_IS_LEASED)
    .group_by(PERSON)
    .subquery("held_of_person")
)


def _order(rows: Subquery) -> tuple[AnyColumn, ...]:
    """Order what is well before what fails, the longest due first."""
    return rows.c.failing, rows.c.next_fetch_at, rows.c.id


_AT_HOST = ranked(_DUE, _HELD_OF_HOST, "host", _order(_DUE))
_IN_HOST_SHARE = (
    select(*_AT_HOST.c)
    .where(_AT_HOST.c.host_rank <= bindparam("host_share"))
    .subquery("in_host_share")
)
_OF_PERSON = ranked(
    _IN_HOST_SHARE, _HELD_OF_PERSON, "person", _order(_IN_HOST_SHARE)
)
_TURN = case(
    (_OF_PERSON.c.person == TRUSTED, _OF_PERSON.c.person_rank / WEIGHT),
    else_=_OF_PERSON.c.person_rank,
)
_FAIR = (
    select(_OF_PERSON.c.id)
    .where(
        or_(
            _OF_PERSON.c.person == TRUSTED,
            _OF_PERSON.c.person_rank <= bindparam("person_share"),
        )
    )
    .order_by(_TURN, _OF_PERSON.c.next_fetch_at, _OF_PERSON.c.id)
    .limit(bindparam("count"))
)
# PostgreSQL locks no rows of a query with window functions; the outer one does
# it.
_LOCKED = (
    select(sources.c.id)
    .where(sources.c.id.in_(_FAIR))
    .with_for_update(skip_locked=True)
)
_CLAIM = (
    update(sources)
    .where(sources.c.id.in_(_LOCKED), sources.c.lease_until <= bindparam("now"))
    .values(lease_until=bindparam("until"))
    .returning(*SHAPE.columns)
)


def claim_due(
    connection: Connection,
    *,
    now: int,
    limit: int,
    lease: int,
    shares: Shares = ALL,
    resting_hosts: Sequence[str] = (),
) -> list[Source]:
    """Take due sources for `lease` seconds: people by turns, the longest due of each first.

    Hosts that rest are passed over. Sorted by when they were due.
    """
    bounds = {
        "now": now,
        "until": now + lease,
        "count": limit,
        "hosts": resting_hosts,
    }
    rows = connection.execute(
        _CLAIM,
        {**bounds, "host_share": shares.host, "person_share": shares.person},
    )
    return sorted(
        SHAPE.all(rows), key=lambda source: (source.next_fetch_at, source.id)
    )
