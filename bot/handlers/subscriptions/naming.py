"""The displayed names of subscriptions and mutes."""

from __future__ import annotations

from collections.abc import Sequence

from bot.handlers.context import UpdateContext
from bot.handlers.subscriptions.added_sources import source_name
from news.topics import catalogue, find
from news.words import fold
from store.chats import subscriptions
from store.news import sources, stories
from store.rows import Subscription

SIGNS = {
    "topic": "🏷",
    "source": "🗞",
    "filter": "🔎",
    "mute-topic": "🏷",
    "mute-publisher": "🗞",
    "mute-phrase": "💬",
    "mute-story": "📰",
}


async def names_of(
    ctx: UpdateContext, rows: Sequence[Subscription]
) -> dict[int, str]:
    """Return the name of each row, by its id: topics in the chat's language,
    sources and stories by their titles.
    """
    topics = {info.key: info.name(ctx.place.locale) for info in catalogue()}
    muted = [
        int(row.value)
        for row in rows
        if row.kind == "mute-story" and row.value.isdigit()
    ]
    titles = (
        await ctx.tools.db.read(stories.by_ids, muted, ctx.chat.id)
        if muted
        else {}
    )
    names = {}
    for row in rows:
        if row.kind in {"topic", "mute-topic"}:
            names[row.id] = topics.get(row.value, row.value)
        elif row.kind == "source":
            names[row.id] = await _source_name(ctx, row)
        elif row.kind == "mute-story" and row.value.isdigit():
            story = titles.get(int(row.value))
            names[row.id] = story.title if story else row.value
        else:
            names[row.id] = row.value
    return names


async def _source_name(ctx: UpdateContext, row: Subscription) -> str:
    """Return the chat's own name for a source, otherwise the source's."""
    if row.alias or not row.value.isdigit():
        return row.alias or row.value
    source = await ctx.tools.db.read(sources.get, int(row.value))
    return source_name(source) if source else row.value


async def find_named(ctx: UpdateContext, name: str) -> Subscription | None:
    """Return the chat's topic, source or filter with a name; None if there is
    none.
    """
    rows = await ctx.tools.db.read(subscriptions.of_chat, ctx.chat.id)
    wanted = [row for row in rows if row.kind in {"topic", "source", "filter"}]
    names = await names_of(ctx, wanted)
    key = find(name)
    for row in wanted:
        if (row.kind == "topic" and row.value == key) or fold(
            names[row.id]
        ) == fold(name):
            return row
    return None


def topic_name(ctx: UpdateContext, key: str) -> str:
    """Return a topic's name in the chat's language."""
    return next(
        (
            info.name(ctx.place.locale)
            for info in catalogue()
            if info.key == key
        ),
        key,
    )
