"""Tables that belong to a source besides its own row: its entries, and who asked for it."""

from __future__ import annotations

from sqlalchemy import Column, Index, LargeBinary, Table

from store.engine.sealed_text import SealedText
from store.schema.columns import (
    KEYED,
    integer,
    key_column,
    metadata,
    name_column,
    optional_integer,
    partial_index,
    string,
    word,
)

# An article belongs to every source that lists it. `identity` is
# `news.entry_identity`'s; an entry without an article is known and was never
# told: the source listed it before it was read.
entries = Table(
    "entries",
    metadata,
    key_column("source_id"),
    name_column("identity"),
    string("url_key"),
    string("title"),
    string("summary"),
    optional_integer("article_id"),
    integer("first_at"),
    integer("listed_at"),
    Index("ix_entries_source_id", "source_id", "url_key"),
    partial_index(
        "ix_entries_article_id", "article_id", where="article_id IS NOT NULL"
    ),
    Index("ix_entries_listed_at", "listed_at"),
    **KEYED,
)

source_adders = Table(
    "source_adders",
    metadata,
    key_column("source_id"),
    key_column("telegram_id"),
    integer("at"),
    Index("ix_source_adders_telegram_id", "telegram_id"),
    **KEYED,
)

# The fingerprint of a section page's readings, as `news.pages.Grammar.dump`
# writes it.
page_grammars = Table(
    "page_grammars",
    metadata,
    key_column("source_id"),
    Column("data", LargeBinary, nullable=False),
    integer("read_at"),
    **KEYED,
)

# A hot list with its past readings, as `news.hotlists.dump` writes it.
boards = Table(
    "boards",
    metadata,
    key_column("source_id"),
    Column("data", LargeBinary, nullable=False),
    integer("read_at"),
    **KEYED,
)

# Hubs that tell of sources' news by themselves (W3C WebSub), and how far we are
# with each.
hub_subscriptions = Table(
    "hub_subscriptions",
    metadata,
    key_column("source_id"),
    string("hub"),
    string("topic"),
    string("token"),
    string("secret"),
    word("state", "offered"),
    integer("next_at"),
    integer("lease_until"),
    integer("failures"),
    integer("pinged_at"),
    Index("ix_hub_subscriptions_next_at", "next_at"),
    partial_index(
        "ix_hub_subscriptions_token", "token", where="token <> ''", unique=True
    ),
    **KEYED,
)

# What opens a source for the chat that subscribes to it; without a source until
# that is added.
doors = Table(
    "doors",
    metadata,
    name_column("name"),
    optional_integer("source_id"),
    integer("telegram_id"),
    string("header"),
    Column("value", SealedText("doors.value"), nullable=False),
    string("origin"),
    integer("created_at"),
    Index("ix_doors_source_id", "source_id"),
    Index("ix_doors_telegram_id", "telegram_id"),
    **KEYED,
)

# Terms that a story has for the readers of one closed source alone: what its
# articles say of topics, and the filters that they meet.
closed_terms = Table(
    "closed_terms",
    metadata,
    key_column("source_id"),
    key_column("term_id"),
    key_column("story_id"),
    Index("ix_closed_terms_story_id", "story_id"),
    Index("ix_closed_terms_term_id", "term_id"),
    **KEYED,
)

# Sources whose trust changed, until all stories of theirs are written anew.
trust_changes = Table(
    "trust_changes", metadata, key_column("source_id"), integer("at"), **KEYED
)
