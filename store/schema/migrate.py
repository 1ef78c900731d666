"""Migrate a store's tables to the newest version (Alembic, forward only)."""

from __future__ import annotations

import sqlite3
from functools import cache
from glob import escape
from pathlib import Path

from sqlalchemy import Connection, Text, column, inspect, select, table

from news.errors import StoreError
from store.engine import file_backup
from store.engine.connections import address
from store.engine.database import run_alone
from store.engine.dialect import take_turns

FOLDER = Path(__file__).with_name("migrations")
_VERSION = select(column("version_num", Text)).select_from(
    table("alembic_version")
)


@cache
def head() -> str:
    """Return the number of the newest migration: 0038 of `m0038_standing.py`.

    From the files' names, so that a start needs no Alembic when nothing is to do; a test compares
    it with Alembic's own answer.
    """
    names = [path.stem for path in FOLDER.glob("versions/m*.py")]
    number, _, _ = max(names).partition("_")
    return number.removeprefix("m")


def current(url: str) -> str:
    """Return which migration a store has; empty for a store without tables."""
    return run_alone(url, version)


def version(connection: Connection) -> str:
    """Return which migration the connected store has; empty for a store without tables."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(_VERSION).scalar() or "")


def upgrade(url: str, *, backup: bool = True) -> str:
    """Migrate forward to `head()` in one transaction, under a lock; return the version that was
    found before.

    A store on SQLite is copied first, to the file that `backup_file` names. Raises `StoreError`
    where that fails, for a store that a newer Jianbao wrote (an old program must not guess at new
    tables), and for the database of another program.
    """
    target = backup_file(url) if backup else None
    if target is not None:
        _back_up(url, target)
    return run_alone(url, upgrade_connection)


def backup_file(url: str) -> Path | None:
    """Return where a store is copied to before it is migrated: beside itself, by its version.

    None where there is nothing to migrate, and on PostgreSQL, whose own tools do it better.
    """
    where = address(url)
    store = Path(where.database or "")
    if where.get_backend_name() != "sqlite" or not store.is_file():
        return None
    before = current(url)
    if "" < before < head():
        return store.with_name(f"{store.name}.before-{before}")
    return None


def _back_up(url: str, target: Path) -> None:
    """Copy a store; only the newest of such copies stays, for each is as large as the store."""
    store = Path(address(url).database or "")
    try:
        file_backup.remove_abandoned(store)
        file_backup.back_up(
            store, target, version=target.name.rpartition("-")[2]
        )
    except (OSError, sqlite3.Error) as error:
        raise StoreError(
            f"{target}: no backup could be written before the tables change: {error}"
            " (`jianbao migrate --no-backup` goes on without one)"
        ) from error
    for older in target.parent.glob(f"{escape(store.name)}.before-*"):
        # Another process that starts now may be writing its own copy, with a
        # journal beside it.
        if older != target and file_backup.UNFINISHED not in older.name:
            older.unlink(missing_ok=True)


def upgrade_connection(connection: Connection) -> str:
    """Migrate the connected store; see `upgrade`."""
    take_turns(connection, "jianbao-migrate")
    before = version(connection)
    newest = head()
    if before == newest:
        return before
    _need_ours(connection, before)
    if before > newest:
        raise StoreError(
            f"the store has tables of a newer Jianbao ({before}, this one knows {newest})"
        )
    _run_alembic(connection)
    return before


def _need_ours(connection: Connection, before: str) -> None:
    """Raise StoreError for the database of another program: no table is made in it.

    A database on PostgreSQL may be shared, a file never is.
    """
    shared = connection.dialect.name != "sqlite"
    foreign = [] if before or shared else inspect(connection).get_table_names()
    if foreign or (before and not file_backup.OUR_VERSION.fullmatch(before)):
        holds = ", ".join(foreign[:3]) or f"revision {before}"
        raise StoreError(
            f"{connection.engine.url.database}: belongs to another program ({holds});"
            " name another place for the store (database.url, or --to of a move)"
        )


def _run_alembic(connection: Connection) -> None:
    # Loading Alembic takes longer than a start with nothing to migrate.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    command.upgrade(config, head())
