"""/week: the chat's stories that grew most in seven days, day by day."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.handlers.context import UpdateContext
from bot.handlers.schedule import week_schedule
from bot.rendering.week import message_of
from news.week import DAYS, threads
from store.delivery import week_digests
from store.news import week as week_rows


async def week(context: UpdateContext) -> None:
    """Show the week in threads, or set when it is sent by itself: `/week sunday
    18:00`.

    The chat's web page, if it has one, shows the same.
    """
    if context.args:
        await week_schedule.choose(context)
        return
    now = context.now()
    zone = context.chat.zone
    since = int((now - timedelta(days=DAYS)).timestamp())
    reports, counts = await context.read(
        week_rows.reports, context.chat.id, since
    )
    # Comparing all sentences takes too long for the event loop.
    week_threads = await asyncio.to_thread(
        threads, reports, counts, now=now, zone=zone
    )
    wish = await context.read(week_digests.of_chat, context.chat.id)
    switch = week_schedule.buttons(context, on=wish is not None)
    if not week_threads:
        await context.reply("week.none", switch)
        return
    today = now.astimezone(ZoneInfo(zone)).date()
    message = message_of(week_threads, today, context.speech, _page(context))
    await context.send(replace(message, buttons=(*message.buttons, *switch)))


def _page(context: UpdateContext) -> str:
    """Return the address of the week's page; empty if the chat has no private
    page.
    """
    root = context.defaults.public_url
    token = context.chat.feed_token
    if root and token:
        return f"{root}/d/{token}/week"
    return ""
