"""Alerts: who wants them, and each written once with what it told.

An alert is kept beside the digests, under a slot past midnight: (chat, local date, 1440 + its number that day). So a
day's count outlives the outbox, follows the chat's own midnight, and two workers can not both write the same one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from store.delivery import digests
from store.engine.dialect import Sql, pairs
from store.rows import Chat, NewDigest, NewOutbox
from store.schema.row_mapping import CHAT

SLOTS = range(1440, 2880)
"""Below stand digests by the clock, above those that a person asked for."""

_WANTING = Sql(
    f"""SELECT {CHAT.names()} FROM chats WHERE alerts > 0 AND state = 'active' AND id > :after
    ORDER BY id LIMIT CAST(:count AS bigint)"""
)
# `+ 0` keeps planners from starting at the term: half of all chats may subscribe to it, few want alerts.
_AUDIENCE = Sql(
    """SELECT DISTINCT s.chat_id, st.story_id, s.id FROM subscriptions s
    JOIN story_terms st ON st.term_id = s.term_id + 0
    WHERE s.chat_id IN :chats[int] AND st.story_id IN :stories[int]
    AND NOT EXISTS (SELECT 1 FROM seen e WHERE e.chat_id = s.chat_id AND e.story_id = st.story_id)
    ORDER BY s.chat_id, st.story_id, s.id"""
)
_LOCK = Sql("SELECT id FROM chats WHERE id IN :ids[int] ORDER BY id FOR UPDATE")
_SEEN = Sql(
    """SELECT s.chat_id, s.story_id FROM ROWS :rows(chat int, story int) AS t
    JOIN seen s ON s.chat_id = t.chat AND s.story_id = t.story"""
)
_TODAY = Sql(
    """SELECT d.chat_id, count(*) FROM ROWS :rows(chat int, local_date text) AS t
    JOIN digests d ON d.chat_id = t.chat AND d.local_date = t.local_date AND d.slot >= CAST(:first AS bigint) AND d.slot < CAST(:past AS bigint)
    GROUP BY d.chat_id"""
)


@dataclass(frozen=True, slots=True)
class NewAlert:
    """One story for one chat, at once."""

    chat_id: int
    local_date: str
    most: int
    """Alerts that the chat wants on this date."""
    story_id: int
    subscription: str
    reasons: tuple[str, ...]
    message: NewOutbox


def wanting(c: Connection, after_id: int, limit: int) -> list[Chat]:
    """Read active chats that want alerts, by id, from after an id; the others are not looked at."""
    return CHAT.all(_WANTING(c, after=after_id, count=limit))


def audience(
    c: Connection, chat_ids: Sequence[int], story_ids: Sequence[int]
) -> list[tuple[int, int, int]]:
    """Tell which of these chats want which of these stories and were not told: (chat, story, subscription) ids."""
    return [(row[0], row[1], row[2]) for row in _AUDIENCE(c, chats=chat_ids, stories=story_ids)]


def store(c: Connection, alerts: Sequence[NewAlert], now: int) -> int:
    """Write alerts with their messages and what they told, in the order given; give how many.

    Asked again under the chats' locks: a story that the chat was told meanwhile, or one too many for its day, is left
    out.
    """
    if not alerts:
        return 0
    _LOCK(c, ids=sorted({alert.chat_id for alert in alerts}))
    told = {
        tuple(row) for row in _SEEN(c, rows=[(alert.chat_id, alert.story_id) for alert in alerts])
    }
    today = sorted({(alert.chat_id, alert.local_date) for alert in alerts})
    used = Counter(pairs(_TODAY(c, rows=today, first=SLOTS.start, past=SLOTS.stop)))
    rows = []
    for alert in alerts:
        pair = (alert.chat_id, alert.story_id)
        if pair in told or used[alert.chat_id] >= alert.most:
            continue
        told.add(pair)
        rows.append(_as_digest(alert, SLOTS.start + used[alert.chat_id]))
        used[alert.chat_id] += 1
    return sum(each is not None for each in digests.store_batch(c, rows, now, promise=False))


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
