"""Texts of waiting messages: a text for several chats is stored once, and removed once it is sent."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, func

from news.models import Message
from store.engine.bulk_insert import BulkInsert
from store.engine.dialect import allocate
from store.schema.delivery_tables import outbox, outbox_texts
from store.schema.row_mapping import pack_message

# Characters from which a text has a row of its own: PostgreSQL writes a
# message's row anew at each of three changes of its state, so a long text in it
# is written four times.
SHORTEST = 200
# What stands in a message's row where its text has a row of its own, or was
# sent.
NO_TEXT = "{}"
# The text in a message's own row, and the id of the row that holds a long one.
Packed = tuple[str, int | None]

# A message's text, in a query that joins `outbox_texts` by an outer join.
TEXT = func.coalesce(outbox_texts.c.body, outbox.c.message)
INSERT = BulkInsert(outbox_texts, ("id", "body", "created_at"))


def pack(
    connection: Connection, messages: Sequence[Message], now: int
) -> list[Packed]:
    """Store the long texts of these messages, equal ones once; return the value for each
    message's row.
    """
    # Chats that are told alike get one and the same object, so it is written
    # out once.
    by_object: dict[int, str] = {}
    texts = []
    for message in messages:
        text = by_object.get(id(message))
        if text is None:
            text = by_object[id(message)] = pack_message(message)
        texts.append(text)
    long = [text for text in dict.fromkeys(texts) if len(text) >= SHORTEST]
    ids = dict(
        zip(long, allocate(connection, "outbox_texts", len(long)), strict=True)
    )
    INSERT(connection, [(text_id, text, now) for text, text_id in ids.items()])
    packed: list[Packed] = []
    for text in texts:
        if text in ids:
            packed.append((NO_TEXT, ids[text]))
        else:
            packed.append((text, None))
    return packed
