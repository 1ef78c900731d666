"""`jianbao backup` and `jianbao restore`: write the whole store to one file
while the bot runs, and read it back.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from bot.cli.options import (
    ConfigOption,
    console,
    progress,
    settings_or_exit,
    stop,
    store_file,
)
from bot.settings import Settings
from store.engine import file_backup
from store.engine.connections import make_url


def backup(
    target: Annotated[Path, typer.Argument(help="The file to write.")],
    config: ConfigOption = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a file that is there.")
    ] = False,
) -> None:
    """Copy the store to a file while the bot runs (SQLite's online backup); for
    PostgreSQL, name its own tool.
    """
    source = _file(
        settings_or_exit(config, log={"level": "error"}),
        "pg_dump --format=custom --file",
        target,
    )
    if not source.is_file():
        stop(f"{source}: there is no store yet")
    _apart(source, target)
    _free(target, force=force)
    try:
        with progress() as bar:
            file_backup.back_up(source, target, _shown(bar))
    except (OSError, sqlite3.Error) as error:
        stop(f"{target}: {error}; nothing was written")
    console.print(f"{target}: {target.stat().st_size:,} bytes", highlight=False)


def restore(
    source: Annotated[
        Path, typer.Argument(help="A file that `jianbao backup` wrote.")
    ],
    config: ConfigOption = None,
    force: Annotated[
        bool, typer.Option("--force", help="Replace the store that is there.")
    ] = False,
) -> None:
    """Replace the store by a backup; the bot must be stopped."""
    target = _file(
        settings_or_exit(config, log={"level": "error"}),
        "pg_restore --clean --if-exists --dbname",
        source,
    )
    if not source.is_file():
        stop(f"{source}: no such file", 2)
    _apart(target, source)
    try:
        file_backup.check(source)
    except sqlite3.Error as error:
        stop(f"{source}: {error}; this is no backup of Jianbao's")
    target.parent.mkdir(parents=True, exist_ok=True)
    _free(target, force=force)
    part = target.with_name(f"{target.name}.part")
    with progress() as bar:
        file_backup.copy(source, part, _shown(bar))
    if target.exists() and _in_use(target):
        part.unlink()
        stop(
            f"{target}: a process uses the store; stop the bot first. Nothing was changed"
        )
    # The old store's log must not be replayed into the new one.
    for rest in ("-wal", "-shm"):
        target.with_name(target.name + rest).unlink(missing_ok=True)
    part.replace(target)
    console.print(
        f"{target}: restored from {source}; `jianbao run` brings it forward",
        highlight=False,
    )


def _file(settings: Settings, tool: str, path: Path) -> Path:
    """Return the store's file; end with the name of PostgreSQL's own tool if
    there is none.
    """
    file = store_file(settings)
    if file is None:
        line = tool_line(settings, tool, path)
        console.print(
            f"The store is on PostgreSQL; use its own tool:\n  {line}",
            highlight=False,
        )
        # Nothing was copied: a script must notice.
        raise typer.Exit(2)
    return file


def tool_line(settings: Settings, tool: str, path: Path) -> str:
    """Return the command line of PostgreSQL's own tool for a store and a file."""
    url = make_url(settings.database.url)
    # The password is left out, because a shell's history would keep it.
    plain = url._replace(password=None).render_as_string(hide_password=False)
    if "dump" in tool:
        return f"{tool} {path} {plain}"
    return f"{tool} {plain} {path}"


def _apart(store: Path, other: Path) -> None:
    """End if the backup's path is the store itself: the copy would replace the
    file that the bot writes to.
    """
    if store.exists() and other.exists() and store.samefile(other):
        stop(f"{other}: that is the store itself", 2)


def _free(target: Path, *, force: bool) -> None:
    """End with 2 where a backup would be no file, or would replace one without
    `--force`: nothing of an older backup is lost by a slip.
    """
    if target.is_dir():
        stop(f"{target}: is a folder; name the file", 2)
    if not target.absolute().parent.is_dir():
        stop(f"{target.parent}: no such folder", 2)
    if target.exists() and not force:
        stop(f"{target}: there is such a file already; --force replaces it", 2)


def _in_use(store: Path) -> bool:
    """Tell whether a process has the store open: SQLite gives up its log only
    to a sole user.
    """
    with closing(sqlite3.connect(store, timeout=1.0)) as opened:
        try:
            opened.execute("PRAGMA journal_mode = DELETE").fetchone()
        except sqlite3.OperationalError:
            return True
        except sqlite3.DatabaseError:
            return False  # a damaged database is a reason for a restore
    return False


def _shown(bar: Progress) -> file_backup.Note:
    """Return a callback that shows how many pages are copied."""
    task = bar.add_task("Pages", total=None)

    def note(done: int, total: int) -> None:
        bar.update(task, total=total, completed=done)

    return note
