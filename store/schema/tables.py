"""The tables. Instants are integer UTC seconds, flags are 0 or 1,
lists are JSON text written by `store.schema.row_mapping`.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, LargeBinary, Table, Text, UniqueConstraint

from store.engine.sealed_text import SealedAddress
from store.schema import (
    delivery_tables,
    reader_tables,
    source_tables,
    work_tables,
)
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
    real,
    string,
    word,
)

__all__ = [
    "delivery_tables",
    "metadata",
    "reader_tables",
    "source_tables",
    "work_tables",
]

sources = Table(
    "sources",
    metadata,
    id_column(),
    Column("url", SealedAddress("sources.url"), nullable=False, unique=True),
    string("host"),
    word("kind", "auto"),
    string("title"),
    string("language"),
    string("zone", "UTC"),
    json_list("topics"),
    string("selector"),
    word("state", "active"),
    integer("configured"),
    optional_integer("added_by"),
    integer("next_fetch_at"),
    integer("interval", 900),
    integer("lease_until"),
    string("etag"),
    string("last_modified"),
    integer("failures"),
    string("last_error"),
    optional_integer("last_error_at"),
    optional_integer("last_success_at"),
    optional_integer("last_entry_at"),
    integer("empty_runs"),
    Column(
        "moved_to",
        SealedAddress("sources.moved_to"),
        nullable=False,
        server_default="",
    ),
    integer("moved_seen"),
    integer("fetches"),
    integer("entries"),
    optional_integer("told_at"),
    integer("created_at"),
    optional_integer("approved_at"),
    integer("private"),
    integer("trusted"),
    optional_integer("refused_at"),
    optional_integer("unused_since"),
    integer("standing", 100),
    partial_index(
        "ix_sources_due", "next_fetch_at", where="state IN ('active', 'slow')"
    ),
    Index("ix_sources_lease_until", "lease_until"),
    **COUNTED,
)

articles = Table(
    "articles",
    metadata,
    id_column(),
    string("url", None),
    Column("url_key", Text, nullable=False, unique=True),
    integer("source_id", None),
    word("state", "new"),
    string("title"),
    string("text"),
    json_list("summary"),
    integer("published_at"),
    integer("fetched_at"),
    string("publisher"),
    string("site"),
    string("author"),
    string("editor"),
    string("section"),
    string("language"),
    string("image"),
    json_list("keywords"),
    json_list("categories"),
    json_list("topics"),
    optional_integer("story_id"),
    word("kind", "report"),
    string("original_url"),
    string("entry_summary"),
    string("entry_content"),
    integer("attempts"),
    string("error"),
    json_list("markup"),
    json_list("media"),
    string("canonical_url"),
    optional_integer("changed_at"),
    optional_integer("withdrawn_at"),
    string("content_hash"),
    string("words"),
    integer("next_at"),
    integer("checked_at"),
    string("no_news"),
    partial_index(
        "ix_articles_new", "published_at", "id", where="state = 'new'"
    ),
    partial_index("ix_articles_read", "id", where="state = 'read'"),
    partial_index(
        "ix_articles_story_id", "story_id", where="story_id IS NOT NULL"
    ),
    Index("ix_articles_source_id", "source_id", "id"),
    Index("ix_articles_published_at", "published_at"),
    Index("ix_articles_fetched_at", "fetched_at"),
    partial_index("ix_articles_markup", "fetched_at", where="markup <> '[]'"),
    partial_index("ix_articles_media", "fetched_at", where="media <> '[]'"),
    **COUNTED,
)

stories = Table(
    "stories",
    metadata,
    id_column(),
    Column("key", Text, nullable=False, unique=True),
    string("title"),
    string("url"),
    json_list("summary"),
    string("language"),
    integer("published_at"),
    string("publisher"),
    json_list("topics"),
    json_list("languages"),
    integer("publishers"),
    integer("articles"),
    integer("closed"),
    string("image"),
    optional_integer("lead_id"),
    integer("created_at"),
    integer("updated_at"),
    integer("grown_at"),
    integer("stamp"),
    optional_integer("joined_into"),
    Column("event", Text),
    integer("last_at"),
    integer("recent"),
    json_list("boards"),
    string("no_news"),
    integer("standing", 100),
    partial_index("ix_stories_event", "event", where="event IS NOT NULL"),
    Index("ix_stories_stamp", "stamp", unique=True),
    Index("ix_stories_lead_id", "lead_id"),
    Index("ix_stories_updated_at", "updated_at"),
    partial_index(
        "ix_stories_published_at", "published_at", where="joined_into IS NULL"
    ),
    partial_index(
        "ix_stories_grown_at", "grown_at", where="joined_into IS NULL"
    ),
    partial_index(
        "ix_stories_joined_into", "joined_into", where="joined_into IS NOT NULL"
    ),
    partial_index("ix_stories_closed", "id", where="closed > 0"),
    **COUNTED,
)

terms = Table(
    "terms",
    metadata,
    id_column(),
    word("kind", None),
    string("value", None),
    UniqueConstraint("kind", "value"),
    **COUNTED,
)

story_terms = Table(
    "story_terms",
    metadata,
    key_column("term_id"),
    key_column("story_id"),
    Index("ix_story_terms_story_id", "story_id"),
    **KEYED,
)

chats = Table(
    "chats",
    metadata,
    id_column(),
    integer("telegram_id", None),
    integer("thread_id"),
    word("kind", "private"),
    string("title"),
    word("state", "active"),
    string("locale", "zh-Hans"),
    json_list("languages"),
    string("zone", "Asia/Shanghai"),
    string("schedule", "08:00"),
    optional_integer("next_due_at"),
    string("style", "short"),
    integer("budget", 10),
    integer("minutes"),
    integer("images"),
    integer("preview"),
    integer("silent"),
    integer("send_empty"),
    optional_integer("quiet_from"),
    optional_integer("quiet_to"),
    integer("alerts"),
    integer("everyone"),
    optional_integer("managed_by"),
    word("feed_token"),
    string("invited_by"),
    integer("created_at"),
    integer("seen_at"),
    integer("topic_lost"),
    integer("muted_at"),
    integer("covered_at"),
    string("post_format"),
    integer("lease_until"),
    integer("resume_at"),
    integer("former_id"),
    integer("pause_at"),
    UniqueConstraint("telegram_id", "thread_id"),
    partial_index(
        "ix_chats_due",
        "next_due_at",
        where="next_due_at IS NOT NULL AND state = 'active'",
    ),
    partial_index(
        "ix_chats_feed_token",
        "feed_token",
        where="feed_token <> ''",
        unique=True,
    ),
    partial_index(
        "ix_chats_managed_by", "managed_by", where="managed_by IS NOT NULL"
    ),
    partial_index("ix_chats_resume_at", "resume_at", where="resume_at > 0"),
    partial_index("ix_chats_pause_at", "pause_at", where="pause_at > 0"),
    partial_index("ix_chats_alerts", "id", where="alerts > 0"),
    **COUNTED,
)

subscriptions = Table(
    "subscriptions",
    metadata,
    id_column(),
    chat_column(),
    word("kind", None),
    string("value", None),
    real("weight", 1.0),
    optional_integer("term_id"),
    integer("created_at"),
    word("mode", "digest"),
    integer("mode_since"),
    string("format"),
    string("label"),
    string("alias"),
    word("words"),
    integer("paused_until"),
    UniqueConstraint("chat_id", "kind", "value"),
    partial_index(
        "ix_subscriptions_term_id", "term_id", where="term_id IS NOT NULL"
    ),
    partial_index(
        "ix_subscriptions_at_once", "term_id", where="mode <> 'digest'"
    ),
    partial_index("ix_subscriptions_source", "value", where="kind = 'source'"),
    partial_index("ix_subscriptions_words", "value", where="words <> ''"),
    partial_index(
        "ix_subscriptions_story", "value", where="kind = 'mute-story'"
    ),
    **COUNTED,
)

conversations = Table(
    "conversations",
    metadata,
    key_column("telegram_id"),
    key_column("user_id"),
    key_column("thread_id"),
    string("data", None),
    integer("updated_at"),
    **KEYED,
)

blobs = Table(
    "blobs",
    metadata,
    name_column("name"),
    Column("data", LargeBinary, nullable=False),
    integer("updated_at"),
    sqlite_strict=True,
)

answers = Table(
    "answers",
    metadata,
    name_column("story_key"),
    name_column("version"),
    name_column("locale"),
    string("body", None),
    integer("created_at"),
    **KEYED,
)

spend = Table(
    "spend",
    metadata,
    name_column("day"),
    integer("calls"),
    integer("tokens_in"),
    integer("tokens_out"),
    real("cost"),
    **KEYED,
)
