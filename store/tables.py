"""The tables. Instants are integer UTC seconds, flags are 0 or 1, lists are JSON text written by `store.shapes`.

The tables that grow with every digest (`digests`, `seen`, `outbox`) carry no foreign key: PostgreSQL pays a trigger
a row for one, 36 µs as measured. `store.digests` looks whether a chat lives, `store.privacy` and `store.retention`
delete what belongs to it, and tests read every table afterwards.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TextClause,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import REAL, TypeEngine

_INT = BigInteger().with_variant(Integer(), "sqlite")
_REAL: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _number(default: float | None) -> TextClause | None:
    return None if default is None else text(str(default))


def _id() -> Column[int]:
    return Column("id", _INT, primary_key=True, autoincrement=True)


def _int(name: str, default: int | None = 0) -> Column[int]:
    return Column(name, _INT, nullable=False, server_default=_number(default))


def _maybe(name: str) -> Column[int]:
    return Column(name, _INT, nullable=True)


def _text(name: str, default: str | None = "") -> Column[str]:
    return Column(name, Text, nullable=False, server_default=default)


def _list(name: str) -> Column[str]:
    return _text(name, "[]")


def _real(name: str, default: float = 0.0) -> Column[float]:
    return Column(name, _REAL, nullable=False, server_default=_number(default))


def _key(name: str) -> Column[int]:
    return Column(name, _INT, primary_key=True, autoincrement=False)


def _name(name: str) -> Column[str]:
    return Column(name, Text, primary_key=True)


def _chat(*, key: bool = False) -> Column[int]:
    owner = ForeignKey("chats.id", ondelete="CASCADE")
    return Column("chat_id", _INT, owner, primary_key=key, autoincrement=False, nullable=False)


def _part(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """Index only the rows that a sweep looks at."""
    return Index(
        name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where)
    )


_KEYED: dict[str, Any] = {"sqlite_strict": True, "sqlite_with_rowid": False}
# Ids are never used twice: a button or a late worker must not reach a newer row.
_COUNTED: dict[str, Any] = {"sqlite_strict": True, "sqlite_autoincrement": True}

sources = Table(
    "sources",
    metadata,
    _id(),
    Column("url", Text, nullable=False, unique=True),
    _text("host"),
    _text("kind", "auto"),
    _text("title"),
    _text("language"),
    _text("zone", "UTC"),
    _list("topics"),
    _text("selector"),
    _text("state", "active"),
    _int("configured"),
    _maybe("added_by"),
    _int("next_fetch_at"),
    _int("interval", 900),
    _int("lease_until"),
    _text("etag"),
    _text("last_modified"),
    _int("failures"),
    _text("last_error"),
    _maybe("last_error_at"),
    _maybe("last_success_at"),
    _maybe("last_entry_at"),
    _int("empty_runs"),
    _text("moved_to"),
    _int("moved_seen"),
    _int("fetches"),
    _int("entries"),
    _maybe("told_at"),
    _int("created_at"),
    _part("ix_sources_due", "next_fetch_at", where="state IN ('active', 'slow')"),
    **_COUNTED,
)

articles = Table(
    "articles",
    metadata,
    _id(),
    _text("url", None),
    Column("url_key", Text, nullable=False, unique=True),
    _int("source_id", None),
    _text("state", "new"),
    _text("title"),
    _text("text"),
    _list("summary"),
    _int("published_at"),
    _int("fetched_at"),
    _text("publisher"),
    _text("site"),
    _text("author"),
    _text("editor"),
    _text("section"),
    _text("language"),
    _text("image"),
    _list("keywords"),
    _list("categories"),
    _list("topics"),
    _maybe("story_id"),
    _text("kind", "report"),
    _text("original_url"),
    _text("entry_summary"),
    _text("entry_content"),
    _int("attempts"),
    _text("error"),
    _text("canonical_url"),
    _maybe("changed_at"),
    _maybe("withdrawn_at"),
    _text("content_hash"),
    _text("words"),
    _int("next_at"),
    _int("checked_at"),
    _part("ix_articles_new", "published_at", "id", where="state = 'new'"),
    _part("ix_articles_read", "id", where="state = 'read'"),
    _part("ix_articles_story_id", "story_id", where="story_id IS NOT NULL"),
    Index("ix_articles_source_id", "source_id", "id"),
    Index("ix_articles_published_at", "published_at"),
    Index("ix_articles_fetched_at", "fetched_at"),
    **_COUNTED,
)

stories = Table(
    "stories",
    metadata,
    _id(),
    Column("key", Text, nullable=False, unique=True),
    _text("title"),
    _text("url"),
    _list("summary"),
    _text("language"),
    _int("published_at"),
    _text("publisher"),
    _list("topics"),
    _list("languages"),
    _int("publishers"),
    _int("articles"),
    _text("image"),
    _maybe("lead_id"),
    _int("created_at"),
    _int("updated_at"),
    _int("grown_at"),
    _int("stamp"),
    _maybe("joined_into"),
    Index("ix_stories_stamp", "stamp", unique=True),
    Index("ix_stories_lead_id", "lead_id"),
    Index("ix_stories_updated_at", "updated_at"),
    _part("ix_stories_published_at", "published_at", where="joined_into IS NULL"),
    _part("ix_stories_grown_at", "grown_at", where="joined_into IS NULL"),
    _part("ix_stories_joined_into", "joined_into", where="joined_into IS NOT NULL"),
    **_COUNTED,
)

terms = Table(
    "terms",
    metadata,
    _id(),
    _text("kind", None),
    _text("value", None),
    UniqueConstraint("kind", "value"),
    **_COUNTED,
)

story_terms = Table(
    "story_terms",
    metadata,
    _key("term_id"),
    _key("story_id"),
    Index("ix_story_terms_story_id", "story_id"),
    **_KEYED,
)

chats = Table(
    "chats",
    metadata,
    _id(),
    _int("telegram_id", None),
    _int("thread_id"),
    _text("kind", "private"),
    _text("title"),
    _text("state", "active"),
    _text("locale", "zh-Hans"),
    _list("languages"),
    _text("zone", "Asia/Shanghai"),
    _text("schedule", "08:00"),
    _maybe("next_due_at"),
    _text("style", "short"),
    _int("budget", 10),
    _int("minutes"),
    _int("images"),
    _int("preview"),
    _int("silent"),
    _int("send_empty"),
    _maybe("quiet_from"),
    _maybe("quiet_to"),
    _int("alerts"),
    _int("everyone"),
    _maybe("managed_by"),
    _text("feed_token"),
    _text("invited_by"),
    _int("created_at"),
    _int("seen_at"),
    _int("topic_lost"),
    _int("lease_until"),
    UniqueConstraint("telegram_id", "thread_id"),
    _part("ix_chats_due", "next_due_at", where="next_due_at IS NOT NULL AND state = 'active'"),
    _part("ix_chats_feed_token", "feed_token", where="feed_token <> ''", unique=True),
    _part("ix_chats_managed_by", "managed_by", where="managed_by IS NOT NULL"),
    _part("ix_chats_alerts", "id", where="alerts > 0"),
    **_COUNTED,
)

subscriptions = Table(
    "subscriptions",
    metadata,
    _id(),
    _chat(),
    _text("kind", None),
    _text("value", None),
    _real("weight", 1.0),
    _maybe("term_id"),
    _int("created_at"),
    UniqueConstraint("chat_id", "kind", "value"),
    _part("ix_subscriptions_term_id", "term_id", where="term_id IS NOT NULL"),
    _part("ix_subscriptions_story", "value", where="kind = 'mute-story'"),
    **_COUNTED,
)

seen = Table(
    "seen",
    metadata,
    _key("chat_id"),
    _key("story_id"),
    _int("at"),
    _maybe("outbox_id"),
    Index("ix_seen_story_id", "story_id"),
    **_KEYED,
)

digests = Table(
    "digests",
    metadata,
    _id(),
    _int("chat_id", None),
    _text("local_date", None),
    _int("slot", None),
    _list("picks"),
    _int("created_at"),
    UniqueConstraint("chat_id", "local_date", "slot"),
    Index("ix_digests_created_at", "created_at"),
    **_COUNTED,
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    _int("chat_id", None),
    _int("telegram_id", None),
    _text("kind", "digest"),
    _text("message", None),
    _text("state", "ready"),
    _int("ready_at"),
    _int("attempts"),
    _int("repeated"),
    _int("silent"),
    _maybe("reply_to_story"),
    _maybe("digest_id"),
    _int("sequence"),
    _text("broadcast"),
    _maybe("message_id"),
    _text("error"),
    _text("owner"),
    _int("lease_until"),
    _int("due_at"),
    _int("created_at"),
    _maybe("finished_at"),
    _part("ix_outbox_ready", "ready_at", "id", where="state = 'ready'"),
    _part("ix_outbox_waiting", "telegram_id", "ready_at", "id", where="state = 'ready'"),
    # One message in flight a chat is a rule of the database, not of a query.
    _part(
        "uq_outbox_inflight", "telegram_id", where="state IN ('claimed', 'started')", unique=True
    ),
    Index("ix_outbox_chat_id", "chat_id"),
    _part("ix_outbox_broadcast", "broadcast", where="broadcast <> ''"),
    _part("ix_outbox_finished_at", "finished_at", where="finished_at IS NOT NULL"),
    **_COUNTED,
)

feedback = Table(
    "feedback",
    metadata,
    _chat(key=True),
    _key("story_id"),
    _int("value"),
    _int("at"),
    Index("ix_feedback_story_id", "story_id"),
    **_KEYED,
)

saved = Table(
    "saved",
    metadata,
    _chat(key=True),
    _key("story_id"),
    _int("at"),
    Index("ix_saved_story_id", "story_id"),
    **_KEYED,
)

conversations = Table(
    "conversations",
    metadata,
    _key("telegram_id"),
    _key("user_id"),
    _key("thread_id"),
    _text("data", None),
    _int("updated_at"),
    **_KEYED,
)

blobs = Table(
    "blobs",
    metadata,
    _name("name"),
    Column("data", LargeBinary, nullable=False),
    _int("updated_at"),
    sqlite_strict=True,
)

runs = Table(
    "runs",
    metadata,
    _name("job"),
    _int("started"),
    _int("finished"),
    _int("ok"),
    _text("note"),
    _maybe("last_ok_at"),
    **_KEYED,
)

leases = Table(
    "leases", metadata, _name("name"), _text("owner", None), _int("until", None), **_KEYED
)

answers = Table(
    "answers",
    metadata,
    _name("story_key"),
    _name("version"),
    _name("locale"),
    _text("body", None),
    _int("created_at"),
    **_KEYED,
)

spend = Table(
    "spend",
    metadata,
    _name("day"),
    _int("calls"),
    _int("tokens_in"),
    _int("tokens_out"),
    _real("cost"),
    **_KEYED,
)

updates = Table("updates", metadata, _key("bot"), _key("update_id"), _int("at"), **_KEYED)

attempts = Table(
    "attempts", metadata, _name("queue"), _key("item"), _int("count"), _int("at"), **_KEYED
)
