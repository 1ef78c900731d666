"""Choose how a process receives updates: by polling, by a webhook, or not at
all.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

import structlog
from telegram.error import TelegramError

from bot.clock import Clock
from bot.delivery.error_policy import words_of
from bot.receiving.inbox import Inbox
from bot.receiving.poller import Poller
from bot.receiving.webhook import WebhookMonitor, set_webhook
from news.errors import StoreError

log = structlog.get_logger()
# Seconds between two clean-ups of old updates and of those of dead receivers: a
# third of a lease.
TIDY = 20.0
# Seconds before the webhook is set again after a fault.
AGAIN = 30.0


class Receiver:
    """One way of receiving updates, with its state of health."""

    def __init__(
        self,
        inbox: Inbox,
        *,
        clock: Clock,
        webhook_url: str = "",
        webhook_secret: str = "",
        poll: bool = True,
        heard: Callable[[int], None] | None = None,
    ) -> None:
        self.inbox = inbox
        self._url = webhook_url
        self._secret = webhook_secret
        polls = poll and not webhook_url
        self._poller = (
            Poller(inbox.bot, inbox, clock=clock, heard=heard)
            if polls
            else None
        )
        self._monitor = (
            WebhookMonitor(inbox.bot, webhook_url, webhook_secret, clock=clock)
            if webhook_url
            else None
        )
        self._unset = ""
        self._ended = asyncio.Event()
        # The reason why receiving is impossible; empty while it is possible.
        self.fatal = ""

    @property
    def trouble(self) -> str:
        """The reason why no updates arrive; empty while all is well."""
        parts = (self._poller, self._monitor)
        troubles = [
            self.fatal,
            self._unset,
            *(part.trouble for part in parts if part),
        ]
        return next(filter(None, troubles), "")

    async def run(self) -> None:
        """Receive until stopped, or until receiving becomes impossible."""
        await self._resume()
        async with asyncio.TaskGroup() as group:
            tidying = group.create_task(self._tidy())
            if self._poller is not None:
                await self._poller.run()
                self.fatal = self._poller.fatal
            elif self._monitor is not None:
                await self._hook(group)
            else:
                await self._ended.wait()
            tidying.cancel()

    async def stop(self, *, within: float) -> None:
        """Stop receiving; running work and Telegram get the given seconds."""
        self._ended.set()
        stopping = [self.inbox.lanes.stop(within=within)]
        if self._poller is not None:
            stopping.append(self._poller.stop(within=within))
        await asyncio.gather(*stopping)
        with contextlib.suppress(StoreError):
            await self.inbox.leave()

    async def _resume(self) -> None:
        # Telegram gives its updates to one poller; a webhook over SQLite has
        # one receiver.
        alone = self._poller is not None or self.inbox.db.dialect == "sqlite"
        try:
            left = await self.inbox.resume(alone=alone)
        except StoreError as error:
            log.warning("updates.unread", error=str(error))
        else:
            log.info("updates.resumed", count=left)

    async def _tidy(self) -> None:
        while True:
            await asyncio.sleep(TIDY)
            with contextlib.suppress(StoreError):
                left = await self.inbox.tidy()
                if left:
                    log.info("updates.taken-over", count=left)

    async def _hook(self, group: asyncio.TaskGroup) -> None:
        """Set the webhook, again and again until Telegram takes it, then watch it until the
        end; the server takes updates meanwhile.
        """
        assert self._monitor is not None
        while not self._ended.is_set() and not await self._set():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._ended.wait(), AGAIN)
        watching = group.create_task(self._monitor.run())
        await self._ended.wait()
        watching.cancel()

    async def _set(self) -> bool:
        """Set the webhook; return whether it is set.

        Telegram also refuses an address whose host it cannot resolve at the
        moment: digests go on, and the webhook is set again later.
        """
        try:
            await set_webhook(self.inbox.bot, self._url, self._secret)
        except TelegramError as error:
            self._unset = f"the webhook is not set: {words_of(error)}"
            log.warning("webhook.not-set", error=words_of(error))
            return False
        self._unset = ""
        return True
