"""Repair what a clock that ran ahead left behind: leases and times too far in the future."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select, update

from news.durations import DAY
from store.rows import NO_LEASE, Chat
from store.schema.columns import INTEGER
from store.schema.row_mapping import CHAT
from store.schema.tables import articles, chats, sources

# Seconds that no source waits to be read again: the longest interval is half of
# them.
SOURCE = 2 * DAY
# Seconds that no article waits to be tried again.
ARTICLE = DAY
_NOW, _FAR = bindparam("now", type_=INTEGER), bindparam("far", type_=INTEGER)
_HELD = bindparam("lease", type_=INTEGER)
_READ_NOW = sources.c.state.in_(["active", "slow"])
_FREE = (
    update(chats)
    .where(
        chats.c.state == "active",
        chats.c.next_due_at <= _NOW,
        chats.c.lease_until > _HELD,
    )
    .values(lease_until=0),
    update(sources)
    .where(
        _READ_NOW,
        sources.c.next_fetch_at <= _NOW,
        sources.c.lease_until > _HELD,
    )
    .values(lease_until=0),
)
_SOURCES = (
    update(sources)
    .where(_READ_NOW, sources.c.next_fetch_at > _FAR)
    .values(next_fetch_at=_NOW, lease_until=0)
)
_ARTICLES = (
    update(articles)
    .where(articles.c.state == "new", articles.c.next_at > _FAR)
    .values(next_at=_NOW)
)


def bring_back(c: Connection, now: int) -> int:
    """End leases and make due what waits for a time that only a clock
    which ran ahead can have set; return how many.
    """
    held = {"now": now, "lease": now + NO_LEASE}
    count = sum(c.execute(free, held).rowcount for free in _FREE)
    count += c.execute(_SOURCES, {"now": now, "far": now + SOURCE}).rowcount
    return (
        count
        + c.execute(_ARTICLES, {"now": now, "far": now + ARTICLE}).rowcount
    )


_FAR_DUE = (
    select(*CHAT.columns)
    .where(
        chats.c.state == "active",
        chats.c.next_due_at > _FAR,
        chats.c.id > bindparam("after"),
    )
    .order_by(chats.c.id)
    .limit(bindparam("count"))
)


def due_past(c: Connection, far: int, after: int, limit: int) -> list[Chat]:
    """Read active chats whose next digest is due past an instant, by id from after an id."""
    return CHAT.all(
        c.execute(_FAR_DUE, {"far": far, "after": after, "count": limit})
    )
