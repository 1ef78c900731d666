"""The bot that the soak kills: `python -m benchmarks.soak_bot STORE BASE_URL OFFSET_FILE RATE`. Ends by SIGTERM, or by worse."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
import time
from pathlib import Path

from bot import app
from bot.logging import set_up
from bot.open_context import open_context
from bot.settings import Settings


def clock_of(path: Path) -> int:
    """Return the time that the soak wants: the machine's, and what the file adds."""
    try:
        return int(time.time()) + int(path.read_text("utf-8") or 0)
    except (OSError, ValueError):
        return int(time.time())


async def main(store: str, base_url: str, offset: Path, rate: float) -> None:
    """Run the bot without jobs: it hears, answers and empties the outbox."""
    settings = Settings.model_validate(
        {
            "telegram": {
                "token": "700000001:sandbox-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "base_url": base_url,
                "messages_per_second": rate,
                "allow_paid_broadcast": rate > 30,
            },
            "database": {"url": f"sqlite:///{store}"},
            "web": {"enabled": False},
            "access": {"commands_per_minute": 600},
            "sources": [],
        }
    )
    set_up("error", "console")
    context = await open_context(settings, now=lambda: clock_of(offset))
    running = await app.start(
        settings, context, jobs=False, now=lambda: clock_of(offset)
    )
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    print("ready", flush=True)
    with contextlib.suppress(asyncio.CancelledError):
        await stop.wait()
    await running.stop()


if __name__ == "__main__":
    asyncio.run(
        main(sys.argv[1], sys.argv[2], Path(sys.argv[3]), float(sys.argv[4]))
    )
