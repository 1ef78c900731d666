"""How each database is opened: addresses, pragmas, server settings."""

from __future__ import annotations

import sqlite3
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import NullPool

from news.errors import ConfigError
from store.engine.driver_types import ColumnValue, NamedValues
from store.engine.file_backup import OUR_VERSION
from store.engine.sealed_text import NO_KEYS, Keyring, give_keys

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

# `Connection` and `make_url` are SQLAlchemy's: other floors name them, and
# import them from here.
__all__ = [
    "Connection",
    "address",
    "make_url",
    "postgresql_engine",
    "sqlite_engine",
]

_EXPECTED = "expected sqlite:///file or postgresql://user@host/name"
_HIGHEST_PORT = 65_535


def address(url: str, name: str = "database.url") -> URL:
    """Read the address of a store: `sqlite:///file` (or `sqlite:file`) or `postgresql://…`.

    Raises `ConfigError`, which names the setting or option and never quotes the address: it may
    hold a password.
    """
    if url.startswith("sqlite:") and not url.startswith("sqlite://"):
        url = "sqlite:///" + url.removeprefix("sqlite:")
    if url.startswith("postgres://"):
        url = "postgresql://" + url.removeprefix("postgres://")
    try:
        read = make_url(url)
        backend = read.get_backend_name()
    except (ArgumentError, ValueError):
        raise ConfigError(f"{name}: {_EXPECTED}") from None
    if (read.port or 0) > _HIGHEST_PORT:
        raise ConfigError(f"{name}: expected a port up to {_HIGHEST_PORT}")
    if backend == "sqlite" and read.database and read.database != ":memory:":
        return read.set(drivername="sqlite+pysqlite")
    if backend == "postgresql":
        return read.set(drivername="postgresql+asyncpg")
    raise ConfigError(f"{name}: {_EXPECTED}")


# The part of an address that, as `off`, says: a pooler hands the connection to
# others between transactions.
POOLED = "prepared_statements"


def sqlite_engine(
    where: URL,
    *,
    timeout: float = 5.0,
    writes: bool = True,
    keys: Keyring = NO_KEYS,
) -> Engine:
    """Make an engine over one SQLite file; every transaction of a writing one begins IMMEDIATE.

    The file is made with mode 0600: it holds what people read.
    """
    path = Path(where.database or "")
    if writes and not path.exists():
        _make(path)
    engine = create_engine(
        where,
        poolclass=NullPool,
        connect_args={"timeout": timeout, "check_same_thread": False},
    )
    give_keys(engine.dialect, keys)
    event.listen(
        engine, "connect", _prepare_writer if writes else _prepare_reader
    )
    event.listen(
        engine, "begin", _begin_immediate if writes else _begin_deferred
    )
    return engine


def _make(path: Path) -> None:
    """Make an empty store; raises ConfigError where there may be none."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError as error:
        place = path.parent.absolute()
        raise ConfigError(
            f"database.url: {place} can't be written ({error.strerror}); name another place, for"
            " example JIANBAO_DATABASE__URL=sqlite:////var/lib/jianbao/jianbao.db"
        ) from error


def _prepare_writer(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own BEGIN is deferred, and a deferred transaction that writes
    # may fail at once when another writes.
    connection.isolation_level = None
    # The only one of these that changes the file.
    if not is_foreign(connection):
        connection.execute("PRAGMA journal_mode = WAL").close()
    for pragma in (
        "synchronous = NORMAL",
        "foreign_keys = ON",
        "cache_size = -32000",
        "temp_store = MEMORY",
        # What is deleted is overwritten: "forgotten" is meant of the file too.
        "secure_delete = ON",
        # Folding the WAL into the file costs a flush: do it every 16 MB, not
        # every 4.
        "wal_autocheckpoint = 4000",
        # A long reader or a large transaction lets the WAL grow; once it is
        # folded in, the file is cut to 32 MB again.
        "journal_size_limit = 33554432",
    ):
        connection.execute(f"PRAGMA {pragma}").close()


def is_foreign(connection: sqlite3.Connection) -> bool:
    """Tell whether a file belongs to another program: it has tables, and no
    version of ours.
    """
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table'"
    ).fetchall()
    if ("alembic_version",) not in tables:
        return bool(tables)
    versions = connection.execute("SELECT version_num FROM alembic_version")
    return any(
        not OUR_VERSION.fullmatch(str(version)) for (version,) in versions
    )


def _prepare_reader(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    for pragma in ("query_only = ON", "cache_size = -16000"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_deferred(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


# How many waits for a lock a transaction may stand still before it is ended.
STANDSTILL = 4


def _settings(timeout: float) -> dict[str, str]:
    """Return what each connection to PostgreSQL is told, by the seconds that a
    statement waits for a lock.
    """
    return {
        "lock_timeout": f"{int(timeout * 1000)}ms",
        # A machine that freezes or loses its network within a transaction would
        # hold its locks for hours, and whoever takes over would wait for them.
        "idle_in_transaction_session_timeout": (
            f"{int(timeout * 1000 * STANDSTILL)}ms"
        ),
        # Statements of the store are short: compiling them with JIT costs more
        # than it saves.
        "jit": "off",
    }


def postgresql_engine(
    where: URL,
    *,
    timeout: float = 5.0,
    connections: int = 5,
    keys: Keyring = NO_KEYS,
) -> AsyncEngine:
    """Make an asyncpg engine; a statement that waits longer than
    `timeout` seconds for a lock gives up, and so does a transaction that stands
    still for `STANDSTILL` times as long.

    Settings are sent as statements: poolers refuse most of them among the parameters of a start.
    """
    # It brings SQLAlchemy's ORM (7 MB), which a store on SQLite never needs.
    from sqlalchemy.ext.asyncio import create_async_engine  # noqa: PLC0415

    pooled = where.query.get(POOLED) == "off"
    engine = create_async_engine(
        where.difference_update_query([POOLED]),
        pool_size=connections,
        max_overflow=0,
        pool_timeout=max(timeout, 30.0),
        pool_pre_ping=False,
        connect_args={
            "timeout": timeout,
            "server_settings": {"application_name": "jianbao"},
            **(_WITHOUT_STATEMENTS if pooled else _WITH_STATEMENTS),
        },
    )
    give_keys(engine.dialect, keys)
    settings = _settings(timeout)
    if pooled:
        event.listen(
            engine.sync_engine, "begin", partial(_set_for_transaction, settings)
        )
    else:
        event.listen(
            engine.sync_engine,
            "connect",
            partial(_set_for_connection, settings),
        )
    return engine


_WITH_STATEMENTS: NamedValues = {"prepared_statement_cache_size": 500}
# A statement without a name lives until the next one: nothing is left for
# whoever gets the connection next.
_WITHOUT_STATEMENTS: NamedValues = {
    "prepared_statement_cache_size": 0,
    "statement_cache_size": 0,
    "prepared_statement_name_func": lambda: "",
}


def _set_for_connection(
    settings: dict[str, str], connection: ColumnValue, _record: object
) -> None:
    wanted = "; ".join(
        f"SET {name} = '{value}'" for name, value in settings.items()
    )
    connection.run_async(lambda driver: driver.execute(wanted))


def _set_for_transaction(
    settings: dict[str, str], connection: Connection
) -> None:
    calls = (
        f"set_config('{name}', '{value}', true)"
        for name, value in settings.items()
    )
    connection.exec_driver_sql(f"SELECT {', '.join(calls)}")
