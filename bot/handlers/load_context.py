"""Make the context of an update: find the chat that it belongs to, and the
channel that a private chat manages.
"""

from __future__ import annotations

from dataclasses import replace

from telegram import Update
from telegram.ext import ContextTypes

from bot.handlers.context import UpdateContext
from bot.handlers.groups import channel_admin
from bot.handlers.handler_context import HandlerContext
from bot.handlers.new_chats import meet
from bot.handlers.telegram_chat import thread_of
from bot.rendering.button_data import scope_of
from bot.rendering.i18n import tongue
from store.chats import chats
from store.rows import AWAY, Chat


async def load_context(
    update: Update,
    telegram_context: ContextTypes.DEFAULT_TYPE,
    *,
    alone: bool = False,
) -> UpdateContext | None:
    """Find or create the chat's row; return None if an update belongs to no
    chat.

    A private chat that manages a channel speaks for that channel, unless
    `alone` is set; a button acts on the chat for which it was made.
    """
    tools: HandlerContext = telegram_context.bot_data["tools"]
    place = update.effective_chat
    if place is None:
        return None
    thread = thread_of(update)
    chat = await tools.db.read(chats.find, place.id, thread)
    new = chat is None
    if chat is None:
        chat = await meet(update, place, thread, tools)
    chat = await _awake(tools, chat)  # a person who writes is there again
    context = UpdateContext(
        update=update,
        bot=telegram_context.bot,
        tools=tools,
        chat=chat,
        speech=tongue(chat.locale),
        args=list(telegram_context.args or []),
        new=new,
    )
    channel = (
        None
        if alone or chat.kind != "private"
        else await _spoken_for(update, tools, chat)
    )
    if channel is not None:
        # The manager asks for something: the next digest tries whether the bot
        # may post again.
        context.chat = await _awake(tools, channel)
        context.home = chat
    return context


async def _awake(tools: HandlerContext, chat: Chat) -> Chat:
    if chat.state not in AWAY:
        return chat
    await tools.db.write(chats.welcome_back, chat.telegram_id, tools.clock())
    return replace(chat, state="active")


async def _spoken_for(
    update: Update, tools: HandlerContext, home: Chat
) -> Chat | None:
    """Return the channel that an update from a private chat is about: a
    button's own channel, for words the one managed now.
    """
    query = update.callback_query
    if query is None:
        return await channel_admin.managed(tools, home)
    scope = scope_of(query.data)
    if scope is not None:
        return await channel_admin.unbanned(tools, scope)
    return None
