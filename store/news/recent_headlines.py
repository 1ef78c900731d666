"""Headlines of what a chat reads: stories that match its subscriptions and that it may see."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, select

from news.durations import DAY
from news.trends import TrendHeadline
from store.news.visibility import is_visible
from store.schema.tables import articles, story_terms, subscriptions

# Headlines that are read at the most, the newest first.
MOST = 12_000

_MET = (
    select(story_terms.c.story_id)
    .join(subscriptions, subscriptions.c.term_id == story_terms.c.term_id)
    .where(subscriptions.c.chat_id == bindparam("chat"))
)
_HEADLINES = (
    select(
        articles.c.story_id,
        articles.c.title,
        articles.c.publisher,
        articles.c.site,
        articles.c.published_at,
    )
    .where(
        articles.c.story_id.in_(_MET),
        articles.c.kind == "report",
        articles.c.published_at > bindparam("since"),
        articles.c.published_at <= bindparam("now"),
        is_visible(),
    )
    .order_by(articles.c.published_at.desc())
    .limit(MOST)
)


def of_days(
    connection: Connection, chat_id: int, now: int, days: int
) -> list[TrendHeadline]:
    """Read the headlines of this many days and of today; a day is 24 hours that end now."""
    since = now - (days + 1) * DAY
    bounds = {"chat": chat_id, "reader": chat_id, "since": since, "now": now}
    return [
        TrendHeadline(
            story=story,
            title=title,
            publisher=publisher or site,
            age=(now - published) // DAY,
        )
        for story, title, publisher, site, published in connection.execute(
            _HEADLINES, bounds
        )
    ]
