"""Apply Telegram's answer to a message: update its row and its chat, and tell
the chat's admins when needed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from math import ceil

import structlog
from telegram import Bot
from telegram.error import ChatMigrated, TelegramError

from bot.clock import Clock
from bot.delivery.chat_admins import ChatAdmins
from bot.delivery.error_policy import Action, decide, wait_of, words_of
from bot.delivery.fallbacks import HAS_FALLBACK, FallbackSender, NoFallback
from bot.delivery.muted_chats import MutedChats
from store.chats import chats, supergroups
from store.delivery import outbox, outcomes, retries
from store.engine.database import Database
from store.rows import ChatState, OutboxRow

log = structlog.get_logger()
# The chat's state that follows from each decision.
_STATES: dict[Action, ChatState] = {
    Action.BLOCKED: "blocked",
    Action.KICKED: "kicked",
    Action.DEACTIVATED: "deactivated",
    Action.GONE: "gone",
}
# Decisions about the connection or the account, not about this message.
_GIVEN_BACK = frozenset(
    {Action.AGAIN, Action.DOUBTFUL, Action.UNAUTHORIZED, Action.UNPAID}
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of settling an answer."""

    # The decision's name, in lower case.
    action: str
    # Telegram's message id if the message arrived after all; 0 if unknown.
    message_id: int | None = None
    # A first part was sent; the rest goes next.
    rest_waits: bool = False


class Settlement:
    """The actions of the error policy, for one sender."""

    def __init__(
        self,
        db: Database,
        bot: Bot,
        *,
        owner: str,
        clock: Clock,
        send: Callable[[OutboxRow], Awaitable[int]],
    ) -> None:
        self._db, self._clock = db, clock
        self._admins = ChatAdmins(db, bot, clock=clock)
        self._muted = MutedChats(db, self._admins, clock=clock)
        self._fallbacks = FallbackSender(
            db, owner=owner, clock=clock, send=send
        )

    async def settle(self, row: OutboxRow, error: TelegramError) -> Outcome:
        """Act on an error of a call; raises StoreError if that cannot be
        written.
        """
        do = decide(error)
        log.info(
            "outbox.answer",
            row=row.id,
            kind=row.kind,
            decision=do.name,
            error=type(error).__name__,
        )
        if do in HAS_FALLBACK:
            return await self._send_otherwise(row, do, words_of(error))
        if do is Action.SILENT:
            return Outcome(do.name.lower(), 0)
        await self._write_down(row, do, error)
        return Outcome(do.name.lower())

    async def _write_down(
        self, row: OutboxRow, do: Action, error: TelegramError
    ) -> None:
        """Write what becomes of a message that Telegram refused: later, once more, lost with its
        chat, moved, or failed for good.
        """
        words, now = words_of(error), self._clock()
        if do is Action.LATER:
            wait = max(ceil(wait_of(error) or 0), 1)
            at = now + min(wait, outbox.LONGEST_WAIT)
            await self._db.write(retries.reschedule, row.id, at=at, error=words)
        elif do in _GIVEN_BACK:
            doubtful = do is Action.DOUBTFUL
            await self._db.write(
                retries.give_back, row.id, words, repeated=doubtful
            )
        elif do is Action.MAYBE:
            await self.once_more(row, words)
        elif do in _STATES:
            await self._lose_chat(row, _STATES[do], words)
        elif do is Action.MUTED:
            await self._muted.refused(row, words)
        elif do is Action.CLOSED:
            await self._muted.closed(row, words)
        elif do is Action.MOVED and isinstance(error, ChatMigrated):
            await self._db.write(
                supergroups.migrate, row.telegram_id, error.new_chat_id
            )
            await self._db.write(retries.give_back, row.id, words)
        else:
            await self._db.write(outcomes.failed, row.id, words, now)

    async def _lose_chat(
        self, row: OutboxRow, state: ChatState, words: str
    ) -> None:
        """Deactivate an unreachable chat; a channel's manager hears of it."""
        chat = await self._db.read(chats.get, row.chat_id)
        await self._db.write(
            outcomes.unreachable, row.telegram_id, state, words, self._clock()
        )
        if chat is not None and chat.state != state:
            await self._admins.tell_manager(chat, "channels.lost")

    async def once_more(self, row: OutboxRow, words: str) -> None:
        """Repeat a message that may have arrived; after that it is done, even
        if it may have arrived twice.
        """
        if row.repeated:
            await self._db.write(outcomes.perhaps_sent, row.id, self._clock())
        else:
            await self._db.write(
                retries.give_back, row.id, words, repeated=True
            )

    async def _send_otherwise(
        self, row: OutboxRow, do: Action, words: str
    ) -> Outcome:
        """Send in a form that Telegram accepts; if it accepts none, the row
        fails.
        """
        try:
            message_id = await self._fallbacks.mend(row, do, words)
        except TelegramError as again:  # no other form would help
            return await self.settle(row, again)
        except NoFallback as fault:
            await self._db.write(
                outcomes.failed, row.id, str(fault), self._clock()
            )
            return Outcome(do.name.lower())
        return Outcome(
            do.name.lower(), message_id, rest_waits=message_id is None
        )
