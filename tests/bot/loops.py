"""An event loop with simulated time: sleepers wake in order, and a minute takes no time."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")


class _Selector(selectors.DefaultSelector):
    now = 1000.0

    def select(self, timeout: float | None = None) -> Any:
        """Move the time on instead of waiting."""
        ready = super().select(0)
        if not ready and timeout and timeout > 0:
            self.now += timeout
        return ready


class Loop(asyncio.SelectorEventLoop):
    """A loop with a clock of its own."""

    def __init__(self) -> None:
        self._passing = _Selector()
        super().__init__(self._passing)

    def time(self) -> float:
        """Return the loop's own seconds."""
        return self._passing.now


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run work to its end in passing time."""
    with asyncio.Runner(loop_factory=Loop) as runner:
        return runner.run(work)


def clock() -> float:
    """Return the running loop's seconds."""
    return asyncio.get_running_loop().time()
