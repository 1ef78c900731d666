"""The command line: one file a command, imported when the command is called.
Exit codes: 0 done, 1 something failed, 2 wrong use or settings.
"""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from bot.cli.garbage_collector import paused
from news.version import VERSION

# Command → (module, function). Imported on demand: `inspect` over many files
# must not load Telegram, the store and the sandbox each time.
COMMANDS = {
    "run": ("run", "run"),
    "demo": ("demo", "demo"),
    "check": ("check", "check"),
    "inspect": ("inspect", "inspect"),
    "digest": ("digest", "digest"),
    "ask": ("ask", "ask"),
    "mcp": ("mcp", "mcp"),
    "sources": ("sources", "sources"),
    "import": ("export", "import_"),
    "export": ("export", "export"),
    "migrate": ("migrate", "migrate"),
    "worker": ("worker", "worker"),
    "backup": ("backup", "backup"),
    "restore": ("backup", "restore"),
    "prune": ("prune", "prune"),
    "stats": ("stats", "stats"),
}


class Commands(TyperGroup):
    """A group whose commands are imported when they are called or listed."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return all commands, in the order in which people meet them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import a command; return None for an unknown name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, function = COMMANDS[cmd_name]
        single = typer.Typer(pretty_exceptions_enable=False)
        with paused():
            loaded = import_module(f"bot.cli.{module}")
        single.command(cmd_name)(getattr(loaded, function))
        return typer.main.get_command(single)


EXIT_CODES = "Exit codes: 0 done, 1 something failed, 2 wrong use or settings, 130 stopped with Ctrl-C."
app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    epilog=EXIT_CODES,
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"jianbao {VERSION}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_version,
            is_eager=True,
            help="Print the version and exit.",
        ),
    ] = False,
) -> None:
    """Jianbao (简报): reads the news for Telegram chats and pushes digests."""
