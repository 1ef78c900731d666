"""Follow-ups: which chats got a story and may get its continuation; each is written once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, exists, func, select

from store.delivery import outbox
from store.delivery.chat_locks import lock_chats
from store.engine.statements import integers
from store.rows import Chat, NewOutbox
from store.schema.delivery_tables import outbox as outbox_rows
from store.schema.delivery_tables import seen
from store.schema.row_mapping import CHAT
from store.schema.tables import chats, subscriptions

_IS_FOLLOW_UP = outbox_rows.c.kind == "follow-up"
_OF_LISTENER = outbox_rows.c.chat_id == seen.c.chat_id
_FOLLOWED_AT = (
    select(func.max(outbox_rows.c.created_at))
    .where(
        _OF_LISTENER,
        _IS_FOLLOW_UP,
        outbox_rows.c.reply_to_story == bindparam("story"),
    )
    .scalar_subquery()
)
_LATELY = (
    select(func.count())
    .select_from(outbox_rows)
    .where(
        _OF_LISTENER,
        _IS_FOLLOW_UP,
        outbox_rows.c.created_at > bindparam("since"),
    )
    .scalar_subquery()
)
_MUTED = exists().where(
    subscriptions.c.chat_id == seen.c.chat_id,
    subscriptions.c.kind == "mute-story",
    subscriptions.c.value == bindparam("name"),
)
# Without a message there is nothing to reply to: who was told by a page or feed
# reads on there.
_LISTENERS = (
    select(
        *CHAT.columns,
        seen.c.at,
        _FOLLOWED_AT.label("followed_at"),
        _LATELY.label("lately"),
    )
    .join_from(seen, chats, chats.c.id == seen.c.chat_id)
    .where(
        seen.c.story_id == bindparam("story"),
        seen.c.chat_id > bindparam("after"),
        seen.c.outbox_id.is_not(None),
        chats.c.state == "active",
        ~_MUTED,
    )
    .order_by(seen.c.chat_id)
    .limit(bindparam("count"))
)


@dataclass(frozen=True, slots=True)
class Listener:
    """A chat that received a story in a message."""

    chat: Chat
    # When it last heard of it, by a digest, an alert or a follow-up.
    told_at: int
    # When it last got a follow-up on it.
    followed_at: int | None
    # Follow-ups of any story that it got since the instant asked for.
    lately: int


def listeners(
    connection: Connection,
    story_id: int,
    *,
    after_id: int,
    since: int,
    limit: int,
) -> list[Listener]:
    """Read the active chats that received this story and did not mute it, by id, from
    after an id.
    """
    asked = {
        "story": story_id,
        "name": str(story_id),
        "after": after_id,
        "since": since,
        "count": limit,
    }
    return [
        Listener(
            chat=CHAT.of(row),
            told_at=max(row.at, row.followed_at or 0),
            followed_at=row.followed_at,
            lately=row.lately,
        )
        for row in connection.execute(_LISTENERS, asked)
    ]


_RECENT = (
    select(outbox_rows.c.chat_id, outbox_rows.c.reply_to_story)
    .distinct()
    .where(
        outbox_rows.c.chat_id.in_(integers("ids")),
        _IS_FOLLOW_UP,
        outbox_rows.c.created_at > bindparam("since"),
        outbox_rows.c.reply_to_story.is_not(None),
    )
)


def store(
    connection: Connection, rows: Sequence[NewOutbox], *, since: int, now: int
) -> int:
    """Write follow-ups, each with `reply_to_story`; skip one that its chat received since
    an instant.
    """
    if not rows:
        return 0
    ids = sorted(lock_chats(connection, [row.chat_id for row in rows]))
    had = {
        (chat, story)
        for chat, story in connection.execute(
            _RECENT, {"ids": ids, "since": since}
        )
    }
    missing = [
        row for row in rows if (row.chat_id, row.reply_to_story) not in had
    ]
    return sum(1 for row_id in outbox.add(connection, missing, now) if row_id)
