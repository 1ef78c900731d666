"""Alerts: which chats want them; each is written once, with its stories.

An alert is kept beside the digests, under a slot past midnight: (chat, local date, 1440 + its
number that day). So a day's count outlives the outbox, follows the chat's own midnight, and two
workers can not both write the same one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    select,
)

from store.delivery import digests
from store.delivery.chat_locks import lock_chats
from store.delivery.seen import untold_elsewhere
from store.engine.dialect import pairs
from store.engine.statements import integers, rows_of
from store.news import events
from store.rows import Chat, NewDigest, NewOutbox
from store.schema.delivery_tables import digests as digest_rows
from store.schema.delivery_tables import seen
from store.schema.row_mapping import CHAT
from store.schema.tables import chats, story_terms, subscriptions

# Below stand digests by the clock, above those that a person asked for.
SLOTS = range(1440, 2880)


@dataclass(frozen=True, slots=True)
class NewAlert:
    """One story for one chat, at once."""

    chat_id: int
    local_date: str
    # Alerts that the chat wants on this date.
    most: int
    story_id: int
    subscription: str
    reasons: tuple[str, ...]
    message: NewOutbox


_WANTING = (
    select(*CHAT.columns)
    .where(
        chats.c.alerts > literal_column("0"),
        chats.c.state == "active",
        chats.c.id > bindparam("after"),
    )
    .order_by(chats.c.id)
    .limit(bindparam("count"))
)


def wanting(connection: Connection, after_id: int, limit: int) -> list[Chat]:
    """Read active chats that want alerts, by id, from after an id."""
    return CHAT.all(
        connection.execute(_WANTING, {"after": after_id, "count": limit})
    )


_UNTOLD = ~exists().where(
    seen.c.chat_id == subscriptions.c.chat_id,
    seen.c.story_id == story_terms.c.story_id,
)
# `+ 0` keeps planners from starting at the term: half of all chats may
# subscribe to it, few want alerts.
_TERM_OF_CHAT = subscriptions.c.term_id + literal_column("0")
_AUDIENCE = (
    select(subscriptions.c.chat_id, story_terms.c.story_id, subscriptions.c.id)
    .distinct()
    .join_from(
        subscriptions, story_terms, story_terms.c.term_id == _TERM_OF_CHAT
    )
    .where(
        subscriptions.c.chat_id.in_(integers("chats")),
        story_terms.c.story_id.in_(integers("stories")),
        subscriptions.c.paused_until <= bindparam("now"),
        _UNTOLD,
        untold_elsewhere(subscriptions.c.chat_id, story_terms.c.story_id),
    )
    .order_by(
        subscriptions.c.chat_id, story_terms.c.story_id, subscriptions.c.id
    )
)


def audience(
    connection: Connection,
    chat_ids: Sequence[int],
    story_ids: Sequence[int],
    now: int,
) -> list[tuple[int, int, int]]:
    """Return (chat, story, subscription) ids: which chats want which of these stories and have
    not got them.

    Subscriptions that rest at `now` (UTC seconds) bring nothing.
    """
    rows = connection.execute(
        _AUDIENCE, {"chats": chat_ids, "stories": story_ids, "now": now}
    )
    return [(chat, story, subscription) for chat, story, subscription in rows]


_PAIR = rows_of("rows", chat=int, story=int).c
_SEEN = select(seen.c.chat_id, seen.c.story_id).where(
    seen.c.chat_id == _PAIR.chat, seen.c.story_id == _PAIR.story
)
_DATE = rows_of("rows", chat=int, local_date=str).c
_TODAY = (
    select(digest_rows.c.chat_id, func.count())
    .where(
        and_(
            digest_rows.c.chat_id == _DATE.chat,
            digest_rows.c.local_date == _DATE.local_date,
            digest_rows.c.slot >= SLOTS.start,
            digest_rows.c.slot < SLOTS.stop,
        )
    )
    .group_by(digest_rows.c.chat_id)
)


def _told(
    connection: Connection, asked: Sequence[tuple[int, int]]
) -> set[tuple[int, int]]:
    """Return those of the (chat, story) pairs that were sent."""
    return {
        (chat, story)
        for chat, story in connection.execute(_SEEN, {"rows": asked})
    }


def store(connection: Connection, alerts: Sequence[NewAlert], now: int) -> int:
    """Write alerts with their messages and stories, in the given order; return how many.

    Asked again under the chats' locks: a story that the chat was told meanwhile, or one too many
    for its day, is left out.
    """
    if not alerts:
        return 0
    lock_chats(connection, [alert.chat_id for alert in alerts])
    families = events.families(connection, [alert.story_id for alert in alerts])
    tellings = [
        {(alert.chat_id, telling) for telling in families[alert.story_id]}
        for alert in alerts
    ]
    told = _told(connection, list(chain.from_iterable(tellings)))
    today = sorted({(alert.chat_id, alert.local_date) for alert in alerts})
    used = Counter(pairs(connection.execute(_TODAY, {"rows": today})))
    rows = []
    for alert, own in zip(alerts, tellings, strict=True):
        slot = used[alert.chat_id]
        if slot < alert.most and own.isdisjoint(told):
            told |= own
            rows.append(_as_digest(alert, SLOTS.start + slot))
            used[alert.chat_id] += 1
    written = digests.store_batch(connection, rows, now, promise=False)
    return sum(digest_id is not None for digest_id in written)


def _as_digest(alert: NewAlert, slot: int) -> NewDigest:
    return NewDigest(
        chat_id=alert.chat_id,
        local_date=alert.local_date,
        slot=slot,
        stories=(alert.story_id,),
        messages=(alert.message,),
        next_due_at=None,
        picks=((alert.story_id, alert.subscription, alert.reasons),),
    )
