"""The digest of `jianbao demo --once`: the sample site read, and one digest delivered to a
sandbox chat.
"""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

import typer
from rich.progress import Progress

from bot import app
from bot.cli import local_sandbox
from bot.cli.options import console, errors
from bot.open_context import open_context
from bot.settings import Settings
from jobs import scheduler
from jobs.digests import build
from sandbox.server import Sandbox
from store.delivery import outbox


async def print_digest(settings: Settings) -> None:
    """Print the digest; exit with 1 if none arrived."""
    sandbox = await Sandbox.start()
    with tempfile.TemporaryDirectory(prefix="jianbao-") as folder:
        here = local_sandbox.settings_for(
            settings, sandbox, Path(folder) / "demo.db"
        )
        here = here.model_copy(
            update={"web": here.web.model_copy(update={"enabled": False})}
        )
        try:
            texts = await _deliver(here, sandbox)
        finally:
            await sandbox.stop()
    if not texts:
        errors.print("No digest arrived in the sandbox chat.", style="red")
        raise typer.Exit(1)
    for text in texts:
        console.print(text, highlight=False)


async def _deliver(settings: Settings, sandbox: Sandbox) -> list[str]:
    """Fetch, subscribe a chat, make its digest due, send it, and return the
    messages that arrived.
    """
    context = await open_context(
        settings, private=local_sandbox.private_host(sandbox), eager=True
    )
    running = await app.start(settings, context, jobs=False)
    try:
        chat = await local_sandbox.reader(context)
        with Progress(console=errors, transient=True) as bar:
            bar.add_task("Reading the sample site", total=None)
            await scheduler.round_of_all(context)
        await local_sandbox.fall_due(context, chat)
        await build.sweep(context)
        for _ in range(200):
            depth = await context.db.read(outbox.depth)
            if sandbox.world.ledger and not depth.ready + depth.inflight:
                break
            await asyncio.sleep(0.05)
        return [entry.text for entry in sandbox.world.ledger]
    finally:
        await running.stop()
