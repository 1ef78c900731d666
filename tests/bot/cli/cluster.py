"""One process of a cluster over a real PostgreSQL and the sandbox."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.cli.distributed import ClusterProcess
from bot.cli.local_sandbox import settings_for
from bot.settings import Settings
from sandbox.server import Sandbox
from tests.postgres import Server
from tests.scene import FREE


async def make_member(
    server: Server, folder: Path
) -> tuple[Sandbox, ClusterProcess]:
    """Start a sandbox, and open a process of a cluster that speaks to it."""
    sandbox = await Sandbox.start(limits=FREE)
    base = settings_for(Settings(web={"port": 0}), sandbox, folder / "none.db")
    database = base.database.model_copy(
        update={"url": await asyncio.to_thread(server.copy)}
    )
    fetch = base.fetch.model_copy(update={"workers": 1})
    settings = base.model_copy(
        update={"engine": "pgqueuer", "database": database, "fetch": fetch}
    )
    return sandbox, await ClusterProcess.open(
        settings, (), private=frozenset({f"{sandbox.host}:{sandbox.port}"})
    )
