"""Read a source that needs a login, a header or a cookie, with its subscriber's
credentials.

The bot asks for them only in private chats, deletes the message that holds
them, and never shows them again.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace

from telegram.error import TelegramError

from bot.handlers import pending_confirmations
from bot.handlers.context import UpdateContext
from bot.handlers.conversation_slots import DOOR
from bot.handlers.pending_confirmations import PendingAction
from bot.rendering.actions.subscription_actions import OpenDoor
from bot.rendering.button_data import Rows, action_button
from news.doors import Door, read_door, split_login, with_door
from news.errors import JianbaoError
from news.private_addresses import masked
from store.chats import conversations
from store.news import doors

# Seconds of waiting for the credentials; a later message means something else.
PATIENCE = 900
# Random bytes of the name that the source's address contains.
NAME_BYTES = 16
_REFUSALS = frozenset({401, 403})
# Shows the entries at an address and asks; returns whether it has any.
Look = Callable[[UpdateContext, str, PendingAction], Awaitable[bool]]


async def offer(
    ctx: UpdateContext, error: JianbaoError, asked: PendingAction
) -> Rows:
    """Return the button under a refusal; none if a login would not help, or if
    others could read it.
    """
    if (
        ctx.place.kind != "private"
        or error.details.get("status") not in _REFUSALS
    ):
        return ()
    token = await ctx.write(
        pending_confirmations.put, ctx.chat, asked, ctx.clock()
    )
    return ((action_button(f"🔑 {ctx.say('door.open')}", OpenDoor(token)),),)


async def ask(ctx: UpdateContext, pressed: OpenDoor) -> None:
    """Handle the button: the person's next message holds the credentials."""
    now = ctx.clock()
    asked = await ctx.write(
        pending_confirmations.take, ctx.chat, pressed.token, now
    )
    if asked is None:
        await ctx.alert("button.old")
        return
    await ctx.answer_callback()
    waiting = json.dumps(
        [asked.value, asked.mode, asked.label, asked.words, now]
    )
    await ctx.write(conversations.put, *_slot(ctx), waiting, now)
    await ctx.edit(ctx.say("door.ask", url=masked(asked.value)))


def _slot(ctx: UpdateContext) -> tuple[int, int, int]:
    return ctx.place.telegram_id, ctx.user_id, DOOR


async def received(ctx: UpdateContext, text: str, look: Look) -> bool:
    """Take a message with credentials; return False if none is expected."""
    if ctx.place.kind != "private":
        return False
    held = await ctx.read(conversations.get, *_slot(ctx))
    if not held:
        return False
    await ctx.write(conversations.drop, *_slot(ctx))
    url, mode, label, words, at = json.loads(held)
    if ctx.clock() - at > PATIENCE:
        return False
    await delete_message(ctx)
    door = read_door(text, url)
    if door is None:
        await ctx.reply("door.unreadable")
    else:
        asked = PendingAction("door", url, mode=mode, label=label, words=words)
        await _try(ctx, door, asked, look)
    return True


async def take_login(
    ctx: UpdateContext, asked: PendingAction, look: Look
) -> bool:
    """Take a login from an address; return False if there is none."""
    bare, door = split_login(asked.value)
    if door is None or ctx.place.kind != "private":
        return False
    await delete_message(ctx)
    await _try(ctx, door, replace(asked, value=bare), look)
    return True


async def _try(
    ctx: UpdateContext, door: Door, asked: PendingAction, look: Look
) -> None:
    """Show what the source lists with the credentials; delete credentials that
    do not help.
    """
    name = secrets.token_urlsafe(NAME_BYTES)
    owner = ctx.place.telegram_id
    await ctx.write(doors.put, name, door, owner, ctx.clock())
    if not await look(ctx, with_door(asked.value, name), asked):
        await ctx.write(doors.drop, name)


async def delete_message(ctx: UpdateContext) -> None:
    """Delete the message that holds a secret; say so if Telegram refuses."""
    message = ctx.update.effective_message
    if message is None:
        return
    try:
        await ctx.bot.delete_message(ctx.place.telegram_id, message.message_id)
    except TelegramError:
        await ctx.reply("door.left")
