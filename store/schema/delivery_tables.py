"""Tables of delivery: digests, messages with their texts, and which stories each chat got.

The tables that grow with every digest (`digests`, `seen`, `outbox`) carry no foreign key:
PostgreSQL pays a trigger a row for one, 36 µs as measured. `store.delivery.digests` looks whether a
chat lives, `store.operations.privacy` and `store.operations.retention` delete what belongs to it,
and tests read every table afterwards.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, LargeBinary, Table, UniqueConstraint

from store.schema.columns import (
    COUNTED,
    KEYED,
    chat_column,
    id_column,
    integer,
    json_list,
    key_column,
    metadata,
    name_column,
    optional_integer,
    partial_index,
    string,
    word,
)

seen = Table(
    "seen",
    metadata,
    key_column("chat_id"),
    key_column("story_id"),
    integer("at"),
    optional_integer("outbox_id"),
    integer("again"),
    Index("ix_seen_story_id", "story_id"),
    **KEYED,
)

digests = Table(
    "digests",
    metadata,
    id_column(),
    integer("chat_id", None),
    string("local_date", None),
    integer("slot", None),
    json_list("picks"),
    integer("since"),
    integer("created_at"),
    UniqueConstraint("chat_id", "local_date", "slot"),
    Index("ix_digests_created_at", "created_at"),
    **COUNTED,
)

outbox = Table(
    "outbox",
    metadata,
    id_column(),
    integer("chat_id", None),
    integer("telegram_id", None),
    word("kind", "digest"),
    string("message", None),
    word("state", "ready"),
    integer("ready_at"),
    integer("attempts"),
    integer("repeated"),
    integer("silent"),
    optional_integer("reply_to_story"),
    optional_integer("digest_id"),
    integer("sequence"),
    word("broadcast"),
    optional_integer("message_id"),
    string("error"),
    string("owner"),
    # Until when a sender holds it; of a `ready` message, when Telegram wants it.
    integer("lease_until"),
    integer("due_at"),
    integer("expires_at"),
    integer("created_at"),
    optional_integer("finished_at"),
    optional_integer("text_id"),
    partial_index("ix_outbox_ready", "ready_at", "id", where="state = 'ready'"),
    partial_index(
        "ix_outbox_waiting",
        "telegram_id",
        "ready_at",
        "id",
        where="state = 'ready'",
    ),
    # One message in flight a chat is a rule of the database, not of a query.
    partial_index(
        "uq_outbox_inflight",
        "telegram_id",
        where="state IN ('claimed', 'started')",
        unique=True,
    ),
    Index("ix_outbox_chat_id", "chat_id"),
    partial_index("ix_outbox_broadcast", "broadcast", where="broadcast <> ''"),
    partial_index(
        "ix_outbox_finished_at", "finished_at", where="finished_at IS NOT NULL"
    ),
    partial_index("ix_outbox_text_id", "text_id", where="text_id IS NOT NULL"),
    **COUNTED,
)

# Long texts of messages, each once for all chats that get it; `outbox.text_id`
# leads here while one waits.
outbox_texts = Table(
    "outbox_texts",
    metadata,
    id_column(),
    string("body", None),
    integer("created_at"),
    Index("ix_outbox_texts_created_at", "created_at"),
    **COUNTED,
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

# Digests that were asked for as a recording. `parts` names what it is made of:
# the key of its sound, its title, and its milliseconds.
episodes = Table(
    "episodes",
    metadata,
    key_column("digest_id"),
    chat_column(),
    word("state", None),
    json_list("parts"),
    integer("size"),
    integer("attempts"),
    integer("next_at"),
    integer("created_at"),
    Index("ix_episodes_chat_id", "chat_id"),
    Index("ix_episodes_created_at", "created_at"),
    partial_index("ix_episodes_wanted", "next_at", where="state = 'wanted'"),
    **KEYED,
)

# What a voice made of a text, by a digest of voice and text: a story that many
# chats are told is spoken once.
spoken = Table(
    "spoken",
    metadata,
    name_column("key"),
    Column("sound", LargeBinary, nullable=False),
    integer("used_at"),
    Index("ix_spoken_used_at", "used_at"),
    sqlite_strict=True,
)
