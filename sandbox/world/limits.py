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


@dataclass(frozen=True, slots=True)
class _Bucket:
    """Tokens that a call takes: `speed` come back a second, up to `burst`."""

    name: object
    speed: float
    burst: float


class Buckets:
    """Counters of sent messages that refuse an excess with 429."""

    def __init__(self, limits: Limits, clock: Callable[[], float]) -> None:
        self.limits = limits
        self._clock = clock
        # Tokens and when they were counted, by bucket.
        self._state: dict[object, tuple[float, float]] = {}
        self.refused = 0

    def check(self, chat: int, *, paid: bool, count: int = 1) -> None:
        """Take a message's tokens from each bucket, or raise a 429 with the
        seconds to wait.

        An album's `count` messages go together; later messages wait for their
        excess.
        """
        limits = self.limits
        rate = limits.paid if paid else limits.everyone
        buckets = [
            _Bucket("all", rate, max(rate, 1.0)),
            _Bucket((chat, "chat"), limits.chat, limits.chat_burst),
        ]
        # Groups and channels have negative ids.
        if chat < 0:
            minute = limits.group_minute
            buckets.append(_Bucket((chat, "group"), minute / 60, minute))
        self._take(buckets, count)

    def check_method(self, name: str) -> None:
        """Take a token of a method that sends nothing into a chat; a refusal
        holds only this method.
        """
        limits = self.limits
        bucket = _Bucket(name, limits.webhook, 1.0)
        if name == "profile":
            bucket = _Bucket(name, limits.profile, limits.profile_burst)
        self._take([bucket], 1)

    def _take(self, buckets: list[_Bucket], count: int) -> None:
        """Take tokens from all buckets, or from none and raise a 429."""
        now = self._clock()
        levels = [self._level(bucket, now) for bucket in buckets]
        pairs = list(zip(buckets, levels, strict=True))
        wait = max((1.0 - level) / bucket.speed for bucket, level in pairs)
        if wait > 0:
            self.refused += 1
            raise too_many(max(1, math.ceil(wait)))
        for bucket, level in pairs:
            self._state[bucket.name] = (level - count, now)

    def _level(self, bucket: _Bucket, now: float) -> float:
        tokens, at = self._state.get(bucket.name, (bucket.burst, now))
        return min(bucket.burst, tokens + (now - at) * bucket.speed)
