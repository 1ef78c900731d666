"""/forget: delete everything about a chat, after one question that lists it."""

from __future__ import annotations

from bot.handlers import pending_confirmations
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
    number = str(context.chat.telegram_id)
    # A yes in words answers it, too.
    await pending_confirmations.offer(context, "forget", number)
    name = shorten(context.chat.title, 40)
    delete = context.say("forget.yes") if mine else f"🗑 {name}"
    rows = (
        (
            action_button(delete, EraseChat(number)),
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
        # A yes to another question would delete all.
        now = context.clock()
        await context.write(
            pending_confirmations.close_offer, context.chat, now
        )
        await context.reply_in_place("forget.kept")
    elif pressed.chat == str(context.chat.telegram_id):
        await context.answer_callback()
        await context.reply_in_place("forget.done", n=await _delete(context))
    else:
        await context.alert("button.old")


async def forget_as_said(context: UpdateContext) -> None:
    """Delete everything about the chat in question where a yes in words answers;
    ask anew where the chat has another number by now.
    """
    if context.text != str(context.chat.telegram_id):
        await forget(context)
    elif await may_change(context, admins=True):
        await context.reply("forget.done", n=await _delete(context))


async def _delete(context: UpdateContext) -> int:
    """Delete everything about the chat; return how many rows it had."""
    counts = await context.write(privacy.forget, context.chat.telegram_id)
    await context.tools.db.fold()
    return counts.total


async def outdated(context: UpdateContext, _pressed: OutdatedErase) -> None:
    """Ask anew: a button of an earlier version does not say which chat it is
    about.
    """
    await context.answer_callback()
    await forget(context)
