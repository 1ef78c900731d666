"""Follow-ups: who was told a story and may hear how it went on, each written once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from store.delivery import outbox
from store.engine.dialect import Sql
from store.rows import Chat, NewOutbox
from store.schema.row_mapping import CHAT

# Without a message there is nothing to reply to: who was told by a page or feed reads on there.
_LISTENERS = Sql(
    f"""SELECT {CHAT.names("c")}, e.at,
    (SELECT max(o.created_at) FROM outbox o WHERE o.chat_id = e.chat_id AND o.kind = 'follow-up'
      AND o.reply_to_story = :story),
    (SELECT count(*) FROM outbox o WHERE o.chat_id = e.chat_id AND o.kind = 'follow-up' AND o.created_at > :since)
    FROM seen e JOIN chats c ON c.id = e.chat_id
    WHERE e.story_id = :story AND e.chat_id > :after AND e.outbox_id IS NOT NULL AND c.state = 'active'
    AND NOT EXISTS (SELECT 1 FROM subscriptions s
      WHERE s.chat_id = e.chat_id AND s.kind = 'mute-story' AND s.value = CAST(:name AS text))
    ORDER BY e.chat_id LIMIT CAST(:count AS bigint)"""
)
_LOCK = Sql("SELECT id FROM chats WHERE id IN :ids[int] ORDER BY id FOR UPDATE")
_RECENT = Sql(
    """SELECT DISTINCT o.chat_id, o.reply_to_story FROM outbox o WHERE o.chat_id IN :ids[int] AND o.kind = 'follow-up'
    AND o.created_at > :since AND o.reply_to_story IS NOT NULL"""
)


@dataclass(frozen=True, slots=True)
class Listener:
    """A chat that was told a story by a message."""

    chat: Chat
    told_at: int
    """When it last heard of it, by a digest, an alert or a follow-up."""
    followed_at: int | None
    """When it last got a follow-up on it."""
    lately: int
    """Follow-ups of any story that it got since the instant asked for."""


def listeners(
    c: Connection, story_id: int, *, after_id: int, since: int, limit: int
) -> list[Listener]:
    """Read the active chats that a message told this story and that did not mute it, by id, from after an id."""
    asked = {
        "story": story_id,
        "name": str(story_id),
        "after": after_id,
        "since": since,
        "count": limit,
    }
    return [
        Listener(CHAT.of(row), max(row[-3], row[-2] or 0), row[-2], row[-1])
        for row in _LISTENERS(c, **asked).all()
    ]


def store(c: Connection, rows: Sequence[NewOutbox], *, since: int, now: int) -> int:
    """Write follow-ups, each with `reply_to_story`; one that its chat got since an instant is not written again."""
    if not rows:
        return 0
    ids = sorted({row.chat_id for row in rows})
    _LOCK(c, ids=ids)
    had = {tuple(row) for row in _RECENT(c, ids=ids, since=since)}
    return sum(
        1
        for i in outbox.add(c, [r for r in rows if (r.chat_id, r.reply_to_story) not in had], now)
        if i
    )
