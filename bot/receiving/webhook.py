"""Webhook: set it with retries, handle its updates once and in order, and watch
its state at Telegram.
"""

from __future__ import annotations

import asyncio
from urllib.parse import unquote

import structlog
from telegram import Bot, Update, WebhookInfo
from telegram.error import TelegramError

from bot.clock import Clock
from bot.delivery.error_policy import words_of
from bot.delivery.patience import patiently
from bot.receiving.inbox import Inbox
from bot.receiving.update_reader import read_update
from news.safe_json import JsonObject

log = structlog.get_logger()
# Seconds between two checks of the webhook's state at Telegram.
EVERY = 60.0
# Seconds during which a webhook's error counts, while updates wait there.
RECENT = 300
_LOST = "another program took the webhook; it is set again"
# Seconds after which the bot confirms an update though its answer still waits.
# Until then Telegram sends nothing more of the chat, so that its updates stay
# in order; it gives up after a minute by itself.
PROMPT = 10.0


async def set_webhook(bot: Bot, url: str, secret: str) -> None:
    """Set the webhook's address at Telegram; wait after a 429."""
    await patiently(
        lambda: bot.set_webhook(
            url, secret_token=secret or None, allowed_updates=Update.ALL_TYPES
        )
    )


async def once(
    inbox: Inbox, number: int, data: JsonObject, *, prompt: float = PROMPT
) -> bool:
    """Handle an update once, though it may come again or to several receivers.
    Return False if Telegram should send it again: while another receiver
    handles it, and at the end of this process.

    An answer that takes longer than `prompt` seconds goes on in the background:
    its update is stored.
    """
    update = read_update(data, inbox.bot)
    if update is None:
        await inbox.pass_over(number)
        return True
    taken = await inbox.take_one(update)
    if not isinstance(taken, asyncio.Future):
        return taken == "done"
    await asyncio.wait([taken], timeout=prompt)
    return not taken.cancelled()


class WebhookMonitor:
    """A periodic check of the webhook's state at Telegram, which sets it again
    where another program removed it or set its own.
    """

    def __init__(
        self, bot: Bot, url: str, secret: str, *, clock: Clock
    ) -> None:
        self._bot = bot
        self._url = url
        self._secret = secret
        self._clock = clock
        # The webhook's error as Telegram reports it; empty while all is well.
        self.trouble = ""

    async def run(self) -> None:
        """Check until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(EVERY)

    async def look(self) -> None:
        """Check once."""
        try:
            info = await self._bot.get_webhook_info()
            failure = self._failure_of(info)
            lost = _form(info.url) != _form(self._url)
            # Another process may have set the same address with another
            # secret: then this one refuses all updates.
            if lost or "403" in failure:
                await set_webhook(self._bot, self._url, self._secret)
        except TelegramError as error:
            self.trouble = words_of(error)
            return
        # It stays in the health pages until the next look.
        self.trouble = _LOST if lost else failure
        if lost:
            log.warning("webhook.lost")

    def _failure_of(self, info: WebhookInfo) -> str:
        """Return why updates wait at Telegram; empty where none waits."""
        if not info.last_error_date or not info.pending_update_count:
            return ""
        ago = self._clock() - int(info.last_error_date.timestamp())
        return str(info.last_error_message) if ago < RECENT else ""


def _form(url: str) -> str:
    """Return an address in one form: Telegram may write its host in small
    letters, and other letters than ASCII with percent signs.
    """
    return unquote(url).casefold().rstrip("/")
