"""`jianbao demo`: run the sandbox, or with `--once` print one digest in the
terminal.
"""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.garbage_collector import paused
from bot.cli.options import ConfigOption, execute, settings_or_exit
from bot.cli.run import in_sandbox
from bot.settings import Settings
from jobs.workers import fork_server


def demo(
    config: ConfigOption = None,
    once: Annotated[
        bool,
        typer.Option(
            "--once",
            help="Fetch, build one digest, deliver it to a sandbox chat, print it and exit.",
        ),
    ] = False,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The sandbox's port.")
    ] = 8081,
) -> None:
    """Try everything offline: the sandbox with its sample site."""
    settings = (
        settings_or_exit(config, log={"level": "error"})
        if once
        else settings_or_exit(config)
    )
    if once:
        execute(_once(settings))
    else:
        execute(in_sandbox(settings, port))


async def _once(settings: Settings) -> None:
    # What the workers need loads while this process imports the rest.
    fork_server.begin()
    with paused():
        from bot.cli.one_digest import print_digest

    await print_digest(settings)
