"""Flood limits as token buckets: for all messages, for each chat, for each
group (figures from Telegram's FAQ for bots).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.errors import too_many


@dataclass(frozen=True, slots=True)
class Limits:
    """The rates; a test or a soak may lift them."""

    everyone: float = 30.0
    paid: float = 1000.0
    chat: float = 1.0
    chat_burst: float = 5.0
    group_minute: float = 20.0
    # Calls of setWebhook a second.
    webhook: float = 1.0
    profile: float = 1.0
    # Calls that change menus, names and descriptions: a second, and at once.
    # Telegram publishes no figure; waits of minutes were reported. The burst
    # lets a bot set its menus at its start.
    profile_burst: float = 100.0


class Buckets:
    """Counters of sent messages that refuse an excess with 429."""

    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        self.limits = limits
        self._clock = clock
        self._state: dict[object, tuple[float, float]] = {}
        self.refused = 0

    def check(self, chat: int, *, paid: bool, count: int = 1) -> None:
        """Take a message's tokens from each bucket, or raise a 429 with the
        seconds to wait.

        An album's `count` messages go together; later messages wait for their
        excess.
        """
        rate = self.limits.paid if paid else self.limits.everyone
        wanted = [
            ("all", rate, max(rate, 1.0)),
            ((chat, "chat"), self.limits.chat, self.limits.chat_burst),
        ]
        if chat < 0:
            wanted.append(
                (
                    (chat, "group"),
                    self.limits.group_minute / 60,
                    self.limits.group_minute,
                )
            )
        now = self._clock()
        levels = {
            name: self._level(name, speed, burst, now)
            for name, speed, burst in wanted
        }
        waits = [
            (1.0 - levels[name]) / speed
            for name, speed, _ in wanted
            if levels[name] < 1.0
        ]
        if waits:
            self.refused += 1
            seconds = max(1, math.ceil(max(waits)))
            raise too_many(seconds)
        for name, level in levels.items():
            self._state[name] = (level - count, now)

    def check_method(self, name: str) -> None:
        """Take a token of a method that sends nothing into a chat; a refusal
        holds only this method.
        """
        speed = self.limits.webhook
        burst = 1.0
        if name == "profile":
            speed = self.limits.profile
            burst = self.limits.profile_burst
        now = self._clock()
        level = self._level(name, speed, burst, now)
        if level < 1.0:
            self.refused += 1
            raise too_many(max(1, math.ceil((1.0 - level) / speed)))
        self._state[name] = (level - 1.0, now)

    def _level(
        self, name: object, speed: float, burst: float, now: float
    ) -> float:
        tokens, at = self._state.get(name, (burst, now))
        return min(burst, tokens + (now - at) * speed)
