"""An old store, with rows in every table, comes forward on a copy and keeps each of them."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import (
    Connection,
    Integer,
    LargeBinary,
    column,
    insert,
    inspect,
    table,
)
from sqlalchemy.engine.interfaces import ReflectedColumn
from sqlalchemy.types import TypeEngine

from store.chats import chats, subscriptions
from store.engine.database import Database, run_alone
from store.news import stories
from store.schema.migrate import FOLDER, current, head, upgrade
from tests.postgres import Server

FIRST = "0001"
_NUMBERS = sorted(
    path.name[1:5] for path in (FOLDER / "versions").glob("m[0-9]*_*.py")
)
RELEASED = [number for number in _NUMBERS if number < head()]
"""Every schema that a store may come from."""
ROWS = 3
FROM = 101
"""Beyond what a sequence of the database gives next."""
Kept = dict[str, list[dict[str, Any]]]


def to_first(c: Connection, version: str = FIRST) -> None:
    """Make the tables of an older release, the first where none is named."""
    config = Config(attributes={"connection": c})
    config.set_main_option("script_location", str(FOLDER))
    command.upgrade(config, version)


def value(kind: TypeEngine[Any], number: int) -> Any:
    if isinstance(kind, Integer):
        return number
    if isinstance(kind, LargeBinary):
        return bytes([number])
    python = getattr(kind, "python_type", str)
    return number if python in {int, float} else f"value {number}"


@dataclass(frozen=True)
class HeldTable:
    """A table as it is in the store: `given` are the columns that a row must set, and all
    numeric ones, since some are unique despite a default.
    """

    name: str
    columns: tuple[str, ...]
    given: tuple[tuple[str, TypeEngine[Any]], ...]

    def row(self, number: int) -> dict[str, Any]:
        return {name: value(kind, number) for name, kind in self.given}


def _is_given(described: ReflectedColumn, key: list[str]) -> bool:
    if "computed" in described:
        return False
    return (
        described.get("default") is None
        or described["name"] in key
        or isinstance(described["type"], Integer)
    )


def tables(c: Connection) -> list[HeldTable]:
    """The tables that the store has, those that others point to first; not the search index's own.

    To reflect them as `Table` takes three times as long.
    """
    found = inspect(c)
    names = [
        name
        for name, _ in found.get_sorted_table_and_fkc_names()
        if name and not name.startswith(("story_words", "sqlite_", "alembic"))
    ]
    columns = found.get_multi_columns(filter_names=names)
    keys = found.get_multi_pk_constraint(filter_names=names)
    return [
        HeldTable(
            name,
            tuple(described["name"] for described in columns[None, name]),
            tuple(
                (described["name"], described["type"])
                for described in columns[None, name]
                if _is_given(described, keys[None, name]["constrained_columns"])
            ),
        )
        for name in names
    ]


def fill(c: Connection, at_hand: list[HeldTable], first: int = FROM) -> None:
    """Put rows into every table, each with values of its own, numbered from `first`."""
    for held in at_hand:
        columns = [column(name, kind) for name, kind in held.given]
        numbers = range(first, first + ROWS)
        c.execute(
            insert(table(held.name, *columns)),
            [held.row(number) for number in numbers],
        )


def fill_first(c: Connection) -> None:
    fill(c, tables(c))


def all_rows(c: Connection, at_hand: list[HeldTable]) -> Kept:
    """Return what every table holds, in all its columns."""
    return {held.name: _read(c, held.name, held.columns) for held in at_hand}


def _read(
    c: Connection, name: str, columns: Sequence[str]
) -> list[dict[str, Any]]:
    wanted = ", ".join(f'"{column_name}"' for column_name in columns)
    query = f'SELECT {wanted} FROM "{name}"'
    return [dict(row) for row in c.exec_driver_sql(query).mappings()]


def rows(c: Connection, wanted: dict[str, list[str]] | None = None) -> Kept:
    """Return what every table holds, in the columns that are asked for."""
    found: Kept = {}
    for held in tables(c):
        names = held.columns if wanted is None else wanted.get(held.name, [])
        if names:
            found[held.name] = sorted(_read(c, held.name, names), key=repr)
    return found


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_store(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A place for a store, without tables."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'old.db'}"
    else:
        server: Server = request.getfixturevalue("postgresql_server")
        url = server.empty()
    return url


@pytest.fixture
def old_store(empty_store: str) -> str:
    run_alone(empty_store, to_first)
    run_alone(empty_store, fill_first)
    return empty_store


# All releases in one test: more than others may take on a loaded machine.
# Other tests cover what runs here; to trace it would double its time.
@pytest.mark.untraced
@pytest.mark.timeout(240)
def test_rows_of_every_release_come_forward(empty_store: str) -> None:
    """One store grows through all releases and gets rows of every kind at each:
    those of a release have passed every later migration at the end.
    """
    kept: list[Kept] = []
    for place, version in enumerate(RELEASED):
        first = FROM + place * ROWS

        def grow(
            c: Connection, version: str = version, first: int = first
        ) -> Kept:
            to_first(c, version)
            at_hand = tables(c)
            fill(c, at_hand, first)
            return all_rows(c, at_hand)

        kept.append(run_alone(empty_store, grow))
    assert upgrade(empty_store) == RELEASED[-1]
    assert current(empty_store) == head()
    after = run_alone(empty_store, lambda c: all_rows(c, tables(c)))
    for version, before in zip(RELEASED, kept, strict=True):
        for name, held in before.items():
            assert len(held) >= ROWS, (version, name)
            columns = list(held[0])
            there = {
                repr([row[column] for column in columns]) for row in after[name]
            }
            lost = [
                row for row in held if repr(list(row.values())) not in there
            ]
            assert not lost, (version, name)


def test_every_row_of_an_old_store_is_there_after_the_upgrade(
    old_store: str,
) -> None:
    before = run_alone(old_store, rows)
    assert len(before) > 10
    assert all(len(held) == ROWS for held in before.values()), {
        name: len(held) for name, held in before.items()
    }
    assert upgrade(old_store) == FIRST
    assert current(old_store) == head()
    columns = {name: list(held[0]) for name, held in before.items()}
    assert run_alone(old_store, lambda c: rows(c, columns)) == before


async def test_the_program_works_on_the_upgraded_store(old_store: str) -> None:
    upgrade(old_store)
    db = await Database.open(old_store)
    try:
        chat = await db.read(chats.get, FROM)
        assert chat is not None
        assert (chat.telegram_id, chat.locale) == (FROM, "zh-Hans")
        await db.write(
            subscriptions.add, chat.id, "topic", "science", limit=10, now=1
        )
        assert "science" in [
            row.value for row in await db.read(subscriptions.of_chat, chat.id)
        ]
        assert await db.read(stories.latest, limit=5) is not None
    finally:
        await db.close()


def test_a_copy_comes_forward_and_the_old_file_stays_as_it_was(
    tmp_path: Path,
) -> None:
    old, copy = tmp_path / "old.db", tmp_path / "copy.db"
    run_alone(f"sqlite:///{old}", to_first)
    run_alone(f"sqlite:///{old}", fill_first)
    with sqlite3.connect(old) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    shutil.copyfile(old, copy)
    upgrade(f"sqlite:///{copy}")
    assert current(f"sqlite:///{copy}") == head()
    assert current(f"sqlite:///{old}") == FIRST
    counts = {
        url: run_alone(
            url,
            lambda c: {
                held.name: len(_read(c, held.name, held.columns))
                for held in tables(c)
            },
        )
        for url in (f"sqlite:///{old}", f"sqlite:///{copy}")
    }
    assert (
        counts[f"sqlite:///{old}"].items()
        <= counts[f"sqlite:///{copy}"].items()
    )


_OLD = (
    "INSERT INTO sources (id, url, kind, etag, added_by, configured, created_at)"
    " VALUES (901, 'https://a.example/feed?token=abcdef1', 'auto', 'old', 77, 0, 5)",
    "INSERT INTO sources (id, url, kind, etag, configured, created_at)"
    " VALUES (902, 'https://b.example/feed', 'feed', 'kept', 1, 6)",
    "INSERT INTO articles (id, url, url_key, source_id, fetched_at)"
    " VALUES (901, 'https://a.example/t?t=2&from=here#top', 'a.example/t', 901, 8)",
)


def old_sources(c: Connection) -> None:
    for statement in _OLD:
        c.exec_driver_sql(statement)


def test_old_sources_get_their_entries_keys_and_provenance(
    old_store: str,
) -> None:
    run_alone(old_store, old_sources)
    upgrade(old_store)

    def read(c: Connection) -> list[object]:
        asked = (
            "SELECT source_id, identity, url_key, article_id, listed_at FROM entries WHERE article_id = 901",
            "SELECT source_id, telegram_id, at FROM source_adders WHERE source_id = 901",
            "SELECT private, approved_at, etag FROM sources WHERE id = 901",
            "SELECT private, approved_at, etag FROM sources WHERE id = 902",
        )
        return [tuple(c.exec_driver_sql(query).one()) for query in asked]

    key = "a.example/t?from=here&t=2"
    assert run_alone(old_store, read) == [
        (901, f"url:{key}", key, 901, 8),
        (901, 77, 5),
        (1, None, ""),
        (0, 6, "kept"),
    ]
