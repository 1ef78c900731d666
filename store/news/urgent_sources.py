"""Sources from which somebody wants each article at once: they are read as often as they allow."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Text, bindparam, cast, or_, select, update

from store.engine.statements import rows_of
from store.schema.source_tables import hub_subscriptions
from store.schema.tables import chats, sources, subscriptions, terms

# Seconds between two readings at the least, whatever a source allows: feeds are
# fetched by many.
FASTEST = 120

_SOONEST = rows_of("rows", id=int, at=int)
_WANTS_POSTS = (
    select(subscriptions.c.id)
    .join(chats, chats.c.id == subscriptions.c.chat_id)
    .where(subscriptions.c.mode != "digest", chats.c.state == "active")
)
_SOURCE = cast(sources.c.id, Text)
# By the term: the index of subscriptions that want posts begins with it. Parts
# of a source have terms of their own, and an index.
WAITED_FOR = or_(
    _WANTS_POSTS.join(terms, terms.c.id == subscriptions.c.term_id)
    .where(terms.c.kind == "source", terms.c.value == _SOURCE)
    .exists(),
    _WANTS_POSTS.where(
        subscriptions.c.kind == "source",
        subscriptions.c.value == _SOURCE,
        subscriptions.c.words != "",
    ).exists(),
)
# A hub that has told of news before, and is heard until its lease ends, saves
# these readings.
_TOLD_BY_HUB = (
    select(hub_subscriptions.c.source_id)
    .where(
        hub_subscriptions.c.source_id == sources.c.id,
        hub_subscriptions.c.state == "active",
        hub_subscriptions.c.pinged_at > 0,
        hub_subscriptions.c.lease_until > bindparam("now"),
    )
    .exists()
)
_HASTEN = (
    update(sources)
    .where(
        sources.c.id == _SOONEST.c.id,
        sources.c.next_fetch_at > _SOONEST.c.at,
        sources.c.state == "active",
        WAITED_FOR,
        ~_TOLD_BY_HUB,
    )
    .values(next_fetch_at=_SOONEST.c.at)
)


def hasten(
    connection: Connection, soonest: Sequence[tuple[int, int]], now: int
) -> int:
    """Bring the next readings of sources forward to (source, instant) where somebody waits for
    their articles and no hub announces them; return how many.
    """
    return (
        connection.execute(
            _HASTEN, {"rows": list(soonest), "now": now}
        ).rowcount
        if soonest
        else 0
    )
