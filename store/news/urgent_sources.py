"""Sources from which somebody wants each article at once: they are read as often as they allow."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Text, cast, select, update

from store.engine.statements import rows_of
from store.schema.tables import chats, sources, subscriptions, terms

FASTEST = 120
"""Seconds between two readings at the least, whatever a source allows:
feeds are fetched by many.
"""

_SOONEST = rows_of("rows", id=int, at=int)
# By the term: the index of subscriptions that want posts begins with it.
_WAITED_FOR = (
    select(subscriptions.c.id)
    .join(terms, terms.c.id == subscriptions.c.term_id)
    .join(chats, chats.c.id == subscriptions.c.chat_id)
    .where(
        terms.c.kind == "source",
        terms.c.value == cast(sources.c.id, Text),
        subscriptions.c.mode != "digest",
        chats.c.state == "active",
    )
    .exists()
)
_HASTEN = (
    update(sources)
    .where(
        sources.c.id == _SOONEST.c.id,
        sources.c.next_fetch_at > _SOONEST.c.at,
        sources.c.state == "active",
        _WAITED_FOR,
    )
    .values(next_fetch_at=_SOONEST.c.at)
)


def hasten(c: Connection, soonest: Sequence[tuple[int, int]]) -> int:
    """Bring readings forward to (source,
    instant) where somebody waits for that source's articles; give how many.
    """
    return c.execute(_HASTEN, {"rows": list(soonest)}).rowcount if soonest else 0
