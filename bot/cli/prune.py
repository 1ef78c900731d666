"""`jianbao prune` and `jianbao stats`: what is kept, and how much there is."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from bot import app
from bot.cli.frame import ConfigOption, JsonOption, console, execute, print_json, settings_or_exit
from bot.settings import Settings
from jobs import upkeep
from store import articles, chats, outbox, sources
from store.rows import Counts


def prune(
    config: ConfigOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only count.")] = False,
    json: JsonOption = False,
) -> None:
    """Delete what is older than the retention says."""
    counts = execute(_prune(settings_or_exit(config, log={"level": "error"}), dry_run=dry_run))
    if json:
        print_json(dict(counts.rows))
        return
    for table, number in counts.rows:
        console.print(f"{table:20} {number}", highlight=False)
    console.print(f"{'would delete' if dry_run else 'deleted'} {counts.total} rows", highlight=False)


async def _prune(settings: Settings, *, dry_run: bool) -> Counts:
    house = await app.open_house(settings)
    try:
        return await upkeep.prune(house, dry_run=dry_run)
    finally:
        await app.close_house(house)


def stats(config: ConfigOption = None, json: JsonOption = False) -> None:
    """Show how much there is: sources, articles, chats, the outbox."""
    found = execute(_stats(settings_or_exit(config, log={"level": "error"})))
    if json:
        print_json(found)
        return
    table = Table("What", "State", "Count", "")
    for what, states in found.items():
        most = max(states.values(), default=1) or 1
        for state, number in states.items():
            table.add_row(what, state, str(number), "█" * round(20 * number / most))
    console.print(table, highlight=False)


async def _stats(settings: Settings) -> dict[str, dict[str, int]]:
    house = await app.open_house(settings)
    try:
        states: dict[str, int] = {}
        for source in await house.db.read(sources.every):
            states[source.state] = states.get(source.state, 0) + 1
        depth = await house.db.read(outbox.depth)
        return {
            "sources": states,
            "articles": await house.db.read(articles.count_states),
            "chats": await house.db.read(chats.counts_by_state),
            "outbox": {"ready": depth.ready, "in flight": depth.inflight, "failed": depth.failed},
        }
    finally:
        await app.close_house(house)
