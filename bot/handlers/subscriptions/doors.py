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
    context: UpdateContext, error: JianbaoError, asked: PendingAction
) -> Rows:
    """Return the button under a refusal; none if a login would not help, or if
    others could read it.
    """
    if (
        context.place.kind != "private"
        or error.details.get("status") not in _REFUSALS
    ):
        return ()
    token = await pending_confirmations.propose(context, asked)
    return (
        (action_button(f"🔑 {context.say('door.open')}", OpenDoor(token)),),
    )


async def ask(context: UpdateContext, pressed: OpenDoor) -> None:
    """Handle the button: the person's next message holds the credentials."""
    asked = await pending_confirmations.decided(context, pressed.token)
    if asked is None:
        return
    now = context.clock()
    named = (asked.value, asked.mode, asked.label, asked.words, now)
    waiting = json.dumps([*named, asked.schedule])
    await context.write(conversations.put, *_slot(context), waiting, now)
    await context.reply_in_place("door.ask", url=masked(asked.value))


def _slot(context: UpdateContext) -> tuple[int, int, int]:
    return context.place.telegram_id, context.user_id, DOOR


async def received(context: UpdateContext, text: str, look: Look) -> bool:
    """Take a message with credentials; return False if none is expected."""
    if context.place.kind != "private":
        return False
    held = await context.read(conversations.get, *_slot(context))
    if not held:
        return False
    await context.write(conversations.drop, *_slot(context))
    # An earlier version stored no schedule.
    url, mode, label, words, at, *schedule = json.loads(held)
    if context.clock() - at > PATIENCE:
        return False
    await delete_message(context)
    door = read_door(text, url)
    if door is None:
        await context.reply("door.unreadable")
    else:
        asked = PendingAction(
            "door",
            url,
            mode=mode,
            label=label,
            words=words,
            schedule="".join(schedule),
        )
        await _try(context, door, asked, look)
    return True


async def take_login(
    context: UpdateContext, asked: PendingAction, look: Look
) -> bool:
    """Take a login from an address; return False if there is none."""
    bare, door = split_login(asked.value)
    if door is None or context.place.kind != "private":
        return False
    await delete_message(context)
    await _try(context, door, replace(asked, value=bare), look)
    return True


async def _try(
    context: UpdateContext, door: Door, asked: PendingAction, look: Look
) -> None:
    """Show what the source lists with the credentials; delete credentials that
    do not help.
    """
    name = secrets.token_urlsafe(NAME_BYTES)
    owner = context.place.telegram_id
    await context.write(doors.put, name, door, owner, context.clock())
    if not await look(context, with_door(asked.value, name), asked):
        await context.write(doors.drop, name)


async def delete_message(context: UpdateContext) -> None:
    """Delete the message that holds a secret; say so if Telegram refuses."""
    message = context.update.effective_message
    if message is None:
        return
    try:
        await context.bot.delete_message(
            context.place.telegram_id, message.message_id
        )
    except TelegramError:
        await context.reply("door.left")
