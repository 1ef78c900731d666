"""Retry calls about the bot itself (menus, profile, webhook), which Telegram
may delay for minutes.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from telegram.error import TelegramError

from bot.delivery.error_policy import wait_of
from news.safe_json import JsonValue

log = structlog.get_logger()
TRIES = 5
# The longest wait for one try, in seconds; waits of 60 to 490 were reported for
# menus.
LONGEST = 900.0


async def patiently(call: Callable[[], Awaitable[JsonValue]]) -> JsonValue:
    """Make a call, and repeat it after each 429; raise the last TelegramError,
    any other at once.
    """
    for attempt in range(1, TRIES + 1):
        try:
            return await call()
        except TelegramError as error:
            seconds = wait_of(error)
            if seconds is None or attempt == TRIES:
                raise
            log.info("telegram.wait", seconds=round(seconds))
            await asyncio.sleep(min(seconds, LONGEST))
    raise AssertionError("the loop returns or raises")
