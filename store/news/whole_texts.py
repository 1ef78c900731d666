"""Markup and media of articles, kept for a while and only where somebody reads whole texts
at once.
"""

from __future__ import annotations

from sqlalchemy import (
    Connection,
    Update,
    bindparam,
    literal_column,
    or_,
    select,
    update,
)

from news.durations import DAY
from store.schema.tables import articles, chats, subscriptions

# Seconds: a post that could not be sent for a day is dropped, so nobody needs
# it longer.
KEPT = 2 * DAY
# Articles of one call.
BITE = 2000

_WHOLE = "%whole%"
_WANTED = (
    select(subscriptions.c.id)
    .join(chats, chats.c.id == subscriptions.c.chat_id)
    .where(
        subscriptions.c.mode != "digest",
        or_(
            subscriptions.c.format.like(_WHOLE),
            chats.c.post_format.like(_WHOLE),
        ),
    )
    .limit(1)
)


def _drop(name: str) -> Update:
    """Build the statement that empties a column of old articles, by its own index."""
    kept = articles.c[name] != literal_column("'[]'")
    is_old = articles.c.fetched_at < bindparam("before")
    old = select(articles.c.id).where(kept, is_old).limit(BITE)
    return update(articles).where(articles.c.id.in_(old)).values({name: "[]"})


_DROPS = (_drop("markup"), _drop("media"))


def wanted(connection: Connection) -> bool:
    """Return whether anybody reads whole texts at once."""
    return connection.execute(_WANTED).first() is not None


def drop_old(connection: Connection, now: int) -> int:
    """Drop markup and media of articles that are too old to be posted; return how many of each."""
    return sum(
        connection.execute(drop, {"before": now - KEPT}).rowcount
        for drop in _DROPS
    )
