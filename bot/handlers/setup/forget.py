"""/forget: everything about a chat is deleted, after one question."""

from __future__ import annotations

from bot.handlers.context import UpdateContext, may_change
from bot.rendering.keyboards import data
from news.models import Button
from store.operations import privacy


async def forget(ctx: UpdateContext) -> None:
    """Ask once, then delete everything about this chat."""
    if not await may_change(ctx, admins=True):
        return
    rows = (
        (
            Button(ctx.speech.say("forget.yes"), data("forget", 1)),
            Button(ctx.speech.say("no"), data("forget", 0)),
        ),
    )
    await ctx.answer(ctx.say("forget.ask"), rows)


async def decided(ctx: UpdateContext, values: list[str]) -> None:
    """The answer to /forget's question."""
    if not await may_change(ctx, admins=True):
        return
    await ctx.answer_callback()
    if values[:1] != ["1"]:
        await ctx.edit(ctx.say("forget.kept"))
        return
    counts = await ctx.tools.db.write(privacy.forget, ctx.chat.telegram_id)
    await ctx.tools.db.fold()
    await ctx.edit(ctx.say("forget.done", n=counts.total))
