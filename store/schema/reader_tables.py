"""Tables of votes and saved stories of single people in a chat."""

from __future__ import annotations

from sqlalchemy import Column, Index, Table

from store.engine.sealed_text import SealedText
from store.schema.columns import (
    KEYED,
    chat_column,
    integer,
    key_column,
    metadata,
    name_column,
    string,
)

# What a chat as a whole says of a story.
feedback = Table(
    "feedback",
    metadata,
    chat_column(key=True),
    key_column("story_id"),
    integer("value"),
    integer("at"),
    Index("ix_feedback_story_id", "story_id"),
    **KEYED,
)

saved = Table(
    "saved",
    metadata,
    chat_column(key=True),
    key_column("story_id"),
    integer("at"),
    Index("ix_saved_story_id", "story_id"),
    **KEYED,
)

# A vote belongs to the person. What a chat makes of its people's votes stands
# in `feedback`.
votes = Table(
    "votes",
    metadata,
    chat_column(key=True),
    key_column("story_id"),
    key_column("telegram_id"),
    integer("value"),
    integer("at"),
    Index("ix_votes_story_id", "story_id"),
    Index("ix_votes_telegram_id", "telegram_id"),
    **KEYED,
)

# Articles that no story holds: a link that somebody sent and wanted to keep.
saved_links = Table(
    "saved_links",
    metadata,
    chat_column(key=True),
    name_column("url"),
    string("title"),
    integer("at"),
    **KEYED,
)

# Chats that have their week in threads sent by itself.
week_digests = Table(
    "week_digests",
    metadata,
    chat_column(key=True),
    string("schedule"),
    integer("next_at"),
    Index("ix_week_digests_next_at", "next_at"),
    **KEYED,
)

chat_options = Table(
    "chat_options",
    metadata,
    chat_column(key=True),
    name_column("name"),
    string("value"),
    **KEYED,
)

# Articles on their way to a service, until it took them or refused them often.
read_later_items = Table(
    "read_later_items",
    metadata,
    chat_column(key=True),
    name_column("url"),
    string("title"),
    string("summary"),
    integer("attempts"),
    integer("next_at"),
    Index("ix_read_later_items_next_at", "next_at"),
    **KEYED,
)

# What opens the account is sealed with the operator's key, as addresses with a
# secret are.
read_later = Table(
    "read_later",
    metadata,
    chat_column(key=True),
    string("service"),
    Column(
        "account",
        SealedText("read_later.account"),
        nullable=False,
        server_default="",
    ),
    **KEYED,
)
