"""Limits for each chat and minute: commands, and expensive commands."""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from typing import Literal

CHATS = 20_000
# This many presses count as one command: people press often in the settings,
# and each press is cheap. Inline queries count alike: each pause in typing is
# one.
PRESSES = 4
Kind = Literal["command", "press", "heavy", "inline"]


@dataclass(slots=True)
class RateLimits:
    """The requests of each chat in the last minute."""

    commands: int = 20
    heavy: int = 4
    _asked: OrderedDict[tuple[int, str], deque[float]] = field(
        default_factory=OrderedDict
    )
    _told: OrderedDict[int, float] = field(default_factory=OrderedDict)

    def take(self, chat: int, now: float, kind: Kind = "command") -> float:
        """Count one request; return 0, or the seconds to wait if the minute's
        limit is reached.
        """
        often = PRESSES * self.commands
        most = {
            "command": self.commands,
            "press": often,
            "heavy": self.heavy,
            "inline": often,
        }[kind]
        times = self._asked.setdefault((chat, kind), deque())
        self._asked.move_to_end((chat, kind))
        while times and times[0] <= now - 60:
            times.popleft()
        if len(times) >= most:
            return max(60 - (now - times[0]), 1.0)
        times.append(now)
        while len(self._asked) > CHATS:
            self._asked.popitem(last=False)
        return 0.0

    def tell(self, chat: int, now: float) -> bool:
        """Tell whether to answer a chat that asks too much: once in ten
        seconds, so that a flood causes none.
        """
        if now - self._told.get(chat, -60.0) < 10:
            return False
        self._told[chat] = now
        self._told.move_to_end(chat)
        while len(self._told) > CHATS:
            self._told.popitem(last=False)
        return True
