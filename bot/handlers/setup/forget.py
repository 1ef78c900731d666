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


async def forget(context: UpdateContext) -> None:
    """Ask once, naming what will be deleted, then delete everything about this
    chat.
    """
    if not await may_change(context, admins=True):
        return
    mine = context.chat.kind == "private"
    name = shorten(context.chat.title, 40)
    delete = context.say("forget.yes") if mine else f"🗑 {name}"
    rows = (
        (
            action_button(delete, EraseChat(str(context.chat.telegram_id))),
            action_button(context.say("no"), EraseChat(KEEP)),
        ),
    )
    await context.reply(
        "forget.ask" if mine else "forget.ask-chat", rows, name=name
    )


async def decided(context: UpdateContext, pressed: EraseChat) -> None:
    """Delete everything about the chat in question, or keep it."""
    if not await may_change(context, admins=True):
        return
    if pressed.chat == KEEP:
        await context.answer_callback()
        await context.reply_in_place("forget.kept")
    elif pressed.chat == str(context.chat.telegram_id):
        await context.answer_callback()
        counts = await context.write(privacy.forget, context.chat.telegram_id)
        await context.tools.db.fold()
        await context.reply_in_place("forget.done", n=counts.total)
    else:
        await context.alert("button.old")


async def outdated(context: UpdateContext, _pressed: OutdatedErase) -> None:
    """Ask anew: a button of an earlier version does not say which chat it is
    about.
    """
    await context.answer_callback()
    await forget(context)
