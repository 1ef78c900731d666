"""Map a driver's error to one of the store's three errors."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

from sqlalchemy.exc import DBAPIError, InterfaceError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from news.errors import StoreBusy, StoreError, StoreFull

_FULL_SQLITE = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR})
_BUSY_SQLITE = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
# Out of disk, memory or connections' slots; transactions that stood still,
# locks, deadlocks, failed serialisation, a server that stops or starts.
_FULL_POSTGRESQL = frozenset({"53100", "53200", "54000"})
_BUSY_POSTGRESQL = frozenset(
    {
        "25P03",
        "40001",
        "40P01",
        "55P03",
        "57014",
        "57P01",
        "57P02",
        "57P03",
        "53300",
    }
)
_AGAIN = timedelta(seconds=1)


def _sqlite_error(error: sqlite3.Error, place: str) -> StoreError:
    # Only an error that SQLite itself raised has a code; the low byte is the
    # primary one.
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _FULL_SQLITE:
        return StoreFull(
            f"{place}the disk or the database is full: {error}",
            retry_after=timedelta(minutes=1),
        )
    if code in _BUSY_SQLITE:
        return StoreBusy(
            f"{place}another process holds the database: {error}",
            retry_after=_AGAIN,
        )
    return StoreError(f"{place}the database refused: {error}")


def _is_cut(error: BaseException | None) -> bool:
    """Return whether the connection broke, by the error's kind or its cause."""
    for _ in range(5):
        if error is None:
            return False
        names = {kind.__name__ for kind in type(error).__mro__}
        if isinstance(error, OSError) or names & {
            "ConnectionDoesNotExistError",
            "PostgresConnectionError",
        }:
            return True
        error = error.__cause__
    return False


def meaning(error: BaseException, place: str = "") -> StoreError:
    """Return the store's error for a driver's; nothing was written in either case.

    `place` begins the text of an error of SQLite: the file, for people who named a wrong one.

    A cut connection is the one ambiguous case: the last commit may have been kept. The store's
    writes are made to bear repetition (unique keys, state in the WHERE clause).
    """
    if isinstance(error, StoreError):
        return error
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return _sqlite_error(cause, place)
    state = str(getattr(cause, "sqlstate", None) or "")
    if state in _FULL_POSTGRESQL:
        return StoreFull(
            f"the database is full: {cause}", retry_after=timedelta(minutes=1)
        )
    invalid = isinstance(error, InterfaceError | PoolTimeout) or getattr(
        error, "connection_invalidated", False
    )
    if (
        state in _BUSY_POSTGRESQL
        or state.startswith("08")
        or invalid
        or _is_cut(cause)
    ):
        return StoreBusy(
            f"the database can't be reached or is busy: {cause}",
            retry_after=_AGAIN,
        )
    return StoreError(f"the database refused: {cause}")


def is_clash(error: BaseException) -> bool:
    """Return whether PostgreSQL undid the transaction only because of another one:
    the same call may succeed at once.
    """
    cause = error.orig if isinstance(error, DBAPIError) else error
    return str(getattr(cause, "sqlstate", None) or "") in {"40001", "40P01"}
