"""Read messages of the outbox with their chats, their texts, and the messages they reply to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from sqlalchemy import Connection, func, select

from store import quarantine
from store.delivery import outcomes
from store.delivery.message_texts import TEXT
from store.engine.dialect import pairs
from store.engine.driver_types import RowValues
from store.engine.statements import integers, rows_of
from store.rows import OutboxRow
from store.schema.delivery_tables import outbox, outbox_texts, seen
from store.schema.row_mapping import Shape, unpack_message
from store.schema.tables import chats, stories

SHAPE = Shape(
    OutboxRow,
    message=unpack_message,
    repeated=bool,
    silent=bool,
    topic_lost=bool,
)

# `OutboxRow` takes these from elsewhere: three of the chat, and the reply's
# story stands where its message will.
_FROM_ELSEWHERE = {
    "thread_id": chats.c.thread_id,
    "locale": chats.c.locale,
    "topic_lost": chats.c.topic_lost,
    "reply_to_message": outbox.c.reply_to_story,
    "message": TEXT,
}
_NAMES = [field.name for field in fields(OutboxRow)]
_REPLY = _NAMES.index("reply_to_message")
_READ = (
    select(
        *(
            _FROM_ELSEWHERE[name] if name in _FROM_ELSEWHERE else outbox.c[name]
            for name in _NAMES
        )
    )
    .join_from(outbox, chats, chats.c.id == outbox.c.chat_id)
    .outerjoin(outbox_texts, outbox_texts.c.id == outbox.c.text_id)
    .where(outbox.c.id.in_(integers("ids")))
    .order_by(outbox.c.ready_at, outbox.c.id)
)
_ASKED = rows_of("rows", id=int, chat=int, story=int).c
_REPLIES = select(_ASKED.id, outbox.c.message_id).where(
    stories.c.id == _ASKED.story,
    seen.c.chat_id == _ASKED.chat,
    seen.c.story_id == func.coalesce(stories.c.joined_into, stories.c.id),
    outbox.c.id == seen.c.outbox_id,
    outbox.c.message_id.is_not(None),
)


def read(
    connection: Connection, ids: Sequence[int], now: int
) -> list[OutboxRow]:
    """Read claimed messages in sending order; one that cannot be read is settled as
    failed, and missing from the answer.
    """
    rows = connection.execute(_READ, {"ids": ids}).all()
    asked = [
        (row.id, row.chat_id, row[_REPLY])
        for row in rows
        if row[_REPLY] is not None
    ]
    replies = (
        pairs(connection.execute(_REPLIES, {"rows": asked})) if asked else {}
    )
    readable = []
    for row in rows:
        try:
            readable.append(_with_reply(row, replies.get(row.id)))
        except (ValueError, TypeError, KeyError, AttributeError) as fault:
            # One row that can't be read may not keep the others from their
            # readers.
            reason = f"{type(fault).__name__}: {fault}"
            outcomes.failed(connection, row.id, f"unreadable: {reason}", now)
            quarantine.note(connection, "message", row.id, reason, now)
    return readable


def _with_reply(row: RowValues, reply_to: int | None) -> OutboxRow:
    return SHAPE.of((*row[:_REPLY], reply_to, *row[_REPLY + 1 :]))
