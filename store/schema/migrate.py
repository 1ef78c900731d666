"""Bring a store's tables to the newest form (Alembic, forward only)."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Text, column, inspect, select, table

from news.errors import StoreError
from store.engine.database import run_alone
from store.engine.dialect import take_turns

# The newest migration; a test compares it with the folder, so that a start
# needs no Alembic when nothing is to do.
HEAD = "0032"

FOLDER = Path(__file__).with_name("migrations")
_VERSION = select(column("version_num", Text)).select_from(
    table("alembic_version")
)


def current(url: str) -> str:
    """Tell which migration a store has; empty for a store without tables."""
    return run_alone(url, version)


def version(c: Connection) -> str:
    """Tell which migration the connected store has; empty for a store without tables."""
    if not inspect(c).has_table("alembic_version"):
        return ""
    return str(c.execute(_VERSION).scalar() or "")


def upgrade(url: str) -> str:
    """Migrate forward to `HEAD` in one transaction, under a lock;
    give the version that was found before.

    Raises `StoreError` for a store that a newer Jianbao wrote: an old program must not guess at new
    tables.
    """
    return run_alone(url, upgrade_connection)


def upgrade_connection(c: Connection) -> str:
    """Migrate the connected store; see `upgrade`."""
    take_turns(c, "jianbao-migrate")
    before = version(c)
    if before == HEAD:
        return before
    if before > HEAD:
        raise StoreError(
            f"the store has tables of a newer Jianbao ({before}, this one knows {HEAD})"
        )
    _run_alembic(c)
    return before


def _run_alembic(c: Connection) -> None:
    # Loading Alembic takes longer than a start with nothing to migrate.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config(attributes={"connection": c})
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    command.upgrade(config, HEAD)
