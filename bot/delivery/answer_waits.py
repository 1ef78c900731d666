"""Retry the calls of an answer while Telegram is unreachable or sends a 429, as
long as the answer is still useful.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from contextvars import ContextVar

import structlog
from telegram.error import TelegramError

from bot.delivery.error_policy import (
    Action,
    concerns_connection,
    decide,
    wait_of,
    words_of,
)
from news.safe_json import JsonValue

log = structlog.get_logger()
# The time until which the answer to an update is useful, by the loop's clock;
# None for calls without an update.
ANSWER_UNTIL: ContextVar[float | None] = ContextVar(
    "answer_until", default=None
)
# A context entered while a call only waits: meanwhile another update may use
# the slot.
ASIDE: ContextVar[Callable[[], AbstractAsyncContextManager[None]]] = ContextVar(
    "aside", default=nullcontext
)
# The longest 429, in seconds, that a call waits for in line; for a longer one
# it gives up its slot, or gives up.
PATIENCE = 15.0
# The longest pause between two tries, in seconds; the first call that gets
# through ends all pauses.
LONGEST_PAUSE = 20.0
# After this many tries the pauses grow even if Telegram asks for shorter ones.
QUICK_TRIES = 3
_NOT_ARRIVED = frozenset({Action.AGAIN, Action.DOUBTFUL, Action.UNAUTHORIZED})


class AnswerWaits:
    """Retries of answers. All of them learn at once when one call reaches
    Telegram again.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._back = asyncio.Event()

    async def call(
        self, attempt: Callable[[], Awaitable[JsonValue]]
    ) -> JsonValue:
        """Repeat a call until Telegram accepts it; raise the last TelegramError
        when the answer is too late.

        A call that may have arrived is repeated at most once.
        """
        until = ANSWER_UNTIL.get()
        tries = doubts = 0
        while True:
            try:
                result = await attempt()
            except TelegramError as error:
                tries += 1
                doubts += decide(error) is Action.MAYBE
                pause = _pause_after(
                    error, tries, doubts, for_update=until is not None
                )
                if pause is None or (
                    until is not None and self._clock() + pause > until
                ):
                    raise
                log.info(
                    "answer.waits", why=words_of(error), seconds=round(pause, 1)
                )
                await self._wait(
                    pause, for_connection=concerns_connection(error)
                )
            else:
                self.reached()
                return result

    async def _wait(self, pause: float, *, for_connection: bool) -> None:
        """Wait out a pause; a pause for the connection ends when another call
        gets through.
        """
        async with ASIDE.get()():
            if not for_connection:
                await asyncio.sleep(pause)
                return
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._back.wait(), pause)

    def reached(self) -> None:
        """Record that Telegram answered: calls that wait for the connection try
        at once.
        """
        waiting, self._back = self._back, asyncio.Event()
        waiting.set()


def _pause_after(
    error: TelegramError, tries: int, doubts: int, *, for_update: bool
) -> float | None:
    """Return the seconds before the next try; None if a retry is useless."""
    growing = min(2.0 ** min(tries - 1, 10), LONGEST_PAUSE)
    seconds = wait_of(error)
    if not for_update:
        # A call without an update (such as setting a menu) is repeated by its
        # caller.
        short = (
            seconds is not None and seconds <= PATIENCE and tries < QUICK_TRIES
        )
        if short:
            return seconds
        return None
    if seconds is not None:
        if tries < QUICK_TRIES:
            return seconds
        return max(seconds, growing)
    action = decide(error)
    again = action in _NOT_ARRIVED or (action is Action.MAYBE and doubts == 1)
    if again:
        return growing
    return None
