"""Find out by getMe whether Telegram can be reached again: no message is risked
for it.
"""

from __future__ import annotations

import asyncio
import contextlib

import structlog
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.clock import Clock
from bot.delivery.circuit_breaker import CircuitBreaker
from bot.delivery.error_policy import words_of

log = structlog.get_logger()
# Seconds of a refused token before the process ends: a proxy's fault is
# shorter.
UNAUTHORIZED = 600


class ConnectionProbe:
    """The probes of one sender, and the breaker that they close again."""

    def __init__(
        self, bot: Bot, breaker: CircuitBreaker, *, clock: Clock
    ) -> None:
        self._bot, self._breaker, self._clock = bot, breaker, clock
        # The reason why the sender must give up; empty while it need not.
        self.fatal = ""

    async def call_after_pause(self, stopping: asyncio.Event) -> None:
        """Wait as long as the breaker asks, and probe; do nothing more once
        `stopping` is set.
        """
        pause = self._breaker.pause()
        if pause:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), pause)
        if not stopping.is_set():
            await self.call()

    async def call(self) -> None:
        """Call getMe once and tell the breaker."""
        try:
            await self._bot.get_me()
        except TelegramError as error:
            refused = isinstance(error, InvalidToken)
            self._failed(words_of(error), unauthorized=refused)
        except Exception as error:
            log.exception("outbox.probe")
            self._failed(type(error).__name__, unauthorized=False)
        else:
            self._breaker.probe_succeeded()

    def _failed(self, why: str, *, unauthorized: bool) -> None:
        now = self._clock()
        self._breaker.probe_failed(why, now, unauthorized=unauthorized)
        since = self._breaker.since
        log.warning("telegram.unreachable", why=why, since=since)
        refused = self._breaker.unauthorized_since
        if refused is not None and now - refused >= UNAUTHORIZED:
            self.fatal = "Unauthorized: telegram.token is not valid any more"
