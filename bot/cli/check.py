"""`jianbao check`: configuration, token, store and every source, with a progress bar and a table."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.table import Table

from bot import app
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
from bot.settings import Settings
from jobs.context import JobContext
from jobs.intake import fetch
from news.errors import JianbaoError
from store.rows import Source


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the table."""

    what: str
    good: bool
    note: str
    warning: bool = False
    """Nothing fails because of it."""


def check(config: ConfigOption = None, json: JsonOption = False) -> None:
    """Test configuration, token, store and every source; exit 1 where something fails."""
    settings = settings_or_exit(config, log={"level": "error"})
    lines = execute(_check(settings, config))
    if json:
        print_json(
            [
                {"what": line.what, "ok": line.good, "note": line.note, "warning": line.warning}
                for line in lines
            ]
        )
    else:
        table = Table("", "What", "Note")
        for line in lines:
            mark = (
                "[yellow]![/yellow]"
                if line.warning
                else "[green]✔[/green]"
                if line.good
                else "[red]✘[/red]"
            )
            table.add_row(mark, line.what, line.note)
        console.print(table, highlight=False)
    if not all(line.good for line in lines):
        raise typer.Exit(1)


async def _check(settings: Settings, config: Path | None) -> list[Found]:
    lines = [Found("configuration", True, f"{len(settings.sources)} sources")]
    lines.append(await _token(settings))
    lines += open_files(settings, config)
    try:
        context = await app.open_context(settings)
    except (JianbaoError, OSError) as error:
        return [*lines, Found("store", False, str(error))]
    lines.append(Found("store", True, context.db.dialect))
    try:
        lines += await _sources(settings, context)
    finally:
        await app.close_context(context)
    return lines


async def _token(settings: Settings) -> Found:
    from telegram import Bot
    from telegram.error import InvalidToken, TelegramError

    token = settings.telegram.read_token()
    if not token:
        return Found("token", True, "none: the sandbox is used")
    try:
        async with Bot(token, base_url=settings.telegram.base_url) as bot:
            return Found("token", True, f"@{bot.username}")
    except InvalidToken:
        return Found("token", False, "Telegram does not know this token")
    except TelegramError as error:
        return Found("token", False, f"Telegram says: {error}")


def open_files(settings: Settings, config: Path | None) -> list[Found]:
    """Return a warning for each file with secrets, or with what people read, that others on this machine may read."""
    files: dict[str, Path | None] = {"store": store_file(settings)}
    if settings.secrets():
        files["settings"] = config or Path("config.toml")
    files |= settings.secret_files()
    found = []
    for name, path in files.items():
        mode = path.stat().st_mode if path is not None and path.is_file() else 0
        if mode & 0o077:
            found.append(
                Found(
                    name,
                    True,
                    f"{path}: others may read it ({mode & 0o777:o}); chmod 600 {path}",
                    True,
                )
            )
    return found


async def _sources(settings: Settings, context: JobContext) -> list[Found]:
    with progress() as bar:
        task = bar.add_task("Sources", total=len(settings.sources))

        async def one(url: str, kind: str, zone: str, selector: str) -> Found:
            found = await _source(
                context, Source(id=0, url=url, kind=kind, zone=zone, selector=selector)
            )
            bar.advance(task)
            return found

        return await asyncio.gather(
            *(one(part.url, part.kind, part.zone, part.selector) for part in settings.sources)
        )


async def _source(context: JobContext, source: Source) -> Found:
    try:
        download = await context.downloader.get(source.url, kind="feed")
        reading = await fetch.read(context, source, download)
    except JianbaoError as error:
        return Found(source.url, False, str(error))
    return Found(
        source.url,
        bool(reading.feed.entries),
        f"{reading.feed.kind}, {len(reading.feed.entries)} entries",
    )
