"""All tables with rows of a chat, and what tells two rows of one chat apart."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import Table

from store.schema.delivery_tables import (
    digests,
    episodes,
    outbox,
    post_bundles,
    seen,
)
from store.schema.reader_tables import (
    chat_options,
    feedback,
    read_later,
    read_later_items,
    saved,
    saved_links,
    votes,
    week_digests,
)
from store.schema.tables import subscriptions

# With `chat_id`, these columns name one row.
CHAT_TABLES: Mapping[Table, tuple[str, ...]] = MappingProxyType(
    {
        outbox: ("id",),
        seen: ("story_id",),
        digests: ("local_date", "slot"),
        episodes: ("digest_id",),
        feedback: ("story_id",),
        votes: ("story_id", "telegram_id"),
        saved: ("story_id",),
        saved_links: ("url",),
        week_digests: (),
        chat_options: ("name",),
        read_later: (),
        read_later_items: ("url",),
        post_bundles: ("subscription_id",),
        subscriptions: ("kind", "value"),
    }
)
