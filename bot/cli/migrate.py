"""`jianbao migrate`: bring the store forward, or move it from SQLite to
PostgreSQL.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.backup import tool_line
from bot.cli.options import (
    ConfigOption,
    console,
    progress,
    settings_or_exit,
    stop,
    store_file,
)
from bot.settings import Settings
from news.errors import ConfigError, StoreError
from store.engine.connections import address
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
    backup: Annotated[
        bool,
        typer.Option(
            help="Copy a store on SQLite beside itself first, as NAME.before-VERSION;"
            " with PostgreSQL, say which tool does it."
        ),
    ] = True,
) -> None:
    """Run missing migrations, after a backup. With --from and --to, move a
    running installation: resumable and checked.
    """
    if bool(source) != bool(target):
        stop("--from and --to go together.", 2)
    try:
        if source:
            _move(source, target)
            return
        settings = settings_or_exit(config, log={"level": "error"})
        if backup:
            _announce_backup(settings)
        steps.upgrade(settings.database.direct, backup=backup)
        if settings.engine == "pgqueuer":
            _install(settings.database.direct)
        console.print(
            f"The store is at revision {steps.current(settings.database.direct)}.",
            highlight=False,
        )
    except StoreError as error:
        stop(str(error))


def _announce_backup(settings: Settings) -> None:
    """Print where the backup is written before the tables change; print nothing
    if they stay as they are.
    """
    url = settings.database.direct
    file = steps.backup_file(url)
    if file is not None:
        console.print(
            f"Backup of the store as it is: {file}",
            highlight=False,
            soft_wrap=True,
        )
    elif (
        store_file(settings) is None and "" < steps.current(url) < steps.head()
    ):
        tool = tool_line(
            settings, "pg_dump --format=custom --file", Path("before.dump")
        )
        console.print(
            "PostgreSQL makes its own backups, and this changes the tables. The way back is one of"
            f" before it:\n  {tool}",
            highlight=False,
            soft_wrap=True,
        )


def _install(url: str) -> None:
    import asyncio

    from jobs.distributed import pgqueuer_queue

    asyncio.run(pgqueuer_queue.install(url))


def _move(source: str, target: str) -> None:
    try:
        where, there = address(source, "--from"), address(target, "--to")
    except ConfigError as error:
        stop(str(error), 2)
    if where == there:
        stop("--from and --to name the same store", 2)
    file = Path(where.database or "")
    if where.get_backend_name() == "sqlite" and not file.is_file():
        stop(f"--from: {file}: no such file", 2)
    with progress() as bar:
        tasks: dict[str, int] = {}

        def moved(table: str, done: int, total: int) -> None:
            if table not in tasks:
                tasks[table] = int(bar.add_task(table, total=total))
            bar.update(bar.task_ids[tasks[table]], completed=done, total=total)

        transfer.copy(source, target, moved)
    console.print("Moved; counts and checksums agree.")
