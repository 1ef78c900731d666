"""The soak's bots, forked from one process that has loaded the code: each start spares 2.5 s of CPU."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path


class BotServer:
    """The process that forks bots, one at a time: `python -m benchmarks.soak_bot`.

    It shares no connection with this process, so what is cut here is cut there.
    """

    def __init__(self) -> None:
        self._server: subprocess.Popen[str] | None = None

    async def start(self, *arguments: str) -> BotProcess:
        """Start a bot, and wait until it hears. Raises RuntimeError if it ends before."""
        self._ask("\t".join(arguments))
        process = BotProcess(self, int(await self.read()))
        if (said := await self.read()) != "ready":
            raise RuntimeError(f"the bot ended as it started: {said}")
        return process

    def _ask(self, line: str) -> None:
        """Write a line to the server, which starts with the first."""
        if self._server is None:
            self._server = subprocess.Popen(
                [sys.executable, "-m", "benchmarks.soak_bot"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                cwd=Path(__file__).parents[1],
            )
        assert self._server.stdin
        self._server.stdin.write(line + "\n")
        self._server.stdin.flush()

    async def read(self) -> str:
        """Return the next line: a bot's number, that it is ready, or how it ended."""
        assert self._server
        assert self._server.stdout
        line = await asyncio.to_thread(self._server.stdout.readline)
        return line.strip()

    def end(self) -> None:
        """End the server, and wait until it has."""
        if self._server is None:
            return
        self._server.kill()
        with self._server:
            self._server = None


class BotProcess:
    """A bot as `asyncio.subprocess.Process` would show it."""

    def __init__(self, server: BotServer, pid: int) -> None:
        self._server = server
        self.pid = pid
        self.returncode: int | None = None

    def terminate(self) -> None:
        """Ask the bot to end."""
        os.kill(self.pid, signal.SIGTERM)

    def kill(self) -> None:
        """End the bot as a power cut does."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    async def wait(self) -> int:
        """Wait until the bot has ended; return its exit code, below 0 for a signal."""
        if self.returncode is None:
            self.returncode = int(await self._server.read())
        return self.returncode
