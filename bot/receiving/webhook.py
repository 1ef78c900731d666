"""The webhook: set with patience, its updates handled once and in order,
and Telegram's own view of it watched.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import structlog
from telegram import Bot, Update
from telegram.error import TelegramError

from bot.delivery.error_policy import words_of
from bot.delivery.patience import patiently
from bot.receiving.inbox import Inbox, lane_of
from store.engine.database import Database
from store.operations import updates

log = structlog.get_logger()
# Seconds between two looks at what Telegram says of the webhook.
EVERY = 60.0
# Seconds for which an error of the webhook counts, while updates wait there.
RECENT = 300

# Seconds that an answer waits for Telegram, which waits for it in turn and
# brings the update again after a minute.
PATIENCE = 45.0


async def set_webhook(bot: Bot, url: str, secret: str) -> None:
    """Tell Telegram where to bring updates; a 429 is waited for."""
    await patiently(
        lambda: bot.set_webhook(
            url, secret_token=secret or None, allowed_updates=Update.ALL_TYPES
        )
    )


async def once(
    db: Database, inbox: Inbox, number: int, data: dict[str, Any]
) -> bool:
    """Handle an update once, though it comes again or to several receivers;
    False while another handles it.
    """
    bot = int(inbox.bot.token.partition(":")[0])
    state = await db.write(updates.take, number, bot, inbox.clock())
    if state == "mine":
        update = _read(data, inbox.bot)
        if update is None:
            await db.write(updates.done, number, bot, inbox.clock())
            return True

        async def work() -> None:
            await inbox.answer(update, PATIENCE)

        handled = inbox.lanes.submit(lane_of(update), work)
        await asyncio.wait([handled])
        if (
            handled.cancelled()
        ):  # at the end of the process: Telegram brings it again
            return False
        await db.write(updates.done, number, bot, inbox.clock())
    return state != "busy"


def _read(data: dict[str, Any], bot: Bot) -> Update | None:
    """Read an update; one that the library can't read would only come again and again."""
    try:
        return Update.de_json(data, bot)
    except (AttributeError, KeyError, TypeError, ValueError):
        log.exception("update.unreadable")
        return None


class WebhookMonitor:
    """Asks Telegram now and then how the webhook does."""

    def __init__(self, bot: Bot, *, clock: Callable[[], int]) -> None:
        self._bot, self._clock = bot, clock
        # What Telegram says of the webhook; empty while all is well.
        self.trouble = ""

    async def run(self) -> None:
        """Look until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(EVERY)

    async def look(self) -> None:
        """Ask once."""
        try:
            info = await self._bot.get_webhook_info()
        except TelegramError as error:
            self.trouble = words_of(error)
            return
        at = (
            int(info.last_error_date.timestamp()) if info.last_error_date else 0
        )
        failing = info.pending_update_count and self._clock() - at < RECENT
        if not info.url:
            self.trouble = "Telegram has no webhook set"
        else:
            self.trouble = str(info.last_error_message) if failing else ""
