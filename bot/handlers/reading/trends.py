"""/trends: words and names that rose since yesterday in what the chat reads, with their stories."""

from __future__ import annotations

import asyncio

from bot.handlers.context import UpdateContext
from bot.rendering.trends import message_of
from news.trends import DAYS, trends
from store.news import recent_headlines, stories


async def trends_(ctx: UpdateContext) -> None:
    """Tell what rose; where nothing did, or there is no week to compare with, say so."""
    db, now = ctx.tools.db, ctx.tools.clock()
    read = await db.read(recent_headlines.of_days, ctx.chat.id, now, DAYS)
    # Thousands of headlines are cut into words: too much work for the loop.
    found = await asyncio.to_thread(trends, read)
    if not found:
        await ctx.answer(ctx.say("trends.none"))
        return
    wanted = {story for trend in found for story in trend.stories}
    told = await db.read(stories.by_ids, wanted, ctx.chat.id)
    await ctx.send(message_of(found, told, ctx.speech))
