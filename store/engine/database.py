"""Run store functions: the only module that knows threads, pools and transactions.

Store functions are plain and take a `Connection`. `Database.read` and `Database.write` run one of
them in one transaction: on SQLite in the reader's or the writer's thread, on PostgreSQL through
asyncpg and `run_sync`.
"""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError, InvalidRequestError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from news.errors import StoreBusy, StoreError
from store.engine.connections import address, postgresql_engine, sqlite_engine
from store.engine.driver_errors import is_clash, meaning
from store.engine.file_identity import FileIdentity
from store.engine.sealed_text import NO_KEYS, Keyring

P = ParamSpec("P")
T = TypeVar("T")

_TRIES = 4
# Seconds before a transaction that lost to another is run again; doubled each
# time.
_CLASH_WAIT = 0.01


class _ConnectionLane(Protocol):
    async def run(self, write: bool, fn: Callable[[Connection], T]) -> T: ...

    def lost(self) -> str: ...

    def disk_free(self) -> int | None: ...

    async def fold(self) -> None: ...

    async def close(self) -> None: ...


class _ConnectionThread:
    """One connection that lives in one thread: transactions of a lane come one after another."""

    def __init__(self, engine: Engine, name: str) -> None:
        self._engine = engine
        self._connection: Connection | None = None
        self._executor = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._closed = False

    def _run(self, fn: Callable[[Connection], T]) -> T:
        try:
            if self._connection is None:
                self._connection = self._engine.connect()
            with self._connection.begin():
                return fn(self._connection)
        except (DBAPIError, sqlite3.Error) as error:
            # A full disk makes SQLite roll back by itself; a new connection has
            # no doubtful state.
            self._drop()
            raise meaning(error) from error

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            try:
                connection.close()
            except (DBAPIError, InvalidRequestError, sqlite3.Error):
                connection.invalidate()

    async def run(self, fn: Callable[[Connection], T]) -> T:
        if self._closed:
            raise StoreError("the store is closed")
        return await asyncio.get_running_loop().run_in_executor(
            self._executor, self._run, fn
        )

    def _fold(self) -> None:
        try:
            if self._connection is None:
                self._connection = self._engine.connect()
            held = self._connection.connection.driver_connection
            if held is not None:
                held.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except (DBAPIError, sqlite3.Error) as error:
            self._drop()
            raise meaning(error) from error

    async def fold(self) -> None:
        if not self._closed:
            await asyncio.get_running_loop().run_in_executor(
                self._executor, self._fold
            )

    async def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        await asyncio.get_running_loop().run_in_executor(
            self._executor, self._drop
        )
        self._executor.shutdown(wait=True)
        self._engine.dispose()


class _Sqlite:
    def __init__(self, where: URL, timeout: float, keys: Keyring) -> None:
        writer = sqlite_engine(where, timeout=timeout, keys=keys)
        reader = sqlite_engine(where, timeout=timeout, writes=False, keys=keys)
        self._writer = _ConnectionThread(writer, "store-writer")
        self._reader = _ConnectionThread(reader, "store-reader")
        self._path = Path(where.database or "")
        self._file = FileIdentity(self._path)

    def lost(self) -> str:
        return self._file.lost()

    def disk_free(self) -> int | None:
        return shutil.disk_usage(self._path.parent).free

    async def run(self, write: bool, fn: Callable[[Connection], T]) -> T:
        # A look costs 2 µs; without it, answers would promise what nobody
        # keeps.
        if lost := self.lost():
            raise StoreError(lost)
        return await (self._writer if write else self._reader).run(fn)

    async def fold(self) -> None:
        await self._writer.fold()

    async def close(self) -> None:
        # The writer goes last: the last connection that may write is the one
        # that folds the WAL into the file.
        await self._reader.close()
        await self._writer.close()


class _Postgresql:
    def __init__(
        self,
        where: URL,
        timeout: float,
        connections: int,
        keys: Keyring = NO_KEYS,
    ) -> None:
        self._engine = postgresql_engine(
            where, timeout=timeout, connections=connections, keys=keys
        )

    async def run(self, write: bool, fn: Callable[[Connection], T]) -> T:
        """Run a function in a transaction of its own. Only a write that clashed with
        another one is tried again, a few times and each time later: a read, and a lost
        connection, raise at once.
        """
        turn = 0
        while True:
            try:
                async with self._engine.begin() as connection:
                    return await connection.run_sync(fn)
            except (DBAPIError, OSError, PoolTimeout) as error:
                turn += 1
                if not (write and is_clash(error)) or turn == _TRIES:
                    raise meaning(error) from error
            await asyncio.sleep(_CLASH_WAIT * 2**turn)

    def lost(self) -> str:
        return ""

    def disk_free(self) -> int | None:
        return None

    async def fold(self) -> None:
        """Do nothing: PostgreSQL's own vacuum takes dead rows out of its files."""

    async def close(self) -> None:
        await self._engine.dispose()


