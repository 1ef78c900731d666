"""`jianbao export` and `jianbao import`: write and read the sources as OPML."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot import opml
from bot.cli.options import (
    ConfigOption,
    console,
    execute,
    progress,
    say,
    settings_or_exit,
    stop,
)
from bot.open_context import close_context, open_context
from bot.opml import Contents, Outline, Reason
from bot.settings import Settings
from jobs.context import JobContext
from news.addresses import Instances, is_operators_board
from news.private_addresses import is_private, masked
from store.news import sources
from store.rows import Source


def export(
    target: Annotated[
        Path | None, typer.Argument(help="A file; the terminal by default.")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Write the sources as OPML, without addresses that hold a chat's secret."""
    every = execute(_every(settings_or_exit(config, log={"level": "error"})))
    listed = [
        source for source in every if source.configured or not source.private
    ]
    text = opml.write(
        Outline(
            kind="source",
            value=source.url,
            title=source.title,
            language=source.language,
        )
        for source in listed
    )
    if target:
        target.write_text(text, "utf-8")
    else:
        typer.echo(text)


def import_(
    source: Annotated[Path, typer.Argument(help="An OPML file.")],
    config: ConfigOption = None,
) -> None:
    """Add the sources of an OPML file."""
    settings = settings_or_exit(config, log={"level": "error"})
    try:
        data = source.read_bytes()
    except OSError as error:
        stop(f"{source}: can't be read: {error.strerror}", 2)
    instances = Instances(
        tuple(settings.fetch.rsshub), tuple(settings.fetch.newsnow)
    )
    contents = opml.read_file(data, instances)
    _say_left_out(source, contents)
    listed = [
        outline for outline in contents.outlines if outline.kind == "source"
    ]
    if not listed:
        stop(f"{source}: no OPML with addresses, as readers export it")
    new = execute(_add(settings, listed))
    old = len(listed) - new
    known = (
        f", {old} {'was' if old == 1 else 'were'} there already" if old else ""
    )
    console.print(
        f"{new} source{'' if new == 1 else 's'} added{known}.", highlight=False
    )


# Why an outline is left out, for the operator; a chat is told in its language.
_REASONS: dict[Reason, str] = {
    "address": "no web address",
    "empty": "no address",
    "twice": "listed twice",
    "refused": "an address that is never read",
    "instance": "needs fetch.rsshub or fetch.newsnow",
}


def _say_left_out(source: Path, contents: Contents) -> None:
    """Print a line for each outline that adds no source."""
    for left in contents.left_out:
        say(f"{source}:{left.line}: {left.title}: {_REASONS[left.reason]}")
    for outline in contents.outlines:
        if outline.kind == "source" and is_private(outline.value):
            say(
                f"{source}: {masked(outline.value)}: its address holds a key, so only chats that"
                " subscribe to it see it; list it in config.toml to show it to everybody"
            )
    own = sum(outline.kind != "source" for outline in contents.outlines)
    if own:
        say(
            f"{source}: topics and filters belong to a chat: send the file to the bot there"
        )


async def _every(settings: Settings) -> list[Source]:
    context = await open_context(settings)
    try:
        return await context.db.read(sources.every)
    finally:
        await close_context(context)


async def _add(settings: Settings, listed: list[Outline]) -> int:
    """Add the sources that are new; return their number."""
    context = await open_context(settings)
    try:
        before = len(await context.db.read(sources.every))
        with progress() as bar:
            for outline in bar.track(listed, description="Sources"):
                await _add_one(context, outline)
        return len(await context.db.read(sources.every)) - before
    finally:
        await close_context(context)


async def _add_one(context: JobContext, outline: Outline) -> None:
    instances = Instances(context.fetch.rsshub, context.fetch.newsnow)
    kind = "hotlist" if is_operators_board(outline.value, instances) else "auto"
    named = (outline.value, kind, outline.title, "", "UTC", None)
    await context.db.write(sources.add, *named, context.clock())
