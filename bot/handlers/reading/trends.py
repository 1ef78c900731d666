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


async def trends_(context: UpdateContext) -> None:
    """Show the risen words, with a chart; `/trends on` adds them to digests,
    `/trends off` ends that.

    If nothing rose, or there is no week to compare with, say so.
    """
    if context.args:
        await _switch(context)
        return
    db = context.tools.db
    now = context.clock()
    read = await db.read(recent_headlines.of_days, context.chat.id, now, DAYS)
    # Cutting thousands of headlines into words takes too long for the event
    # loop.
    rises = await asyncio.to_thread(trends, read)
    if not rises:
        await context.reply("trends.none")
        return
    wanted = {story for trend in rises for story in trend.stories}
    told = await db.read(stories.by_ids, wanted, context.chat.id)
    await _show_chart(context, rises)
    await context.send(message_of(rises, told, context.speech))


async def _switch(context: UpdateContext) -> None:
    """Add the risen words to digests, or stop that."""
    if is_off(context.text, context.speech):
        change = chat_options.end
        key = "trends.off"
    elif is_on(context.text):
        change = chat_options.put
        key = "trends.on"
    else:
        await context.reply("trends.usage")
        return
    if await may_change(context):
        await context.write(change, context.chat.id, "trends")
        await context.reply(key)


async def _show_chart(context: UpdateContext, rises: Sequence[Trend]) -> None:
    """Send the chart before the words; a chat that takes no pictures gets only
    the words.
    """
    chart = InputFile(
        await asyncio.to_thread(draw, rises), filename="trends.png"
    )
    try:
        await context.bot.send_photo(
            context.place.telegram_id,
            chart,
            message_thread_id=context.place.thread_id or None,
            disable_notification=True,
        )
    except BadRequest as error:
        log.info("picture.refused", error=str(error))
