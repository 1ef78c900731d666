"""The command line: one file a command. Exit codes: 0 done, 1 something failed, 2 wrong use or settings."""

from __future__ import annotations

import typer

from bot.cli import check, demo, digest, export, inspect, migrate, prune, run, sources

app = typer.Typer(
    help="Jianbao (简报): reads the news for Telegram chats and pushes digests.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
for command in (
    run.run,
    demo.demo,
    check.check,
    inspect.inspect,
    digest.digest,
    sources.sources,
    migrate.migrate,
    prune.prune,
    prune.stats,
):
    app.command()(command)
app.command("export")(export.export)
app.command("import")(export.import_)
