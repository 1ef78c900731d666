"""Markup of articles' lines: kept only where somebody reads whole texts at once,
and only for a while.
"""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, literal_column, or_, select, update

from news.durations import DAY
from store.schema.tables import articles, chats, subscriptions

KEPT = 2 * DAY
"""Seconds: a post that could not be sent for a day is dropped, so nobody needs it longer."""
BITE = 2000
"""Articles of one call."""

_WHOLE = "%whole%"
_WANTED = (
    select(subscriptions.c.id)
    .join(chats, chats.c.id == subscriptions.c.chat_id)
    .where(
        subscriptions.c.mode != "digest",
        or_(subscriptions.c.format.like(_WHOLE), chats.c.post_format.like(_WHOLE)),
    )
    .limit(1)
)
_OLD = (
    select(articles.c.id)
    .where(articles.c.markup != literal_column("'[]'"), articles.c.fetched_at < bindparam("before"))
    .limit(BITE)
)
_DROP = update(articles).where(articles.c.id.in_(_OLD)).values(markup="[]")


def wanted(c: Connection) -> bool:
    """Tell whether anybody reads whole texts at once."""
    return c.execute(_WANTED).first() is not None


def drop_old_markup(c: Connection, now: int) -> int:
    """Drop the markup of articles that are too old to be posted; give how many."""
    return c.execute(_DROP, {"before": now - KEPT}).rowcount
