"""`jianbao migrate`: bring the store forward, or move it from SQLite to PostgreSQL."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.options import (
    ConfigOption,
    console,
    progress,
    settings_or_exit,
    stop,
)
from news.errors import StoreError
from store.operations import transfer
from store.schema import migrate as steps


def migrate(
    config: ConfigOption = None,
    source: Annotated[
        str, typer.Option("--from", help="Move from this store: sqlite:///…")
    ] = "",
    target: Annotated[
        str, typer.Option("--to", help="Move to this store: postgresql://…")
    ] = "",
) -> None:
    """Run missing migrations; with --from and --to move a running installation,
    resumable and checked.
    """
    if bool(source) != bool(target):
        stop("--from and --to go together.", 2)
    try:
        if source:
            _move(source, target)
            return
        settings = settings_or_exit(config, log={"level": "error"})
        steps.upgrade(settings.database.direct)
        if settings.engine == "pgqueuer":
            _install(settings.database.direct)
        console.print(
            f"The store is at revision {steps.current(settings.database.direct)}.",
            highlight=False,
        )
    except StoreError as error:
        stop(str(error))


def _install(url: str) -> None:
    import asyncio

    from jobs.distributed import pgqueuer_queue

    asyncio.run(pgqueuer_queue.install(url))


def _move(source: str, target: str) -> None:
    with progress() as bar:
        tasks: dict[str, int] = {}

        def moved(table: str, done: int, total: int) -> None:
            if table not in tasks:
                tasks[table] = int(bar.add_task(table, total=total))
            bar.update(bar.task_ids[tasks[table]], completed=done, total=total)

        transfer.copy(source, target, moved)
    console.print("Moved; counts and checksums agree.")
