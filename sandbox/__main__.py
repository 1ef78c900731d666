"""`python -m sandbox --port 8081`: run the sandbox alone."""

from __future__ import annotations

import argparse
import asyncio

from sandbox.server import Sandbox
from sandbox.world.limits import Limits


async def _run(port: int, lifted: bool) -> None:
    limits = (
        Limits(
            everyone=1e6, paid=1e6, chat=1e6, chat_burst=1e6, group_minute=1e6
        )
        if lifted
        else None
    )
    sandbox = await Sandbox.start(port=port, limits=limits)
    # The one line of output, for a person or a test.
    print(f"{sandbox.page_url} {sandbox.token}", flush=True)  # noqa: T201
    await asyncio.Event().wait()


def main() -> None:
    """Read the arguments and serve until stopped."""
    parser = argparse.ArgumentParser(
        description="A strict local Telegram with a chat page and a sample news site."
    )
    parser.add_argument("--port", type=int, default=8081)
    parser.add_argument(
        "--lifted", action="store_true", help="no flood limits, for load tests"
    )
    options = parser.parse_args()
    try:
        asyncio.run(_run(options.port, options.lifted))
    except KeyboardInterrupt:
        return


if __name__ == "__main__":
    main()
