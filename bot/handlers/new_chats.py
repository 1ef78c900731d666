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
    """Create the row of a new chat. A forum topic is admitted, or banned, as its
    group is.
    """
    group = await _group(place, tools)
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
    if group is not None and group.state == "banned":
        fields["state"] = "banned"
    if not fields:
        return chat
    return await tools.db.write(
        lambda connection: chats.update(connection, chat.id, **fields)
    )


async def _group(place: TelegramChat, tools: HandlerContext) -> Chat | None:
    """Return the row that decides for a chat's forum topics: a banned one, else
    an invited one, else the first; None for a chat without rows.
    """
    rows = await tools.db.read(chats.topics_of, place.id)
    return max(
        rows,
        key=lambda row: (row.state == "banned", bool(row.invited_by)),
        default=None,
    )
