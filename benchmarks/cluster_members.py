"""The processes of a cluster on one machine, its proxies and its sandbox, for `benchmarks.cluster`."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from bot.settings import Settings
from jobs.distributed.enqueue import Sizes

SECRET = "secret-of-the-cluster-under-test"
ROLES = (
    "bot-1",
    "bot-2",
    "scheduler-1",
    "scheduler-2",
    "worker-1",
    "worker-2",
    "worker-3",
    "sender-1",
    "sender-2",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What every process of the cluster is told."""

    url: str
    token: str
    base_url: str
    hook: str
    host: str
    sources: tuple[dict[str, Any], ...]
    ports: dict[str, int]
    log: str
    lease: int

    def settings(self, name: str) -> Settings:
        """Return the settings of one process; the webhook on loopback is the sandbox's own exception."""
        settings = Settings(
            engine="pgqueuer",
            telegram={
                "token": self.token,
                "base_url": self.base_url,
                "webhook_secret": SECRET,
                "messages_per_second": 1000,
                "messages_per_second_chat": 30,
                "messages_per_minute_group": 600,
            },
            database={"url": self.url},
            web={"port": self.ports.get(name, 0)},
            fetch={"pause_seconds": 0.0, "per_host": 8, "workers": 1},
            access={"commands_per_minute": 600},
            log={"level": "warning", "format": "json"},
            sources=list(self.sources),
        )
        return settings.model_copy(
            update={
                "telegram": settings.telegram.model_copy(
                    update={"webhook_url": self.hook}
                )
            }
        )


def play(plan: Plan, name: str) -> None:
    """Be one process of the cluster, until killed."""
    from bot.cli.distributed import run_member
    from bot.logging import set_up

    out = os.open(plan.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.dup2(out, 1)
    os.dup2(out, 2)
    settings, role = plan.settings(name), name.partition("-")[0]
    set_up("warning", "json")
    sizes = Sizes(digest=20, lease=plan.lease)
    asyncio.run(
        run_member(
            settings, (role,), sizes=sizes, private=frozenset({plan.host})
        )
    )


@dataclass
class Members:
    """The cluster's processes; each may be killed, stopped and started again."""

    plan: Plan
    running: dict[str, BaseProcess] = field(default_factory=dict)

    def start(self, *names: str) -> None:
        """Start processes: forked from one that has loaded everything, so that a start is quick."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(
            [
                "bot.cli.distributed",
                "jobs.workers.worker_tasks",
                "benchmarks.cluster_members",
            ]
        )
        for name in names:
            process = context.Process(
                target=play, args=(self.plan, name), name=name
            )
            process.start()
            self.running[name] = process

    def kill(self, name: str) -> None:
        """End a process as a power cut would."""
        self.running[name].kill()
        self.running[name].join(5)

    def signal(self, name: str, number: int) -> None:
        """Send a signal."""
        os.kill(self.running[name].pid or 0, number)

    def named(self, pid: int) -> str:
        """Return the name of the process that has a pid; empty when it is gone."""
        return next(
            (
                name
                for name, process in self.running.items()
                if process.pid == pid and process.is_alive()
            ),
            "",
        )

    def end(self) -> None:
        """End all."""
        for name in self.running:
            with suppress(ProcessLookupError):
                self.signal(name, signal.SIGCONT)
            self.kill(name)

    def memory(self) -> dict[str, float]:
        """Return each role's own memory in MB (what it does not share with its parent), the largest process of each."""
        found: dict[str, float] = {}
        for name, process in self.running.items():
            with suppress(OSError, ProcessLookupError):
                lines = (
                    Path(f"/proc/{process.pid}/smaps_rollup")
                    .read_text()
                    .splitlines()
                )
                size = (
                    sum(
                        int(line.split()[1])
                        for line in lines
                        if line.startswith("Pss:")
                    )
                    / 1024
                )
                role = name.partition("-")[0]
                found[role] = max(found.get(role, 0.0), size)
        return found


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Proxy:
    """A TCP proxy before one of several servers in turn; it can cut what goes through it."""

    def __init__(self, targets: Callable[[], list[int]]) -> None:
        self._targets, self._turn, self._cut = targets, 0, False
        self._open: set[asyncio.StreamWriter] = set()
        self.port = 0
        self._server: asyncio.Server | None = None

    async def start(self) -> Proxy:
        """Listen on a free port."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def cut(self, seconds: float) -> None:
        """Reset every connection, and refuse new ones for a while."""
        self._cut = True
        for writer in list(self._open):
            writer.transport.abort()
        await asyncio.sleep(seconds)
        self._cut = False

    def stop(self) -> None:
        """Listen no more."""
        if self._server:
            self._server.close()
        for writer in list(self._open):
            writer.transport.abort()

    async def _reach(
        self,
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        targets = self._targets()
        for _ in targets:
            self._turn += 1
            with suppress(OSError):
                return await asyncio.open_connection(
                    "127.0.0.1", targets[self._turn % len(targets)]
                )
        return None

    async def _serve(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        there = None if self._cut else await self._reach()
        if there is None:
            writer.transport.abort()
            return
        self._open |= {writer, there[1]}
        await asyncio.gather(_pump(reader, there[1]), _pump(there[0], writer))
        self._open -= {writer, there[1]}


async def _pump(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    with suppress(OSError, asyncio.CancelledError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    with suppress(OSError):
        writer.close()


def say(text: str) -> None:
    """Tell how far it is, beside the table."""
    print(text, file=sys.stderr, flush=True)
