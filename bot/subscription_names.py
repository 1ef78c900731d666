"""The displayed names of subscriptions and mutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from news.models import Story
from news.topics import catalogue
from store.engine.database import Database
from store.news import sources, stories
from store.rows import Source, Subscription

SIGNS = {
    "topic": "🏷",
    "source": "🗞",
    "filter": "🔎",
    "mute-topic": "🏷",
    "mute-publisher": "🗞",
    "mute-phrase": "💬",
    "mute-story": "📰",
}
# The kinds whose value is the key of a topic.
TOPIC_KINDS = frozenset({"topic", "mute-topic"})


async def names_of(
    db: Database, chat_id: int, locale: str, rows: Sequence[Subscription]
) -> dict[int, str]:
    """Return the name of each row, by its id: topics in this language, sources
    by the chat's own names or their titles, muted stories by their titles.
    """
    topics = {topic.key: topic.name(locale) for topic in catalogue()}
    listed = await db.read(sources.of_ids, numbers_of(rows, "source"))
    by_id = {source.id: source for source in listed}
    muted = numbers_of(rows, "mute-story")
    titles = await db.read(stories.by_ids, muted, chat_id) if muted else {}
    return {
        subscription.id: _name(subscription, topics, by_id, titles)
        for subscription in rows
    }


def numbers_of(rows: Sequence[Subscription], kind: str) -> list[int]:
    """Return the ids of the sources or stories that rows of a kind name."""
    values = (
        subscription.value for subscription in rows if subscription.kind == kind
    )
    return [int(value) for value in values if value.isdigit()]


def _name(
    subscription: Subscription,
    topics: Mapping[str, str],
    listed: Mapping[int, Source],
    muted: Mapping[int, Story],
) -> str:
    """Return what people call a subscription: a topic by its name in their language, a
    source by the chat's own label or its title, a muted story by its headline. What
    is gone keeps the value that was stored.
    """
    if subscription.kind in TOPIC_KINDS:
        return topics.get(subscription.value, subscription.value)
    number = int(subscription.value) if subscription.value.isdigit() else 0
    if subscription.kind == "source":
        source = listed.get(number)
        return subscription.alias or (
            source.shown_name if source else subscription.value
        )
    story = muted.get(number) if subscription.kind == "mute-story" else None
    if story:
        return story.title
    return subscription.value
