"""Let all who ask at the same time share one answer, so that a flood of
requests costs the store no more than one of them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")


def shared(make: Callable[[], Awaitable[T]]) -> Callable[[], Awaitable[T]]:
    """Return a function that gives whoever asks while an answer is made this
    same answer.
    """
    running: asyncio.Future[T] | None = None

    async def answer() -> T:
        nonlocal running
        if running is None or running.done():
            running = asyncio.ensure_future(make())
        # Who stops waiting does not stop the others.
        return await asyncio.shield(running)

    return answer
