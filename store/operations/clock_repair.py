"""What a clock that ran ahead left behind: leases and times that lie too far ahead are brought back."""

from __future__ import annotations

from sqlalchemy import Connection

from store.engine.dialect import Sql
from store.rows import NO_LEASE, Chat
from store.schema.row_mapping import CHAT

HOUR = 3600
DAY = 24 * HOUR
SOURCE = 2 * DAY
"""Seconds that no source waits to be read again: the longest interval is half of them."""
ARTICLE = DAY
"""Seconds that no article waits to be tried again."""
_FREE = tuple(
    Sql(statement)
    for statement in (
        "UPDATE chats SET lease_until = 0 WHERE state = 'active' AND next_due_at <= :now AND lease_until > :lease",
        """UPDATE sources SET lease_until = 0
        WHERE state IN ('active', 'slow') AND next_fetch_at <= :now AND lease_until > :lease""",
    )
)
_SOURCES = Sql(
    "UPDATE sources SET next_fetch_at = :now, lease_until = 0 WHERE state IN ('active', 'slow') AND next_fetch_at > :far"
)
_ARTICLES = Sql("UPDATE articles SET next_at = :now WHERE state = 'new' AND next_at > :far")
_FAR_DUE = Sql(
    f"""SELECT {CHAT.names()} FROM chats WHERE state = 'active' AND next_due_at > :far AND id > :after
    ORDER BY id LIMIT CAST(:count AS bigint)"""
)


def bring_back(c: Connection, now: int) -> int:
    """End leases and make due what waits for a time that only a clock which ran ahead can have set; give how many."""
    count = sum(free(c, now=now, lease=now + NO_LEASE).rowcount for free in _FREE)
    count += _SOURCES(c, now=now, far=now + SOURCE).rowcount
    return count + _ARTICLES(c, now=now, far=now + ARTICLE).rowcount


def due_past(c: Connection, far: int, after: int, limit: int) -> list[Chat]:
    """Read active chats whose next digest is due past an instant, by id from after an id."""
    return CHAT.all(_FAR_DUE(c, far=far, after=after, count=limit))
