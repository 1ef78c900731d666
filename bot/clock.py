"""The clock, which every part of the bot is given."""

from __future__ import annotations

import time
from collections.abc import Callable

# Returns the moment in UTC seconds. It is passed on, never asked for directly,
# so that a test decides what time it is.
Clock = Callable[[], int]


def clock() -> int:
    """Return the current time in UTC seconds."""
    return int(time.time())
