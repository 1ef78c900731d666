"""Repair leases and times that a clock which ran ahead has set too far in the future."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select, update

from news.durations import DAY
from store.news.hub_subscriptions import LONGEST_LEASE
from store.rows import NO_LEASE, Chat
from store.schema.columns import INTEGER
from store.schema.delivery_tables import outbox
from store.schema.row_mapping import CHAT
from store.schema.source_tables import hub_subscriptions
from store.schema.tables import articles, chats, sources

# Seconds that no source waits to be read again: the longest interval is half of
# them.
SOURCE = 2 * DAY
# Seconds that no article waits to be tried again.
ARTICLE = DAY
# The same of a message: quiet hours, a bundle of posts and Telegram's own waits
# end sooner.
MESSAGE = 8 * DAY
_NOW = bindparam("now", type_=INTEGER)
_FAR = bindparam("far", type_=INTEGER)
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
# What waits, and the seconds that it may.
_WAITING = (
    (
        update(sources)
        .where(_READ_NOW, sources.c.next_fetch_at > _FAR)
        .values(next_fetch_at=_NOW, lease_until=0),
        SOURCE,
    ),
    (
        update(articles)
        .where(articles.c.state == "new", articles.c.next_at > _FAR)
        .values(next_at=_NOW),
        ARTICLE,
    ),
    (
        update(outbox)
        .where(outbox.c.state == "ready", outbox.c.ready_at > _FAR)
        .values(ready_at=_NOW),
        MESSAGE,
    ),
    (
        update(hub_subscriptions)
        .where(hub_subscriptions.c.next_at > _FAR)
        .values(next_at=_NOW),
        LONGEST_LEASE,
    ),
)


def bring_back(connection: Connection, now: int) -> int:
    """End leases and make due what only a clock that ran ahead can have set so late; return how
    many.
    """
    held = {"now": now, "lease": now + NO_LEASE}
    count = sum(connection.execute(free, held).rowcount for free in _FREE)
    for repair, longest in _WAITING:
        count += connection.execute(
            repair, {"now": now, "far": now + longest}
        ).rowcount
    return count


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


def due_past(
    connection: Connection, far: int, after: int, limit: int
) -> list[Chat]:
    """Read active chats whose next digest is due past an instant, by id from after an id."""
    return CHAT.all(
        connection.execute(
            _FAR_DUE, {"far": far, "after": after, "count": limit}
        )
    )
