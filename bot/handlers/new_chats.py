"""Create the row of a chat that writes for the first time, from the operator's
settings and Telegram's data.
"""

from __future__ import annotations

from telegram import Chat as TelegramChat
from telegram import Update

from bot.handlers.handler_context import HandlerContext
from bot.handlers.telegram_chat import kind_of, title_of
from bot.rendering.i18n import nearest
from store.chats import chats
from store.rows import Chat


async def meet(
    update: Update, place: TelegramChat, thread: int, tools: HandlerContext
) -> Chat:
    """Create the row of a new chat."""
    user = update.effective_user
    chat = await tools.db.write(
        chats.upsert,
        place.id,
        thread,
        kind_of(place),
        title_of(place),
        locale=nearest(user.language_code)
        if user and user.language_code
        else tools.defaults.locale,
        zone=tools.defaults.zone,
        schedule=tools.defaults.schedule,
        now=tools.clock(),
    )
    if chat.budget == tools.defaults.stories:
        return chat
    return await tools.db.write(
        lambda connection: chats.update(
            connection, chat.id, budget=tools.defaults.stories
        )
    )
