"""Chats and forum topics in which the bot may not write for now: try again with
each digest for a week, then tell their admins.

Telegram sends no update when a group's default permissions change, so only a
try shows that the bot may write again.
"""

from __future__ import annotations

from bot.clock import Clock
from bot.delivery.chat_admins import ChatAdmins
from news.durations import DAY
from store.chats import chats, forum_topics
from store.delivery import outcomes
from store.engine.connections import Connection
from store.engine.database import Database
from store.rows import OutboxRow

# Seconds during which the bot keeps trying a chat that refuses messages.
PATIENCE = 7 * DAY


class MutedChats:
    """The time since when each chat has refused messages."""

    def __init__(
        self, db: Database, admins: ChatAdmins, *, clock: Clock
    ) -> None:
        self._db, self._admins, self._clock = db, admins, clock

    async def refused(self, row: OutboxRow, words: str) -> None:
        """Record that a chat refused a message; after a week of refusals pause
        the chat and tell its admins.

        The manager of a channel is told at once: nobody else would notice.
        """
        now = self._clock()
        since = await self._db.write(_note, row.telegram_id, words, now)
        chat = await self._db.read(chats.get, row.chat_id)
        if chat is None:
            return
        if since == now:
            await self._admins.tell_manager(chat, "channels.lost")
        elif now - since >= PATIENCE:
            await self._db.write(
                outcomes.unreachable, row.telegram_id, "muted", words, now
            )
            await self._admins.tell_all(chat, "delivery.muted")

    async def closed(self, row: OutboxRow, words: str) -> None:
        """Record that a forum topic is closed; after a week pause this topic
        alone and tell the group's admins.
        """
        now = self._clock()
        since = await self._db.write(_note_closed, row.chat_id, words, now)
        if now - since < PATIENCE:
            return
        chat = await self._db.read(chats.get, row.chat_id)
        stopped = await self._db.write(forum_topics.stop, row.chat_id, now)
        if chat is not None and stopped:
            await self._admins.tell_all(chat, "delivery.topic-closed")


def _note(
    connection: Connection, telegram_id: int, words: str, now: int
) -> int:
    outcomes.drop_waiting(connection, telegram_id, words, now)
    return chats.note_muted(connection, telegram_id, now)


def _note_closed(
    connection: Connection, chat_id: int, words: str, now: int
) -> int:
    outcomes.drop_topic(connection, chat_id, words, now)
    return forum_topics.note_closed(connection, chat_id, now)
