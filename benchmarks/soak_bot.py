"""The bot that the soak kills: `python -m benchmarks.soak_bot STORE BASE_URL OFFSET_FILE RATE`. Ends by SIGTERM, or by worse.

Without arguments it reads them from standard input, a line for each bot, and forks the bots one after another
(`benchmarks.soak_process`).
"""

from __future__ import annotations

import asyncio
import contextlib
import os
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


def serve() -> None:
    """Fork a bot for each line, say its number before it starts, and how it ended after."""
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            print(os.getpid(), flush=True)
            run(*line.strip().split("\t"))
            os._exit(0)
        _, status = os.waitpid(pid, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def run(store: str, base_url: str, offset: str, rate: str) -> None:
    """Run one bot until it is told to end."""
    asyncio.run(main(store, base_url, Path(offset), float(rate)))


if __name__ == "__main__":
    if sys.argv[1:]:
        run(*sys.argv[1:])
    else:
        serve()
