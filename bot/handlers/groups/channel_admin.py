"""The channel that a person manages from a private chat; stored, so that every
process knows it.
"""

from __future__ import annotations

from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError

from bot.handlers.handler_context import HandlerContext
from store.chats import chats, conversations
from store.rows import Chat

# Stored in the place of a forum topic's id, which a private chat does not have.
MANAGING = -1
_ADMINS = frozenset({ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR})


async def managed(tools: HandlerContext, home: Chat) -> Chat | None:
    """Return the channel that a private chat manages now; None if there is none,
    or it is gone or banned.
    """
    held = await tools.db.read(
        conversations.get, home.telegram_id, home.telegram_id, MANAGING
    )
    if held.isdigit():
        return await unbanned(tools, int(held))
    return None


async def unbanned(tools: HandlerContext, chat_id: int) -> Chat | None:
    """Return a channel's row; None for one that is gone, or that an operator
    banned.
    """
    channel = await tools.db.read(chats.get, chat_id)
    if channel is None or channel.state == "banned":
        return None
    return channel


async def begin(tools: HandlerContext, home: Chat, channel: Chat) -> None:
    """Apply a private chat's next commands to a channel."""
    await tools.db.write(
        conversations.put,
        home.telegram_id,
        home.telegram_id,
        MANAGING,
        str(channel.id),
        tools.clock(),
    )


async def end(tools: HandlerContext, home: Chat) -> None:
    """Let a private chat speak for itself again."""
    await tools.db.write(
        conversations.drop, home.telegram_id, home.telegram_id, MANAGING
    )


async def is_admin(bot: object, place: int, person: int) -> bool:
    """Ask Telegram whether a person is an admin of a chat now; an unclear
    answer counts as no.
    """
    try:
        member = await bot.get_chat_member(place, person)  # type: ignore[attr-defined]
    except TelegramError:
        return False
    return member.status in _ADMINS
