"""Tables of what is under work: updates, attempts at jobs, texts to send,
what is set aside, bundles of posts.
"""

from __future__ import annotations

from sqlalchemy import Index, Table

from store.schema.columns import (
    COUNTED,
    KEYED,
    id_column,
    integer,
    key_column,
    metadata,
    name_column,
    string,
)

updates = Table(
    "updates",
    metadata,
    key_column("bot"),
    key_column("update_id"),
    integer("at"),
    integer("telegram_id"),
    string("payload"),
    **KEYED,
)

attempts = Table(
    "attempts",
    metadata,
    name_column("queue"),
    key_column("item"),
    integer("count"),
    integer("at"),
    **KEYED,
)

quarantine = Table(
    "quarantine",
    metadata,
    name_column("kind"),
    key_column("item"),
    string("reason"),
    integer("count"),
    integer("at"),
    **KEYED,
)

post_bundles = Table(
    "post_bundles",
    metadata,
    key_column("chat_id"),
    key_column("subscription_id"),
    integer("outbox_id"),
    integer("ready_at"),
    **KEYED,
)

# What was used of a day's share. A source is known by its id, a person by a number that only the
# bot's own key makes of theirs.
daily_shares = Table(
    "daily_shares",
    metadata,
    name_column("kind"),
    key_column("owner"),
    integer("since"),
    integer("used"),
    Index("ix_daily_shares_since", "since"),
    **KEYED,
)

# Long texts of messages, each once for all chats that get it; `outbox.text_id` leads here while one
# waits.
outbox_texts = Table(
    "outbox_texts",
    metadata,
    id_column(),
    string("body", None),
    integer("created_at"),
    Index("ix_outbox_texts_created_at", "created_at"),
    **COUNTED,
)