class Database:
    """The store's door: `await db.read(fn, …)` and `await db.write(fn, …)`, one transaction each.

    A cancelled caller does not cut its transaction on SQLite: it ends by itself, whole. Errors are
    `StoreBusy` (locked, or not to be reached: try again), `StoreFull` and `StoreError`; after each,
    nothing is half-written.
    """

    def __init__(self, url: URL, lane: _ConnectionLane) -> None:
        self._lane = lane
        self.url = url.render_as_string(hide_password=True)
        self.dialect = url.get_backend_name()

    @classmethod
    async def open(
        cls,
        url: str,
        *,
        timeout: float = 5.0,
        connections: int = 5,
        keys: Sequence[str] = (),
    ) -> Database:
        """Open the store without migrating it; `timeout` in seconds bounds the wait for a lock.

        `connections` is the size of PostgreSQL's pool in this process. `keys` seal and open what
        `store.engine.sealed_text` says, the newest first; raises ConfigError for one that is short.
        """
        where = address(url)
        keyring = Keyring(keys)
        if where.get_backend_name() == "sqlite":
            return cls(where, _Sqlite(where, timeout, keyring))
        return cls(where, _Postgresql(where, timeout, connections, keyring))

    async def read(
        self,
        fn: Callable[Concatenate[Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run `fn` in a transaction that only reads."""
        result: T = await self._lane.run(
            False, lambda connection: fn(connection, *args, **kwargs)
        )
        return result

    async def write(
        self,
        fn: Callable[Concatenate[Connection, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run `fn` in one transaction; on PostgreSQL again when another transaction undid it."""
        result: T = await self._lane.run(
            True, lambda connection: fn(connection, *args, **kwargs)
        )
        return result

    @property
    def lost(self) -> str:
        """Why nothing can be written any more, where the file was deleted or replaced;
        only a new start helps.
        """
        return self._lane.lost()

    def disk_free(self) -> int | None:
        """Return the bytes that are free on the disk of a SQLite store; None for PostgreSQL."""
        return self._lane.disk_free()

    async def fold(self) -> None:
        """Fold SQLite's write-ahead log into its file, so that deleted data is in neither."""
        await self._lane.fold()

    async def close(self) -> None:
        """Finish running work and release the file or the server; closing again is fine."""
        await self._lane.close()


def run_alone(
    url: str, fn: Callable[[Connection], T], *, timeout: float = 30.0
) -> T:
    """Run `fn` in one transaction from code that has no loop:
    migrations, backups, the command line.

    Safe to call inside a running loop too (it blocks it): PostgreSQL's part runs in a thread of its
    own.
    """
    where = address(url)
    if where.get_backend_name() != "sqlite":
        with ThreadPoolExecutor(1) as executor:
            result: T = executor.submit(
                lambda: asyncio.run(_once(where, fn, timeout))
            ).result()
            return result
    engine = sqlite_engine(where, timeout=timeout)
    try:
        with engine.begin() as connection:
            return fn(connection)
    except (DBAPIError, sqlite3.Error) as error:
        raise meaning(error, f"{where.database}: ") from error
    finally:
        engine.dispose()


async def _once(
    where: URL, fn: Callable[[Connection], T], lock_wait: float
) -> T:
    lane = _Postgresql(where, lock_wait, 1)
    try:
        return await lane.run(True, fn)
    finally:
        await lane.close()


async def wait_for(url: str, *, seconds: float) -> None:
    """Wait until the database answers:
    a server that starts beside us may need a moment. Raises `StoreBusy`.
    """
    deadline = asyncio.get_running_loop().time() + seconds
    db = await Database.open(url, connections=1)
    try:
        while True:
            try:
                await db.read(lambda c: c.exec_driver_sql("SELECT 1").scalar())
            except StoreBusy:
                if asyncio.get_running_loop().time() >= deadline:
                    raise
                await asyncio.sleep(0.2)
            else:
                return
    finally:
        await db.close()
