"""Tell a chat's admins in private about messages that could not be sent to the
chat.
"""

from __future__ import annotations

from collections.abc import Iterable

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.clock import Clock
from bot.rendering import telegram_html
from bot.rendering.i18n import tongue
from bot.rendering.links import message_link
from news.models import Message
from store.chats import chats
from store.delivery import outbox
from store.engine.database import Database
from store.rows import UNREACHED, Chat, NewOutbox

log = structlog.get_logger()


class ChatAdmins:
    """Notices to a chat's admins; they reach only admins who have written to
    the bot.
    """

    def __init__(self, db: Database, bot: Bot, *, clock: Clock) -> None:
        self._db, self._bot, self._clock = db, bot, clock

    async def tell_manager(self, chat: Chat, key: str) -> None:
        """Send a notice to the manager of a channel; a group has none."""
        if chat.managed_by:
            await self._tell([chat.managed_by], chat, key)

    async def tell_all(self, chat: Chat, key: str) -> None:
        """Send a notice to all current admins, as Telegram lists them, and to
        the manager.
        """
        try:
            members = await self._bot.get_chat_administrators(chat.telegram_id)
        except TelegramError as error:
            log.info(
                "muted.no-admins", chat=chat.id, error=type(error).__name__
            )
            members = ()
        admins = [
            member.user.id for member in members if not member.user.is_bot
        ]
        if chat.managed_by:
            admins.append(chat.managed_by)
        await self._tell(dict.fromkeys(admins), chat, key)

    async def _tell(self, people: Iterable[int], chat: Chat, key: str) -> None:
        """Tell people in their own chats and languages what happened in a group; who cannot
        be reached is left out.
        """
        name = _linked_name(chat)
        for number in people:
            home = await self._db.read(chats.find, number)
            if home is None or home.state in UNREACHED:
                continue
            text = tongue(home.locale).say(key, name=name)
            notice = NewOutbox(home.id, "notice", Message(text), self._clock())
            await self._db.write(outbox.add, [notice], self._clock())


def _linked_name(chat: Chat) -> str:
    """Return a chat's name as HTML; a forum topic's leads there, for the bot
    knows its group's name only.
    """
    name = telegram_html.escape(chat.title)
    link = message_link(chat.telegram_id, 0, chat.thread_id)
    if link:
        return f'<a href="{link}">{name}</a>'
    return name
