"""/week: the chat's stories that grew most in seven days, day by day."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from zoneinfo import ZoneInfo

from bot.handlers.context import UpdateContext
from bot.rendering.week import message_of
from news.week import DAYS, threads
from store.news import week as week_rows


async def week(ctx: UpdateContext) -> None:
    """Tell the week in threads; the page shows the same, where the chat has one."""
    now, zone = ctx.tools.now(), ctx.chat.zone
    since = int((now - timedelta(days=DAYS)).timestamp())
    reports, counts = await ctx.tools.db.read(week_rows.reports, ctx.chat.id, since)
    # Sentences are compared with sentences: too much work for the loop.
    found = await asyncio.to_thread(threads, reports, counts, now=now, zone=zone)
    if not found:
        await ctx.answer(ctx.say("week.none"))
        return
    today = now.astimezone(ZoneInfo(zone)).date()
    await ctx.send(message_of(found, today, ctx.speech, _page(ctx)))


def _page(ctx: UpdateContext) -> str:
    """Return the week's own address; empty where the chat has no private page."""
    root, token = ctx.tools.defaults.public_url, ctx.chat.feed_token
    return f"{root}/d/{token}/week" if root and token else ""
