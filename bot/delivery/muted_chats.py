"""Chats in which the bot may not write for now: tried again with each digest, for a week; then their admins hear of it.

Telegram sends no update when a group's default permissions change, so only a try can tell that the bot may write again.
"""

from __future__ import annotations

from collections.abc import Callable

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.rendering import telegram_html
from bot.rendering.i18n import tongue
from news.models import Message
from store.chats import chats
from store.delivery import outbox, outcomes
from store.engine.connections import Connection
from store.engine.database import Database
from store.rows import AWAY, Chat, NewOutbox, OutboxRow

log = structlog.get_logger()
PATIENCE = 7 * 86_400
"""Seconds for which a chat that refuses messages is tried."""


class MutedChats:
    """Keeps count of how long each chat has refused what the bot writes."""

    def __init__(self, db: Database, bot: Bot, *, clock: Callable[[], int]) -> None:
        self._db, self._bot, self._clock = db, bot, clock

    async def refused(self, row: OutboxRow, words: str) -> None:
        """Note that a chat refused a message; after a week of that it sleeps and its admins are told."""
        now = self._clock()
        since = await self._db.write(_note, row.telegram_id, words, now)
        if now - since < PATIENCE:
            return
        await self._db.write(outcomes.unreachable, row.telegram_id, "muted", words, now)
        chat = await self._db.read(chats.get, row.chat_id)
        if chat is not None:
            await self._tell_admins(chat)

    async def _tell_admins(self, chat: Chat) -> None:
        for number in await self._admins(chat):
            home = await self._db.read(chats.find, number)
            if home is None or home.state in AWAY or home.state == "banned":
                continue
            name = telegram_html.escape(chat.title)
            text = tongue(home.locale).say("delivery.muted", name=name)
            notice = NewOutbox(home.id, "notice", Message(text), self._clock())
            await self._db.write(outbox.add, [notice], self._clock())

    async def _admins(self, chat: Chat) -> list[int]:
        """Return who looks after a chat; only those who have written to the bot can be told."""
        try:
            members = await self._bot.get_chat_administrators(chat.telegram_id)
        except TelegramError as error:
            log.info("muted.no-admins", chat=chat.id, error=type(error).__name__)
            members = ()
        numbers = [member.user.id for member in members if not member.user.is_bot]
        return list(dict.fromkeys([*numbers, *([chat.managed_by] if chat.managed_by else [])]))


def _note(connection: Connection, telegram_id: int, words: str, now: int) -> int:
    outcomes.drop_waiting(connection, telegram_id, words, now)
    return chats.note_muted(connection, telegram_id, now)
