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

from bot.handlers.context import UpdateContext, load_context, log
from bot.handlers.groups import channel_admin
from bot.handlers.permissions import may_use
from bot.handlers.rate_limits import Kind
from news.errors import JianbaoError
from store.chats import chats
from store.operations import privacy

Handler = Callable[[UpdateContext], Awaitable[None]]


def guarded(
    handler: Handler, *, kind: Kind = "command"
) -> Callable[[Update, ContextTypes.DEFAULT_TYPE], Coroutine[Any, Any, None]]:
    """Wrap a handler: check access and the minute's limits, and answer every
    error in words, never with a traceback.
    """

    async def handle(
        update: Update, context: ContextTypes.DEFAULT_TYPE
    ) -> None:
        structlog.contextvars.bind_contextvars(
            request=f"update-{update.update_id}"
        )
        ctx = await load_context(update, context)
        if ctx is None or await _is_banned(ctx):
            return
        # Counted first: people who guess invitation codes get no more tries a
        # minute than others.
        wait = ctx.tools.allowance.take(
            ctx.place.telegram_id, ctx.clock(), kind
        )
        if wait:
            await refuse(ctx, wait)
            if not may_use(ctx.defaults, ctx.user_id, ctx.place):
                await _keep_nothing(ctx)
            return
        if not await _admitted(ctx):
            return
        try:
            await _still_admin(ctx)
            await handler(ctx)
        except JianbaoError as error:
            # The error's text is not logged, because it quotes the person's
            # words.
            log.info(
                "handler.refused", kind=type(error).__name__, key=error.key
            )
            await ctx.answer(translate_error(ctx, error))
            await ctx.answer_callback()
        except TelegramError:
            raise
        except Exception:
            log.exception("handler.fault")
            await ctx.reply("error.internal")
            await ctx.answer_callback()

    return handle


async def _is_banned(ctx: UpdateContext) -> bool:
    """Tell whether an operator banned the chat, or the person who speaks in any
    chat.
    """
    if ctx.place.state == "banned":
        return True
    if ctx.place.kind == "private":
        return False
    person = await ctx.read(chats.find, ctx.user_id)
    return person is not None and person.state == "banned"


async def _still_admin(ctx: UpdateContext) -> None:
    """Check now whether the person may manage the channel; if not, the private
    chat speaks for itself again.
    """
    home = ctx.home
    if home is None or await channel_admin.is_admin(
        ctx.bot, ctx.chat.telegram_id, ctx.user_id
    ):
        return
    managed = await channel_admin.managed(ctx.tools, home)
    if managed is not None and managed.id == ctx.chat.id:
        await channel_admin.end(ctx.tools, home)
    channel, ctx.chat, ctx.home = ctx.chat, home, None
    await ctx.reply("channels.no-admin", name=channel.title)


async def refuse(ctx: UpdateContext, wait: float) -> None:
    """Say politely that the minute's limit is reached, but do not answer a
    flood with a flood.
    """
    text = ctx.say("limit.wait", seconds=round(wait))
    if ctx.update.callback_query:
        await ctx.answer_callback(text)
    elif ctx.tools.allowance.tell(ctx.place.telegram_id, ctx.clock()):
        await ctx.answer(text)


async def take_quota(ctx: UpdateContext) -> bool:
    """Count one expensive request of a button; return False and say so if the
    minute's limit is reached.
    """
    wait = ctx.tools.allowance.take(ctx.place.telegram_id, ctx.clock(), "heavy")
    if wait:
        await refuse(ctx, wait)
    return not wait


def translate_error(ctx: UpdateContext, error: JianbaoError) -> str:
    """Return an error in the chat's language; if its `why` is a short key, the
    text written for that key.
    """
    details = {"why": str(error), "text": "", "limit": 0} | {
        name: str(value) for name, value in error.details.items()
    }
    exact = f"{error.key}.{error.details.get('why', '')}"
    return ctx.say(exact if exact in ctx.speech.texts else error.key, **details)


async def _admitted(ctx: UpdateContext) -> bool:
    """Tell whether this chat may use the bot: open to all, to those on a list,
    or to those with an invitation.
    """
    defaults = ctx.defaults
    if may_use(defaults, ctx.user_id, ctx.place):
        return True
    if defaults.mode == "invite":
        code = ctx.args[0] if ctx.args else ""
        if any(
            hmac.compare_digest(
                code.encode("utf-8", "replace"), invitation.encode()
            )
            for invitation in defaults.invite_codes
        ):
            await ctx.change(invited_by=code)
            ctx.args.clear()
            return True
    if ctx.update.callback_query:
        await ctx.alert("access.closed")
    else:
        await ctx.reply("access.closed")
    await _keep_nothing(ctx)
    return False


async def _keep_nothing(ctx: UpdateContext) -> None:
    """Delete the row of a new chat that is not admitted."""
    if ctx.new:
        await ctx.write(privacy.forget, ctx.chat.telegram_id)


async def may_change(ctx: UpdateContext, *, admins: bool = False) -> bool:
    """Tell whether this person may change the chat's settings now, and say so
    if not.

    With `admins` the setting "everyone may" has no effect: changing it, and
    deleting everything, stay with admins.
    """
    # In a channel "everyone may" means only its admins, because its readers are
    # a crowd.
    everyone = ctx.chat.everyone and not admins and ctx.chat.kind != "channel"
    if ctx.chat.kind == "private" or everyone or await _is_admin(ctx):
        return True
    if ctx.update.callback_query:
        await ctx.alert("access.admins")
    else:
        await ctx.reply("access.admins")
    return False


async def _is_admin(ctx: UpdateContext) -> bool:
    message = ctx.update.effective_message
    # Only an anonymous admin can write as the group itself. A press always
    # names the person.
    if (
        ctx.update.callback_query is None
        and message is not None
        and message.sender_chat is not None
    ):
        return bool(message.sender_chat.id == ctx.chat.telegram_id)
    return await channel_admin.is_admin(
        ctx.bot, ctx.chat.telegram_id, ctx.user_id
    )
