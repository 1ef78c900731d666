"""Planned faults: which calls fail, how and how often; set by a test or a
person.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Literal

# The kind of a fault. `drop-…` cuts the connection before or after the call is
# done; `gateway-…` is an HTML page with that status from something between; the
# last four are JSON with status 200 that contains no message.
FaultKind = Literal[
    "drop-before",
    "drop-after",
    "stall",
    "401",
    "404",
    "429",
    "500",
    "502",
    "garbage",
    "gateway-400",
    "gateway-403",
    "gateway-200",
    "null",
    "list",
    "no-result",
    "not-ok",
]


# Faults after which a bot cannot know that its message did not arrive.
DOUBTFUL = frozenset(
    {
        "drop-before",
        "stall",
        "500",
        "502",
        "garbage",
        "gateway-200",
        "null",
        "list",
        "no-result",
        "not-ok",
    }
)


@dataclass(slots=True)
class Fault:
    """One kind of fault; a negative `count` means no end."""

    kind: FaultKind
    method: str = ""
    chat: int | None = None
    share: float = 1.0
    count: int = -1
    seconds: float = 1.0

    def fits(self, method: str, chat: int | None) -> bool:
        """Tell whether this fault may hit a call."""
        fits_method = self.method.lower() in {"", method}
        fits_chat = self.chat in {None, chat}
        return self.count != 0 and fits_method and fits_chat


@dataclass(slots=True)
class Plan:
    """All planned faults, and a seeded random generator."""

    faults: list[Fault] = field(default_factory=list)
    dice: random.Random = field(default_factory=lambda: random.Random(1))
    struck: dict[str, int] = field(default_factory=dict)

    def strike(self, method: str, chat: int | None) -> Fault | None:
        """Return the fault that hits this call, if any: the first that fits."""
        for fault in self.faults:
            # Only a fault that fits throws the dice, so that a test's course
            # does not depend on other calls.
            if fault.fits(method, chat) and self.dice.random() < fault.share:
                fault.count -= 1
                self.struck[fault.kind] = self.struck.get(fault.kind, 0) + 1
                return fault
        return None
