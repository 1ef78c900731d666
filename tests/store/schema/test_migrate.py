"""Migrations: forward, once, and to exactly the tables that the code knows."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from news.errors import StoreError
from store.engine.database import Database, run_alone
from store.schema.migrate import FOLDER, current, head, upgrade
from store.schema.tables import metadata
from tests.postgres import Server


def test_head_is_the_newest_file() -> None:
    assert ScriptDirectory(str(FOLDER)).get_current_head() == head()


def test_migrations_make_the_tables_of_the_code(store_url: str) -> None:
    def differences(c: Connection) -> list[object]:
        context = MigrationContext.configure(
            c, opts={"include_object": ours, "compare_type": True}
        )
        return compare_metadata(context, metadata)

    def ours(
        _object: object,
        name: str | None,
        kind: str,
        _reflected: bool,
        _compared: object,
    ) -> bool:
        return not (name or "").startswith(
            ("story_words", "ix_story_words", "sqlite_")
        )

    assert run_alone(store_url, differences) == []


def _columns(
    c: Connection,
) -> dict[str, dict[str, tuple[str, bool, str | None]]]:
    """Describe each table's columns: type, nullability and default."""
    described = {}
    for name in metadata.tables:
        described[name] = {
            column["name"]: (
                str(column["type"]),
                column["nullable"],
                column["default"],
            )
            for column in inspect(c).get_columns(name)
        }
    return described


def _forms(c: Connection) -> dict[str, tuple[int, int]]:
    """Tell of each SQLite table whether it has no row ids, and whether it checks types."""
    rows = c.exec_driver_sql(
        "SELECT name, wr, strict FROM pragma_table_list"
    ).all()
    return {
        name: (wr, strict)
        for name, wr, strict in rows
        if name in metadata.tables
    }


def test_migrated_columns_are_those_that_the_code_would_make(
    store_url: str, tmp_path: Path, postgresql_server: Server
) -> None:
    is_sqlite = store_url.startswith("sqlite")
    made = (
        f"sqlite:///{tmp_path / 'made.db'}"
        if is_sqlite
        else postgresql_server.empty()
    )
    run_alone(made, metadata.create_all)
    assert run_alone(store_url, _columns) == run_alone(made, _columns)
    if is_sqlite:
        assert run_alone(store_url, _forms) == run_alone(made, _forms)


def test_upgrading_again_changes_nothing(store_url: str) -> None:
    assert current(store_url) == head()
    assert upgrade(store_url) == head()


def test_two_starts_at_once_migrate_once(
    tmp_path: Path, postgresql_server: Server
) -> None:
    for url in (f"sqlite:///{tmp_path / 'new.db'}", postgresql_server.empty()):
        assert current(url) == ""
        with ThreadPoolExecutor(3) as executor:
            before = sorted(executor.map(upgrade, [url] * 3))
        assert before == ["", head(), head()]
        assert current(url) == head()


def test_an_older_program_leaves_a_newer_store_alone(store_url: str) -> None:
    run_alone(
        store_url,
        lambda c: c.exec_driver_sql(
            "UPDATE alembic_version SET version_num = '9999'"
        ),
    )
    with pytest.raises(StoreError, match="newer"):
        upgrade(store_url)
    assert current(store_url) == "9999"


def test_a_migration_that_fails_leaves_nothing(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'half.db'}"
    run_alone(
        url, lambda c: c.exec_driver_sql("CREATE TABLE outbox (id INTEGER)")
    )
    with pytest.raises(StoreError):
        upgrade(url)
    names = run_alone(
        url,
        lambda c: (
            c.exec_driver_sql("SELECT name FROM sqlite_master").scalars().all()
        ),
    )
    assert names == ["outbox"]


async def test_upgrade_can_be_called_from_a_loop(db: Database) -> None:
    assert await asyncio.to_thread(upgrade, db.url) == head()
    assert upgrade(db.url) == head()
