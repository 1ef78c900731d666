"""/trends: words and names that rose since yesterday in the chat's news, with
their stories.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import structlog
from telegram import InputFile
from telegram.error import BadRequest

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.rendering.switch_words import is_off, is_on
from bot.rendering.trend_chart import draw
from bot.rendering.trends import message_of
from news.trends import DAYS, Trend, trends
from store.chats import chat_options
from store.news import recent_headlines, stories

log = structlog.get_logger()


async def trends_(ctx: UpdateContext) -> None:
    """Show the risen words, with a chart; `/trends on` adds them to digests,
    `/trends off` ends that.

    If nothing rose, or there is no week to compare with, say so.
    """
    if ctx.args:
        await _switch(ctx)
        return
    db = ctx.tools.db
    now = ctx.clock()
    read = await db.read(recent_headlines.of_days, ctx.chat.id, now, DAYS)
    # Cutting thousands of headlines into words takes too long for the event
    # loop.
    rises = await asyncio.to_thread(trends, read)
    if not rises:
        await ctx.reply("trends.none")
        return
    wanted = {story for trend in rises for story in trend.stories}
    told = await db.read(stories.by_ids, wanted, ctx.chat.id)
    await _show_chart(ctx, rises)
    await ctx.send(message_of(rises, told, ctx.speech))


async def _switch(ctx: UpdateContext) -> None:
    """Add the risen words to digests, or stop that."""
    if is_off(ctx.text, ctx.speech):
        change = chat_options.end
        key = "trends.off"
    elif is_on(ctx.text):
        change = chat_options.put
        key = "trends.on"
    else:
        await ctx.reply("trends.usage")
        return
    if await may_change(ctx):
        await ctx.write(change, ctx.chat.id, "trends")
        await ctx.reply(key)


async def _show_chart(ctx: UpdateContext, rises: Sequence[Trend]) -> None:
    """Send the chart before the words; a chat that takes no pictures gets only
    the words.
    """
    chart = InputFile(
        await asyncio.to_thread(draw, rises), filename="trends.png"
    )
    try:
        await ctx.bot.send_photo(
            ctx.place.telegram_id,
            chart,
            message_thread_id=ctx.place.thread_id or None,
            disable_notification=True,
        )
    except BadRequest as error:
        log.info("picture.refused", error=str(error))
