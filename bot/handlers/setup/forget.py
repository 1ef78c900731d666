"""/forget: delete everything about a chat, after one question that lists it."""

from __future__ import annotations

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.rendering.actions.settings_actions import EraseChat, OutdatedErase
from bot.rendering.button_data import action_button
from bot.rendering.telegram_html import shorten
from store.operations import privacy

# The data of the button that deletes nothing; the other carries the chat's
# Telegram id.
KEEP = "0"


async def forget(ctx: UpdateContext) -> None:
    """Ask once, naming what will be deleted, then delete everything about this
    chat.
    """
    if not await may_change(ctx, admins=True):
        return
    mine = ctx.chat.kind == "private"
    name = shorten(ctx.chat.title, 40)
    delete = ctx.say("forget.yes") if mine else f"🗑 {name}"
    rows = (
        (
            action_button(delete, EraseChat(str(ctx.chat.telegram_id))),
            action_button(ctx.say("no"), EraseChat(KEEP)),
        ),
    )
    await ctx.answer(
        ctx.say("forget.ask" if mine else "forget.ask-chat", name=name), rows
    )


async def decided(ctx: UpdateContext, pressed: EraseChat) -> None:
    """Delete everything about the chat in question, or keep it."""
    if not await may_change(ctx, admins=True):
        return
    if pressed.chat == KEEP:
        await ctx.answer_callback()
        await ctx.edit(ctx.say("forget.kept"))
    elif pressed.chat == str(ctx.chat.telegram_id):
        await ctx.answer_callback()
        counts = await ctx.write(privacy.forget, ctx.chat.telegram_id)
        await ctx.tools.db.fold()
        await ctx.edit(ctx.say("forget.done", n=counts.total))
    else:
        await ctx.alert("button.old")


async def outdated(ctx: UpdateContext, _pressed: OutdatedErase) -> None:
    """Ask anew: a button of an earlier version does not say which chat it is
    about.
    """
    await ctx.answer_callback()
    await forget(ctx)
