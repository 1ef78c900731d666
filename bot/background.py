"""Run work that nobody waits for, such as setting menus. It outlives the update
that started it and ends with the program.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextvars import Context
from typing import Any

import structlog

log = structlog.get_logger()
# The most tasks at once; more are dropped and logged.
MOST = 1000


class Background:
    """A set of running tasks that keeps references to them, so that none is
    garbage-collected while it runs.
    """

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Start a task in the background; a fault in it is logged."""
        if len(self._tasks) >= MOST:
            log.warning("background.full", most=MOST)
            work.close()
            return
        # The task gets a context of its own: the lane and the deadline of the
        # update that started it do not apply.
        task = asyncio.create_task(_logged(work), context=Context())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def wait(self) -> None:
        """Wait until all tasks have ended."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def stop(self) -> None:
        """Cancel the tasks that still run."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def _logged(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except Exception:
        log.exception("background.fault")
