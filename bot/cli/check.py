"""`jianbao check`: test configuration, token, store and every source, with a
progress bar and a table.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Column, Table
from rich.text import Text

from bot.cli.options import (
    ConfigOption,
    JsonOption,
    console,
    execute,
    print_json,
    progress,
    settings_or_exit,
    store_file,
)
from bot.open_context import close_context, open_context
from bot.settings import Settings
from jobs.context import JobContext
from jobs.intake import catalogue
from jobs.intake.trial import SourceTrial, try_source
from news.errors import JianbaoError
from store.engine.connections import Connection
from store.news import sources
from store.rows import Source


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of the table."""

    what: str
    good: bool
    note: str
    # A warning does not fail the check.
    warning: bool = False


def check(
    config: ConfigOption = None,
    json: JsonOption = False,
    catalogue: Annotated[
        bool,
        typer.Option(
            "--catalogue", help="Test every source of the catalogue, too."
        ),
    ] = False,
) -> None:
    """Test configuration, token, store and every source; exit with 1 if
    something fails.
    """
    settings = settings_or_exit(config, log={"level": "error"})
    lines = execute(_check(settings, config, catalogue=catalogue))
    if json:
        print_json([_as_json(line) for line in lines])
    else:
        _print_table(lines)
    if not all(line.good for line in lines):
        raise typer.Exit(1)


def _as_json(line: CheckLine) -> dict[str, object]:
    return {
        "what": line.what,
        "ok": line.good,
        "note": line.note,
        "warning": line.warning,
    }


def _print_table(lines: list[CheckLine]) -> None:
    # A long address is broken, never cut: people copy it.
    table = Table(
        "", Column("What", overflow="fold"), Column("Note", overflow="fold")
    )
    for line in lines:
        table.add_row(_mark(line), line.what, line.note)
    console.print(table, highlight=False)


def _mark(line: CheckLine) -> Text:
    if line.warning:
        return Text("!", style="yellow")
    if line.good:
        return Text("✔", style="green")
    return Text("✘", style="red")


async def _check(
    settings: Settings, config: Path | None, *, catalogue: bool
) -> list[CheckLine]:
    """Check settings, token, files, store and sources in this order; without a store the rest is
    not tried.
    """
    lines = [
        CheckLine(
            what="configuration",
            good=True,
            note=f"{len(settings.sources)} sources",
        )
    ]
    lines.append(await _token(settings))
    lines += open_files(settings, config)
    try:
        context = await open_context(settings)
    except (JianbaoError, OSError) as error:
        return [*lines, CheckLine("store", False, str(error))]
    lines.append(CheckLine("store", True, context.db.dialect))
    try:
        lines += await _sources(settings, context)
        if catalogue:
            lines += await _catalogue(context)
    finally:
        await close_context(context)
    return lines


async def _token(settings: Settings) -> CheckLine:
    from telegram import Bot
    from telegram.error import InvalidToken, TelegramError

    token = settings.telegram.read_token()
    if not token:
        return CheckLine("token", True, "none: the sandbox is used")
    try:
        async with Bot(token, base_url=settings.telegram.base_url) as bot:
            return CheckLine("token", True, f"@{bot.username}")
    except InvalidToken:
        return CheckLine(
            what="token", good=False, note="Telegram does not know this token"
        )
    except TelegramError as error:
        return CheckLine("token", False, f"Telegram says: {error}")


def open_files(settings: Settings, config: Path | None) -> list[CheckLine]:
    """Return a warning for each file with secrets or people's reading that
    others on this machine may read.
    """
    files: dict[str, Path | None] = {"store": store_file(settings)}
    if settings.secrets():
        files["settings"] = config or Path("config.toml")
    files |= settings.secret_files()
    warnings = []
    for name, path in files.items():
        mode = path.stat().st_mode if path is not None and path.is_file() else 0
        if mode & 0o077:
            warnings.append(
                CheckLine(
                    what=name,
                    good=True,
                    note=f"{path}: others may read it ({mode & 0o777:o}); chmod 600 {path}",
                    warning=True,
                )
            )
    return warnings


def _approved(connection: Connection) -> list[Source]:
    """Read the sources that an operator imported or approved, and the settings do not list."""
    return [
        source
        for source in sources.every(connection)
        if source.approved_at
        and not source.configured
        and source.state != "ended"
    ]


async def _sources(settings: Settings, context: JobContext) -> list[CheckLine]:
    """Try the sources that the settings list, and those that an operator imported
    or approved.
    """
    listed = [
        Source(
            id=0,
            url=part.url,
            kind=part.kind,
            zone=part.zone,
            selector=part.selector,
        )
        for part in settings.sources
    ]
    listed += await context.db.read(_approved)
    with progress() as bar:
        task = bar.add_task("Sources", total=len(listed))

        async def look(source: Source) -> CheckLine:
            trial = await try_source(context, source)
            bar.advance(task)
            return _line(source.url, trial)

        return await asyncio.gather(*(look(source) for source in listed))


async def _catalogue(context: JobContext) -> list[CheckLine]:
    """Try every source of the catalogue; report those marked dead, which stay
    off in the bot too.
    """
    with progress() as bar:
        task = bar.add_task("Catalogue", total=len(context.fetch.catalogue))
        trials = await catalogue.try_every(context, lambda: bar.advance(task))
    return [
        _line(f"{row.title} {row.url}", trial, dead=True)
        for row, trial in trials
    ]


def _line(what: str, trial: SourceTrial, *, dead: bool = False) -> CheckLine:
    """Return the table's line for a trial. A dead source of the catalogue is
    only a warning, because nobody here chose it.
    """
    note = (
        f"{trial.kind}, {trial.entries} entries" if trial.works else trial.error
    )
    return CheckLine(
        what, trial.works or dead, note, warning=dead and not trial.works
    )
