"""Repair leases and times that a clock which ran ahead has set too far in the future."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select, update

from news.durations import DAY, HOUR
from store.news.hub_subscriptions import LONGEST_LEASE
from store.rows import NO_LEASE, Chat
from store.schema.columns import INTEGER
from store.schema.delivery_tables import episodes, outbox, post_bundles
from store.schema.reader_tables import read_later_items
from store.schema.row_mapping import CHAT
from store.schema.source_tables import hub_subscriptions
from store.schema.tables import articles, chats, sources
from store.schema.work_tables import daily_shares

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
    (
        update(post_bundles)
        .where(post_bundles.c.ready_at > _FAR)
        .values(ready_at=_NOW),
        MESSAGE,
    ),
    (
        update(episodes)
        .where(episodes.c.state == "wanted", episodes.c.next_at > _FAR)
        .values(next_at=_NOW),
        DAY,
    ),
    (
        update(read_later_items)
        .where(read_later_items.c.next_at > _FAR)
        .values(next_at=_NOW),
        DAY,
    ),
    # A daily limit that begins tomorrow would end when that day has come.
    (
        update(daily_shares)
        .where(daily_shares.c.since > _FAR)
        .values(since=_NOW),
        HOUR,
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
