"""`jianbao export` and `jianbao import`: the sources as OPML."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot import app, opml
from bot.cli.frame import ConfigOption, console, errors, execute, progress, settings_or_exit
from bot.opml import Outline
from bot.settings import Settings
from store import sources
from store.rows import Source


def export(
    target: Annotated[Path | None, typer.Argument(help="A file; the terminal by default.")] = None,
    config: ConfigOption = None,
) -> None:
    """Write the sources as OPML."""
    listed = execute(_every(settings_or_exit(config, log={"level": "error"})))
    text = opml.write(Outline("source", each.url, each.title, each.language) for each in listed)
    if target:
        target.write_text(text, "utf-8")
    else:
        typer.echo(text)


def import_(source: Annotated[Path, typer.Argument(help="An OPML file.")], config: ConfigOption = None) -> None:
    """Add the sources of an OPML file."""
    settings = settings_or_exit(config, log={"level": "error"})
    try:
        data = source.read_bytes()
    except OSError as error:
        errors.print(f"{source}: can't be read: {error.strerror}", style="red")
        raise typer.Exit(2) from error
    listed = [each for each in opml.read(data) if each.kind == "source"]
    if not listed:
        errors.print(f"{source}: no OPML with addresses", style="red")
        raise typer.Exit(1)
    console.print(f"Added {execute(_add(settings, listed))} sources.")


async def _every(settings: Settings) -> list[Source]:
    house = await app.open_house(settings)
    try:
        return await house.db.read(sources.every)
    finally:
        await app.close_house(house)


async def _add(settings: Settings, listed: list[Outline]) -> int:
    house = await app.open_house(settings)
    try:
        with progress() as bar:
            for each in bar.track(listed, description="Sources"):
                await house.db.write(sources.add, each.value, "auto", each.title, "", "UTC", None, house.clock())
        return len(listed)
    finally:
        await app.close_house(house)
