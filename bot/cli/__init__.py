"""The command line: one file a command, imported when the command is called.
Exit codes: 0 done, 1 something failed, 2 wrong use or settings.
"""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from bot.cli.garbage_collector import paused
from news.version import VERSION

# Command → (module, function, the first paragraph of its help). Imported on
# demand: `inspect` over many files must not load Telegram, the store and the
# sandbox each time, nor must the list of commands.
COMMANDS = {
    "run": ("run", "run", "Start the bot. Without a token, start the sandbox: a local Telegram in the browser."),
    "demo": ("demo", "demo", "Try everything offline: the sandbox with its sample site."),
    "check": ("check", "check", "Test configuration, token, store and every source; exit with 1 if something fails."),
    "inspect": ("inspect", "inspect", "Show what the bot sees: an article, a feed, a sitemap, a hot list or a section page."),
    "digest": ("digest", "digest", "Print a digest of the newest stories."),
    "ask": ("ask", "ask", "Answer a question in the stored articles' own sentences."),
    "mcp": ("mcp", "mcp", "Serve the stored news to an assistant (Model Context Protocol over stdio)."),
    "sources": ("sources", "sources", "List the sources with their state, last success and errors."),
    "import": ("export", "import_", "Add the sources of an OPML file."),
    "export": ("export", "export", "Write the sources as OPML, without addresses that hold a chat's secret."),
    "migrate": ("migrate", "migrate", "Run missing migrations, after a backup. With --from and --to, move a running installation: resumable and checked."),
    "worker": ("worker", "worker", 'Work on the queues of a cluster (engine = "pgqueuer"); each further worker adds throughput.'),
    "backup": ("backup", "backup", "Copy the store to a file while the bot runs (SQLite's online backup); for PostgreSQL, name its own tool."),
    "restore": ("backup", "restore", "Replace the store by a backup; the bot must be stopped."),
    "prune": ("prune", "prune", "Delete rows that are older than the retention settings allow."),
    "stats": ("stats", "stats", "Show counts: sources, articles, chats, the outbox, stories by topic and language, and the model's cost."),
}  # fmt: skip


class CommandList(TyperGroup):
    """The commands as the help lists them: by name, with a line about each."""

    def list_commands(self, ctx: object) -> list[str]:
        """Return all commands, in the order in which people meet them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: object, cmd_name: str) -> TyperCommand | None:
        """Return a command that says what it is for, and does nothing."""
        del ctx
        return TyperCommand(cmd_name, help=COMMANDS[cmd_name][2])


class Commands(CommandList):
    """A group whose commands are imported when they are called."""

    def get_command(self, ctx: object, cmd_name: str) -> Any:
        """Import a command; return None for an unknown name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, function, _ = COMMANDS[cmd_name]
        single = typer.Typer(
            pretty_exceptions_enable=False, add_completion=False
        )
        with paused():
            loaded = import_module(f"bot.cli.{module}")
        called = getattr(loaded, function)
        # Typer would keep the line breaks of the docstring, beside its own.
        words = " ".join((called.__doc__ or "").split())
        single.command(cmd_name, help=words)(called)
        return typer.main.get_command(single)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help without importing the commands: that takes 3 s."""
        CommandList(
            params=self.params, help=self.help, epilog=self.epilog
        ).format_help(ctx, formatter)


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
