"""The timer of waits and rates, which a test replaces."""

from __future__ import annotations

from collections.abc import Callable

# Returns seconds that only ever grow; their start means nothing.
Timer = Callable[[], float]
