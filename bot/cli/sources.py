"""`jianbao sources`: list the sources and their health, or the topics."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.table import Column, Table

from bot.cli.options import (
    ConfigOption,
    JsonOption,
    console,
    execute,
    print_json,
    settings_or_exit,
)
from bot.open_context import close_context, open_context
from bot.settings import Settings
from news.private_addresses import masked
from news.topics import catalogue
from store.news import sources as rows
from store.rows import Source


def sources(
    config: ConfigOption = None,
    topics: Annotated[
        bool, typer.Option("--topics", help="List the topics instead.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """List the sources with their state, last success and errors."""
    if topics:
        _topics(as_json=json)
        return
    listed = execute(_read(settings_or_exit(config, log={"level": "error"})))
    if json:
        print_json(
            [{"id": source.id, "url": _address(source), "title": source.title, "kind": source.kind, "state": source.state, "failures": source.failures,
              "last_error": source.last_error, "last_success_at": source.last_success_at, "entries": source.entries, "interval": source.interval} for source in listed]
        )  # fmt: skip
        return
    if not listed:
        console.print(
            "No sources yet: list yours in config.toml, or `jianbao run` tries the catalogue's."
        )
        return
    _show(listed)


def _show(listed: list[Source]) -> None:
    table = Table(
        "Id",
        Column("Source", overflow="fold"),
        "Kind",
        "State",
        "Last success",
        "Entries",
        "Every",
        "Last error",
    )
    for source in listed:
        when = (
            datetime.fromtimestamp(source.last_success_at, UTC).strftime(
                "%m-%d %H:%M"
            )
            if source.last_success_at
            else "—"
        )
        table.add_row(
            str(source.id),
            source.title or _address(source),
            source.kind,
            source.state,
            when,
            str(source.entries),
            f"{source.interval // 60} min",
            source.last_error[:60],
        )
    console.print(table, highlight=False)


def _topics(*, as_json: bool) -> None:
    if as_json:
        print_json(
            [
                {
                    "key": topic.key,
                    "parent": topic.parent,
                    "names": dict(topic.names),
                }
                for topic in catalogue()
            ]
        )
        return
    for topic in catalogue():
        console.print(
            f"{topic.emoji} {topic.key:14} {topic.name('zh-Hans')} · {topic.name('en')}",
            highlight=False,
        )


def _address(source: Source) -> str:
    """Return a source's address; only its site if a chat added it with a secret
    in it.
    """
    if source.configured:
        return source.url
    return masked(source.url)


async def _read(settings: Settings) -> list[Source]:
    context = await open_context(settings)
    try:
        return await context.db.read(rows.every)
    finally:
        await close_context(context)
