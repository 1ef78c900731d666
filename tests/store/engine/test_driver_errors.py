"""What a driver's error means."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy.exc import DBAPIError, InterfaceError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from news.errors import StoreBusy, StoreError, StoreFull
from store.engine.driver_errors import is_clash, meaning


def sqlite_error(code: int) -> DBAPIError:
    error = sqlite3.OperationalError("refused")
    error.sqlite_errorcode = code
    return DBAPIError("SELECT 1", {}, error)


class ServerError(Exception):
    """What asyncpg raises has a `sqlstate`."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__(sqlstate)
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (sqlite_error(sqlite3.SQLITE_FULL), StoreFull),
        (sqlite_error(sqlite3.SQLITE_IOERR_WRITE), StoreFull),
        (sqlite_error(sqlite3.SQLITE_BUSY_SNAPSHOT), StoreBusy),
        (sqlite_error(sqlite3.SQLITE_CORRUPT), StoreError),
        (sqlite3.ProgrammingError("closed"), StoreError),
        (DBAPIError("", {}, ServerError("53100")), StoreFull),
        (DBAPIError("", {}, ServerError("55P03")), StoreBusy),
        (DBAPIError("", {}, ServerError("08006")), StoreBusy),
        (DBAPIError("", {}, ServerError("23505")), StoreError),
        (InterfaceError("", {}, Exception("cut")), StoreBusy),
        (ConnectionRefusedError(), StoreBusy),
        (PoolTimeout(), StoreBusy),
        (StoreFull("as it is"), StoreFull),
    ],
)
def test_each_error_has_its_meaning(
    error: Exception, kind: type[StoreError]
) -> None:
    assert type(meaning(error)) is kind


def test_an_error_caused_by_a_cut_connection_is_busy() -> None:
    error = ServerError("")
    error.__cause__ = ConnectionResetError()
    assert type(meaning(DBAPIError("", {}, error))) is StoreBusy


@pytest.mark.parametrize(
    ("state", "clash"), [("40P01", True), ("40001", True), ("23505", False)]
)
def test_only_a_clash_is_run_again(state: str, clash: bool) -> None:
    assert is_clash(DBAPIError("", {}, ServerError(state))) is clash
