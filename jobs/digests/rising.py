"""Trends since yesterday, for the digests of chats that want them."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from jobs.context import JobContext
from jobs.digests.asked import Asked
from news.models import Rise
from news.trends import DAYS, trends
from store.chats import chat_options
from store.news import recent_headlines

# Rises that a digest tells; `/trends` tells all.
MOST = 4


async def rises(
    context: JobContext, asked: Sequence[Asked]
) -> dict[int, tuple[Rise, ...]]:
    """Return the trends in what each chat reads, by the chat's id; chats that do not want
    them are missing.
    """
    ids = [one.chat.id for one in asked]
    wanted = await context.db.read(chat_options.with_option, ids, "trends")
    rises_by_chat = {chat: await _of(context, chat) for chat in sorted(wanted)}
    return {chat: listed for chat, listed in rises_by_chat.items() if listed}


async def _of(context: JobContext, chat: int) -> tuple[Rise, ...]:
    read = await context.db.read(
        recent_headlines.of_days, chat, context.clock(), DAYS
    )
    # Thousands of headlines are cut into words: too much work for the loop.
    risen = await asyncio.to_thread(trends, read)
    return tuple(
        Rise(
            words=trend.words,
            today=trend.today,
            usual=trend.usual,
            score=trend.score,
        )
        for trend in risen[:MOST]
    )
