"""`jianbao prune`: delete rows that are older than the retention settings
allow.
"""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.options import (
    ConfigOption,
    JsonOption,
    console,
    execute,
    need_store,
    print_json,
    progress,
    settings_or_exit,
)
from bot.open_context import close_context, open_context
from bot.settings import Settings
from jobs.upkeep import pruning
from store.records import DeletedRows


def prune(
    config: ConfigOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only count.")
    ] = False,
    json: JsonOption = False,
) -> None:
    """Delete rows that are older than the retention settings allow."""
    settings = need_store(settings_or_exit(config, log={"level": "error"}))
    counts = execute(_prune(settings, dry_run=dry_run))
    if json:
        print_json(dict(counts.rows))
        return
    for table, number in counts.rows:
        console.print(f"{table:20} {number}", highlight=False)
    console.print(
        f"{'would delete' if dry_run else 'deleted'} {counts.total} rows",
        highlight=False,
    )


async def _prune(settings: Settings, *, dry_run: bool) -> DeletedRows:
    context = await open_context(settings)
    try:
        old = await pruning.prune(context, dry_run=True)
        if dry_run or not old.total:
            return old
        with progress() as bar:
            task = bar.add_task("Rows", total=old.total)
            return await pruning.prune(
                context,
                dry_run=False,
                note=lambda bite: bar.advance(task, bite.total),
            )
    finally:
        await close_context(context)
