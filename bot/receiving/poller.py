"""Long polling that survives faults: wait longer after each one, and report it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

import structlog
from telegram import Bot
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.clock import Clock
from bot.delivery.error_policy import wait_of, words_of
from bot.receiving.inbox import Inbox
from bot.receiving.update_reader import fetch, read_update
from news.errors import StoreError
from news.safe_json import JsonObject

log = structlog.get_logger()
# Seconds for which Telegram holds a poll open.
WAIT = 20
# Further seconds in which the answer must arrive.
PATIENCE = 40.0
LONGEST_PAUSE = 60.0
# Seconds of a refused token before the process ends: a proxy's fault is
# shorter.
UNAUTHORIZED = 600
# Seconds without an answered poll after which the poller reports trouble.
SILENT = 120
# Waiting updates at which the poller stops asking for more.
FULL = 1000


class Poller:
    """Long polling for one bot; it confirms updates once they are stored."""

    def __init__(
        self,
        bot: Bot,
        inbox: Inbox,
        *,
        clock: Clock,
        heard: Callable[[int], None] | None = None,
    ) -> None:
        self._bot = bot
        self._inbox = inbox
        self._clock = clock
        self._heard = heard
        self._stopping = asyncio.Event()
        self._next = 0
        # Whether a webhook from an earlier set-up may exist, which must be
        # removed first.
        self._hooked = True
        self._failures = 0
        self._answered = clock()
        self._refused_since: int | None = None
        self._why = ""
        # The reason why polling was given up; empty while it goes on.
        self.fatal = ""

    @property
    def trouble(self) -> str:
        """The reason why no updates arrive; empty while all is well."""
        if self.fatal or self._why:
            return self.fatal or self._why
        silent = self._clock() - self._answered
        if silent > SILENT:
            return f"no poll was answered for {silent} seconds"
        return ""

    async def run(self) -> None:
        """Poll until stopped, or until the token has been refused for ten
        minutes.
        """
        while not self._stopping.is_set():
            pause = await self._once()
            if pause:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), pause)

    async def stop(self, *, within: float) -> None:
        """Stop asking, and confirm the updates that were stored, if Telegram
        answers within the given seconds: what comes again is known.
        """
        self._stopping.set()
        if self._next:
            with contextlib.suppress(TelegramError, TimeoutError):
                async with asyncio.timeout(within):
                    await fetch(
                        self._bot,
                        offset=self._next,
                        wait=0,
                        limit=1,
                        patience=PATIENCE,
                    )

    async def _once(self) -> float:
        """Poll once; return the seconds to pause before the next poll."""
        if self._inbox.lanes.depth >= FULL:
            return 0.2
        try:
            arrived = await self._poll()
            updates = (read_update(data, self._bot) for data in arrived)
            await self._inbox.take(
                tuple(update for update in updates if update is not None)
            )
        except TelegramError as error:
            return self._failed(error)
        except StoreError as error:
            return self._paused(f"updates can't be kept: {error}")
        except Exception as error:
            log.exception("poll.fault")
            return self._paused(type(error).__name__)
        if arrived:
            self._next = int(arrived[-1]["update_id"]) + 1
        self._why, self._failures, self._refused_since = "", 0, None
        self._answered = self._clock()
        if self._heard is not None:
            self._heard(self._answered)
        return 0.0

    async def _poll(self) -> list[JsonObject]:
        """Wait for updates, or for the stop."""
        if self._hooked:
            await self._bot.delete_webhook()
            self._hooked = False
        polling = asyncio.create_task(
            fetch(self._bot, offset=self._next, wait=WAIT, patience=PATIENCE)
        )
        ending = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait(
                {polling, ending}, return_when=asyncio.FIRST_COMPLETED
            )
            if polling.done():
                return await polling
            return []
        finally:
            ending.cancel()
            polling.cancel()

    def _failed(self, error: TelegramError) -> float:
        if isinstance(error, InvalidToken):
            self._note_refusal()
        else:
            self._refused_since = None
        why = words_of(error)
        if isinstance(error, Conflict):
            why = "another program takes this bot's updates: Conflict"
            self._hooked = "webhook" in error.message.lower()
        return max(self._paused(why), wait_of(error) or 0.0)

    def _note_refusal(self) -> None:
        now = self._clock()
        self._refused_since = (
            now if self._refused_since is None else self._refused_since
        )
        if now - self._refused_since >= UNAUTHORIZED:
            self.fatal = "Unauthorized: telegram.token is not valid any more"
            self._stopping.set()

    def _paused(self, why: str) -> float:
        """Record the fault and return the pause: 1, 2, 4 … 60 seconds."""
        self._failures += 1
        self._why = why
        log.warning("poll.failed", why=why, failures=self._failures)
        return min(2.0 ** min(self._failures - 1, 10), LONGEST_PAUSE)
