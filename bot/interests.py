"""What a chat's votes have taught, for /profile and the settings page."""

from __future__ import annotations

from collections.abc import Mapping

from news.models import Story
from store.chats import feedback
from store.engine.database import Database
from store.news import stories

# The most topics and publishers to show, the strongest first.
MOST = 12
# A story, and the chat's vote on it.
Opinion = tuple[Story, int]


async def opinions_of(db: Database, chat_id: int) -> list[Opinion]:
    """Return a chat's votes on stories that still exist."""
    said = (await db.read(feedback.of_chats, [chat_id])).get(chat_id, [])
    ids = {vote.story_id for vote in said}
    told = await db.read(stories.by_ids, ids, chat_id)
    return [
        (told[vote.story_id], vote.value)
        for vote in said
        if vote.story_id in told
    ]


def strongest(weights: Mapping[str, float]) -> list[tuple[str, float]]:
    """Return the names that weigh most, up or down, with their weights."""
    known = [(name, weight) for name, weight in weights.items() if weight]
    known.sort(key=lambda pair: -abs(pair[1]))
    return known[:MOST]
