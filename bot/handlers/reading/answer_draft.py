"""Show an answer as a growing draft, then replace it by the final message."""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from telegram.error import TelegramError

from bot.handlers.context import UpdateContext
from bot.rendering import telegram_html

log = structlog.get_logger()
# The shortest time between two states of a draft, in seconds: Telegram allows a
# chat about one message a second.
PAUSE = 1
MOST_STATES = 12


class AnswerDraft:
    """A draft that shows an answer's sentences as they come; only private chats
    have drafts.
    """

    def __init__(self, context: UpdateContext) -> None:
        self._context = context
        self._open = context.place.kind == "private"
        self._states = 0
        self._last = 0

    async def begin(self) -> None:
        """Show that an answer is being written."""
        await self._put("")

    async def show(self, sentences: Sequence[str]) -> None:
        """Show the supported sentences so far; skip a state that comes too soon
        after the last.
        """
        now = self._context.clock()
        if now - self._last >= PAUSE and self._states < MOST_STATES:
            lines = [
                f"{number}. {text}" for number, text in enumerate(sentences, 1)
            ]
            await self._put(telegram_html.shorten("\n\n".join(lines), 4000))

    async def _put(self, text: str) -> None:
        if not self._open:
            return
        self._last, self._states = self._context.clock(), self._states + 1
        message = self._context.update.effective_message
        try:
            await self._context.bot.send_message_draft(
                self._context.place.telegram_id,
                message.message_id if message else 1,
                text,
                message_thread_id=self._context.place.thread_id or None,
            )
        except TelegramError as error:
            # After one refusal no more drafts are sent: the final answer has
            # the whole text.
            self._open = False
            log.info("draft.refused", error=str(error))
