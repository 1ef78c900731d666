"""Tables of work in progress: updates, attempts, quarantine, job runs, leases, daily shares."""

from __future__ import annotations

from sqlalchemy import Index, Table

from store.schema.columns import (
    KEYED,
    integer,
    key_column,
    metadata,
    name_column,
    optional_integer,
    partial_index,
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
    string("owner"),
    integer("lease_until"),
    partial_index(
        "ix_updates_kept", "telegram_id", "update_id", where="payload <> ''"
    ),
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

runs = Table(
    "runs",
    metadata,
    name_column("job"),
    integer("started"),
    integer("finished"),
    integer("ok"),
    string("note"),
    optional_integer("last_ok_at"),
    **KEYED,
)

# What was used of a day's share. A source is known by its id, a person by a
# number that only the bot's own key makes of theirs.
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

leases = Table(
    "leases",
    metadata,
    name_column("name"),
    string("owner", None),
    integer("until", None),
    **KEYED,
)
