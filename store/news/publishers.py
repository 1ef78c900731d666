"""Publishers of recent stories."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, func, select

from store.schema.tables import stories

_RECENT = (
    select(stories.c.publisher)
    .where(
        stories.c.joined_into.is_(None),
        stories.c.published_at >= bindparam("since"),
        stories.c.publisher != "",
    )
    .group_by(stories.c.publisher)
    .order_by(func.count().desc(), stories.c.publisher)
    .limit(bindparam("count"))
)


def recent(connection: Connection, since: int, limit: int = 2000) -> list[str]:
    """Read the publishers of the stories since an instant, those with the most first."""
    return list(
        connection.execute(_RECENT, {"since": since, "count": limit}).scalars()
    )
