"""The time limit of one download, over all its redirects."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass


@dataclass(slots=True)
class TimeBudget:
    """Seconds for all hops of one download together; waiting for a place at a host is not
    counted.
    """

    left: float

    @asynccontextmanager
    async def spend(self) -> AsyncIterator[None]:
        """Subtract the time spent inside from the seconds left; raises TimeoutError."""
        loop = asyncio.get_running_loop()
        start = loop.time()
        try:
            async with asyncio.timeout(max(self.left, 0.0)):
                yield
        finally:
            self.left -= loop.time() - start
