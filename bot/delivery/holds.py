"""Holds after a 429: the scope that must wait (a chat, a method, or
everything), and until when.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

# This many chats refused within this many seconds mean that the token's own
# limit is reached, not each chat's.
SEVERAL, WITHIN = 3, 1.0
# The longest wait, in seconds, for the token's limit; a longer one is a chat's
# own. Waits of 43,838 s were reported for one chat while others were served.
SHORT = 30.0
# Holds to keep before ended ones are deleted.
KEPT = 1000


@dataclass(slots=True)
class Holds:
    """Ends of holds by scope. All times are of one monotonic clock, in seconds."""

    _chats: dict[int, float] = field(default_factory=dict)
    _methods: dict[str, float] = field(default_factory=dict)
    # (since, until) of the assumed hold on all calls.
    _all: tuple[float, float] = (0.0, 0.0)
    # The last refusals of chats: time, chat, wait.
    _recent: deque[tuple[float, int, float]] = field(
        default_factory=lambda: deque(maxlen=SEVERAL)
    )

    def refuse(
        self, chat: int, method: str, seconds: float, now: float
    ) -> None:
        """Record a 429; `chat` is 0 for a call that sends nothing into a chat.
        A shorter hold never ends a longer one.
        """
        until = now + seconds
        if not chat:
            held = self._methods.get(method, 0.0)
            self._methods[method] = max(held, until)
            return
        held = self._chats.get(chat, 0.0)
        self._chats[chat] = max(held, until)
        self._recent.append((now, chat, seconds))
        if self._looks_like_all(now):
            # The shortest of the waits: a guess that the next answers confirm
            # or end.
            shortest = min(wait for _, _, wait in self._recent)
            self._all = (now, max(self._all[1], now + shortest))

    def _looks_like_all(self, now: float) -> bool:
        """Tell whether the last refusals are the token's own: several chats at
        once, and none for long.
        """
        recent = [entry for entry in self._recent if now - entry[0] <= WITHIN]
        several = len({chat for _, chat, _ in recent}) >= SEVERAL
        return several and all(wait <= SHORT for _, _, wait in recent)

    def succeed(self, started: float) -> None:
        """End the hold that was only assumed for all calls: a call that began
        after it has just gone through.
        """
        since, until = self._all
        if until and started >= since:
            self._all = (0.0, 0.0)

    def left(self, chat: int, method: str, now: float) -> float:
        """Return the seconds for which this chat or method itself is held."""
        until = self._methods.get(method, 0.0)
        if chat:
            until = self._chats.get(chat, 0.0)
        return max(until - now, 0.0)

    def left_for_all(self, now: float) -> float:
        """Return the seconds for which everything is held."""
        return max(self._all[1] - now, 0.0)

    def forget(self, now: float) -> None:
        """Delete ended holds when there are many."""
        if len(self._chats) > KEPT:
            self._chats = {
                chat: until
                for chat, until in self._chats.items()
                if until > now
            }
