"""Paid broadcasts: Telegram takes Stars for messages above its free rate, until
the bot has none left.
"""

from __future__ import annotations

import structlog

from bot.clock import Clock
from bot.delivery.error_policy import Action
from news.durations import HOUR

log = structlog.get_logger()
# Seconds until the bot tries to pay again: the operator may have bought Stars.
FREE_FOR = HOUR
_NO_STARS = Action.UNPAID.name.lower()


class PaidSending:
    """Whether calls may be paid for now: the operator's setting, and whether
    Telegram said lately that the Stars are used up.
    """

    def __init__(self, clock: Clock, *, wanted: bool) -> None:
        self._clock, self._wanted = clock, wanted
        self._free_until = 0

    def is_on(self) -> bool:
        """Tell whether a call may be paid for now."""
        return self._wanted and self._clock() >= self._free_until

    def note(self, action: str) -> None:
        """Send at the free rate for an hour if the action that followed an
        answer says that no Stars are left.
        """
        if action != _NO_STARS:
            return
        log.warning("telegram.no-stars", free_minutes=FREE_FOR // 60)
        self._free_until = self._clock() + FREE_FOR
