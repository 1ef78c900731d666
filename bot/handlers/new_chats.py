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
    """Create the row of a new chat. A forum topic is admitted as its group is."""
    group = await _admitted_group(place, thread, tools)
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
        invited_by=group.invited_by if group else "",
    )
    fields: dict[str, object] = {}
    if chat.budget != tools.defaults.stories:
        fields["budget"] = tools.defaults.stories
    if group is not None and group.former_id:
        fields["former_id"] = group.former_id
    if not fields:
        return chat
    return await tools.db.write(
        lambda connection: chats.update(connection, chat.id, **fields)
    )


async def _admitted_group(
    place: TelegramChat, thread: int, tools: HandlerContext
) -> Chat | None:
    """Return the group of a forum topic, in the row that was invited if there
    is one; None for other chats, and for a group that never wrote.
    """
    if not thread:
        return None
    rows = await tools.db.read(chats.topics_of, place.id)
    invited = [row for row in rows if row.invited_by]
    return next(iter(invited or rows), None)
