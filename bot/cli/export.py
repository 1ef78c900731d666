"""`jianbao export` and `jianbao import`: the sources as OPML."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from xml.sax.saxutils import quoteattr

import typer

from bot import app
from bot.cli.frame import ConfigOption, console, errors, execute, settings_or_exit
from bot.settings import Settings
from news.feeds.tree import read_strictly
from store import sources
from store.rows import Source

MAX_BYTES = 5 * 1024 * 1024


def write_opml(listed: list[Source]) -> str:
    """Return sources as OPML 2.0."""
    rows = "\n".join(
        f'    <outline type="rss" text={quoteattr(each.title or each.url)} xmlUrl={quoteattr(each.url)} language={quoteattr(each.language)}/>'
        for each in listed
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head><title>Jianbao</title></head>\n  <body>\n{rows}\n  </body>\n</opml>\n'


def read_opml(text: str) -> list[tuple[str, str]]:
    """Return (address, title) of every outline with an address; empty for what is no OPML."""
    root = read_strictly(text)
    if root is None or root.name != "opml":
        return []
    found = []
    for node in root.element.iter("outline"):
        url = node.get("xmlUrl") or node.get("xmlurl") or ""
        if url.startswith(("http://", "https://")):
            found.append((url, node.get("title") or node.get("text") or ""))
    return found


def export(
    target: Annotated[Path | None, typer.Argument(help="A file; the terminal by default.")] = None,
    config: ConfigOption = None,
) -> None:
    """Write the sources as OPML."""
    text = write_opml(execute(_every(settings_or_exit(config, log={"level": "error"}))))
    if target:
        target.write_text(text, "utf-8")
    else:
        typer.echo(text)


def import_(source: Annotated[Path, typer.Argument(help="An OPML file.")], config: ConfigOption = None) -> None:
    """Add the sources of an OPML file."""
    settings = settings_or_exit(config, log={"level": "error"})
    try:
        text = source.read_bytes()[:MAX_BYTES].decode("utf-8", "replace")
    except OSError as error:
        errors.print(f"{source}: can't be read: {error.strerror}", style="red")
        raise typer.Exit(2) from error
    listed = read_opml(text)
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


async def _add(settings: Settings, listed: list[tuple[str, str]]) -> int:
    house = await app.open_house(settings)
    try:
        for url, title in listed:
            await house.db.write(sources.add, url, "auto", title[:200], "", "UTC", None, house.clock())
        return len(listed)
    finally:
        await app.close_house(house)
