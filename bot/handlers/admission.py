"""Check who may ask and change, and how often; turn refusals and errors into
messages.
"""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import structlog
from telegram import Update
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.handlers.context import UpdateContext
from bot.handlers.groups import channel_admin
from bot.handlers.load_context import load_context
from bot.handlers.permissions import may_use
from bot.handlers.rate_limits import Kind
from news.errors import JianbaoError
from store.chats import chats
from store.operations import privacy

log = structlog.get_logger()

Handler = Callable[[UpdateContext], Awaitable[None]]


def guarded(
    handler: Handler, *, kind: Kind = "command"
) -> Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]:
    """Wrap a handler: check access and the minute's limits, and answer every
    error in words, never with a traceback.
    """

    async def handle(
        update: Update, telegram_context: ContextTypes.DEFAULT_TYPE
    ) -> None:
        structlog.contextvars.bind_contextvars(
            request=f"update-{update.update_id}"
        )
        context = await load_context(update, telegram_context)
        if context is None or await _is_banned(context):
            return
        # Counted first: people who guess invitation codes get no more tries a
        # minute than others.
        wait = _take_turn(context, kind)
        if wait:
            await refuse(context, wait)
            if not may_use(context.defaults, context.user_id, context.place):
                await _keep_nothing(context)
            return
        if not await _admitted(context):
            return
        try:
            await _still_admin(context)
            await handler(context)
        except JianbaoError as error:
            # The error's text is not logged, because it quotes the person's
            # words.
            log.info(
                "handler.refused", kind=type(error).__name__, key=error.key
            )
            await context.answer(translate_error(context, error))
            await context.answer_callback()
        except TelegramError:
            raise
        except Exception:
            log.exception("handler.fault")
            await context.reply("error.internal")
            await context.answer_callback()

    return handle


def _take_turn(context: UpdateContext, kind: Kind) -> float:
    """Count one request of the chat, and of the person who speaks in it: many
    groups of one person share one allowance. Return the seconds to wait.
    """
    take, now = context.tools.allowance.take, context.clock()
    place = context.place.telegram_id
    # An anonymous admin speaks as the group itself.
    sender = context.update.effective_sender
    speaker = sender.id if sender else place
    wait = take(place, now, kind)
    if wait or speaker == place:
        return wait
    return take(speaker, now, kind)


async def _is_banned(context: UpdateContext) -> bool:
    """Tell whether an operator banned the chat, or the person who speaks in any
    chat.
    """
    if context.place.state == "banned":
        return True
    if context.place.kind == "private":
        return False
    person = await context.read(chats.find, context.user_id)
    return person is not None and person.state == "banned"


async def _still_admin(context: UpdateContext) -> None:
    """Check now whether the person may manage the channel; if not, the private
    chat speaks for itself again.
    """
    home = context.home
    if home is None or await channel_admin.is_admin(
        context.bot, context.chat.telegram_id, context.user_id
    ):
        return
    managed = await channel_admin.managed(context.tools, home)
    if managed is not None and managed.id == context.chat.id:
        await channel_admin.end(context.tools, home)
    channel, context.chat, context.home = context.chat, home, None
    await context.reply("channels.no-admin", name=channel.title)


async def refuse(context: UpdateContext, wait: float) -> None:
    """Say politely that the minute's limit is reached, but do not answer a
    flood with a flood.
    """
    text = context.say("limit.wait", seconds=round(wait))
    if context.update.callback_query:
        await context.answer_callback(text)
    elif context.tools.allowance.tell(
        context.place.telegram_id, context.clock()
    ):
        await context.answer(text)


async def take_quota(context: UpdateContext) -> bool:
    """Count one expensive request of a button; return False and say so if the
    minute's limit is reached.
    """
    wait = _take_turn(context, "heavy")
    if wait:
        await refuse(context, wait)
    return not wait


def translate_error(context: UpdateContext, error: JianbaoError) -> str:
    """Return an error in the chat's language; if its `why` is a short key, the
    text written for that key.
    """
    details = {"why": str(error), "text": "", "limit": 0} | {
        name: str(value) for name, value in error.details.items()
    }
    exact = f"{error.key}.{error.details.get('why', '')}"
    return context.say(
        exact if exact in context.speech.texts else error.key, **details
    )


async def _admitted(context: UpdateContext) -> bool:
    """Tell whether this chat may use the bot: open to all, to those on a list,
    or to those with an invitation.
    """
    defaults = context.defaults
    if may_use(defaults, context.user_id, context.place):
        return True
    if defaults.mode == "invite":
        code = context.args[0] if context.args else ""
        if any(
            hmac.compare_digest(
                code.encode("utf-8", "replace"), invitation.encode()
            )
            for invitation in defaults.invite_codes
        ):
            await context.change(invited_by=code)
            context.args.clear()
            return True
    if context.update.callback_query:
        await context.alert("access.closed")
    else:
        await context.reply("access.closed")
    await _keep_nothing(context)
    return False


async def _keep_nothing(context: UpdateContext) -> None:
    """Delete the row of a new chat that is not admitted."""
    if context.new:
        chat = context.chat
        await context.write(privacy.forget_new, chat.telegram_id, chat.id)


async def may_change(context: UpdateContext, *, admins: bool = False) -> bool:
    """Tell whether this person may change the chat's settings now, and say so
    if not.

    With `admins` the setting "everyone may" has no effect: changing it, and
    deleting everything, stay with admins.
    """
    # In a channel "everyone may" means only its admins, because its readers are
    # a crowd.
    everyone = (
        context.chat.everyone and not admins and context.chat.kind != "channel"
    )
    if context.chat.kind == "private" or everyone or await _is_admin(context):
        return True
    # Telegram ignores a second answer to a press.
    if context.update.callback_query and not context.answered:
        await context.alert("access.admins")
    else:
        await context.reply("access.admins")
    return False


async def _is_admin(context: UpdateContext) -> bool:
    message = context.update.effective_message
    # Only an anonymous admin can write as the group itself. A press always
    # names the person.
    if (
        context.update.callback_query is None
        and message is not None
        and message.sender_chat is not None
    ):
        return bool(message.sender_chat.id == context.chat.telegram_id)
    return await channel_admin.is_admin(
        context.bot, context.chat.telegram_id, context.user_id
    )
