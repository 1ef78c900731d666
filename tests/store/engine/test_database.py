"""Faults: a locked database, a full disk, a killed process, a lost server. Nothing is half-written."""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import Connection

from news.errors import ConfigError, StoreBusy, StoreError, StoreFull
from store.chats import chats
from store.engine.connections import address
from store.engine.database import Database, run_alone, wait_for
from store.operations import key_value
from store.schema.migrate import upgrade
from tests.postgres import Process
from tests.store.world import NOW, make_chat


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'store' / 'jianbao.db'}"
    upgrade(url)
    return url


def path_of(url: str) -> str:
    return url.removeprefix("sqlite:///")


async def test_a_failing_function_leaves_nothing(db: Database) -> None:
    def half(c: Connection) -> None:
        make_chat(c)
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        await db.write(half)
    assert await db.read(chats.find, 100) is None
    await db.write(make_chat)
    assert await db.read(chats.find, 100) is not None


async def test_a_refused_statement_is_a_store_error(db: Database) -> None:
    def wrong(c: Connection) -> None:
        make_chat(c)
        c.exec_driver_sql("INSERT INTO chats (telegram_id) VALUES (NULL)")

    with pytest.raises(StoreError) as raised:
        await db.write(wrong)
    assert type(raised.value) is StoreError
    assert await db.read(chats.find, 100) is None


async def test_the_reader_does_not_write_on_sqlite(sqlite_url: str) -> None:
    db = await Database.open(sqlite_url)
    with pytest.raises(StoreError):
        await db.read(make_chat)
    await db.close()


async def test_a_locked_database_is_busy_and_then_well_again(
    sqlite_url: str,
) -> None:
    db = await Database.open(sqlite_url, timeout=0.05)
    other = sqlite3.connect(path_of(sqlite_url), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy) as raised:
        await db.write(make_chat)
    assert raised.value.retry_after is not None
    assert not raised.value.permanent
    assert await db.read(chats.find, 100) is None
    other.execute("COMMIT")
    other.close()
    assert (await db.write(make_chat)).telegram_id == 100
    await db.close()


async def test_a_full_database_is_full_and_then_well_again(
    sqlite_url: str,
) -> None:
    db = await Database.open(sqlite_url)

    def fill(c: Connection) -> None:
        make_chat(c)
        pages = c.exec_driver_sql("PRAGMA page_count").scalar_one()
        c.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        key_value.put(c, "big", b"x" * 1_000_000, NOW)

    with pytest.raises(StoreFull):
        await db.write(fill)
    assert await db.read(chats.find, 100) is None
    assert await db.read(key_value.get, "big") is None
    assert (await db.write(make_chat)).telegram_id == 100
    await db.close()


async def test_two_processes_never_lose_an_update(sqlite_url: str) -> None:
    one, two = await Database.open(sqlite_url), await Database.open(sqlite_url)

    def add(c: Connection) -> None:
        count = int(key_value.get(c, "n") or b"0")
        key_value.put(c, "n", str(count + 1).encode(), NOW)

    await asyncio.gather(
        *(db.write(add) for _ in range(50) for db in (one, two))
    )
    assert await one.read(key_value.get, "n") == b"100"
    await one.close()
    await two.close()


async def test_postgresql_runs_a_transaction_again_that_another_one_undid(
    db: Database,
) -> None:
    """Two transactions that take two rows in opposite order: on PostgreSQL one is undone, and must be run again."""
    ids = [(await db.write(make_chat, n)).id for n in (1, 2)]
    await db.close()
    url = db.url
    one, two = (
        await Database.open(url, timeout=20),
        await Database.open(url, timeout=20),
    )
    # Simple statements with a pause between them make the deadlock certain on PostgreSQL; SQLite's writers take turns.
    pause = "SELECT pg_sleep(0.3)" if db.dialect == "postgresql" else "SELECT 1"

    def touch(c: Connection, order: list[int]) -> None:
        for chat in order:
            c.exec_driver_sql(
                f"UPDATE chats SET minutes = minutes + 1 WHERE id = {chat}"
            )
            c.exec_driver_sql(pause)

    await asyncio.gather(one.write(touch, ids), two.write(touch, ids[::-1]))
    assert {
        chat.minutes for chat in (await one.read(chats.get_many, ids)).values()
    } == {2}
    await one.close()
    await two.close()


KILLED = """
import os, signal, sys
from store.engine.database import run_alone
from tests.store.world import make_chat

def half(c):
    for n in range(50):
        make_chat(c, n)
    print("ready", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

run_alone(sys.argv[1], half)
"""


async def test_a_killed_process_leaves_nothing(
    db: Database, store_url: str
) -> None:
    await db.write(make_chat, 1000)
    root = Path(__file__).parents[3]
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", KILLED, store_url],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True,
        check=False,
        timeout=40,
    )
    assert (done.returncode, done.stdout) == (-signal.SIGKILL, b"ready\n")
    assert await db.read(chats.counts_by_state) == {"active": 1}
    assert (await db.write(make_chat, 5)).telegram_id == 5


@pytest.mark.postgres
async def test_a_restarted_server_is_busy_and_then_well_again() -> None:
    server = Process.make()
    try:
        await asyncio.to_thread(server.start)
        url = f"{server.url}/postgres"
        upgrade(url)
        db = await Database.open(url)
        await db.write(make_chat)
        await asyncio.to_thread(server.stop)
        with pytest.raises(StoreBusy):
            await db.read(chats.find, 100)
        with pytest.raises(StoreBusy):
            await wait_for(url, seconds=0.1)
        await asyncio.to_thread(server.start)
        await wait_for(url, seconds=10)
        assert await db.read(chats.find, 100) is not None
        await db.close()
    finally:
        server.remove()


@pytest.mark.postgres
async def test_a_process_that_freezes_in_a_transaction_loses_its_locks(
    store_url: str,
) -> None:
    if store_url.startswith("sqlite"):
        pytest.skip("a file's locks end with their process")
    db = await Database.open(store_url, timeout=10)
    await db.write(key_value.put, "place", b"before", NOW)
    held = threading.Event()

    def freeze(c: Connection) -> None:
        key_value.put(c, "place", b"frozen", NOW)
        held.set()
        time.sleep(3)
        key_value.put(c, "place", b"thawed", NOW)

    frozen = asyncio.create_task(
        asyncio.to_thread(run_alone, store_url, freeze, timeout=0.2)
    )
    await asyncio.to_thread(held.wait)
    await db.write(key_value.put, "place", b"taken over", NOW)
    with pytest.raises(StoreBusy):
        await frozen
    assert await db.read(key_value.get, "place") == b"taken over"
    await db.close()


async def test_closing_twice_is_fine_and_a_closed_store_says_so(
    sqlite_url: str,
) -> None:
    db = await Database.open(sqlite_url)
    await db.close()
    await db.close()
    with pytest.raises(StoreError, match="closed"):
        await db.read(chats.counts_by_state)


def test_the_file_is_for_its_owner_only(sqlite_url: str) -> None:
    assert stat.S_IMODE(Path(path_of(sqlite_url)).stat().st_mode) == 0o600


def test_run_alone_works_inside_a_loop(store_url: str) -> None:
    async def inside() -> int:
        return run_alone(
            store_url,
            lambda c: int(c.exec_driver_sql("SELECT 41 + 1").scalar_one()),
        )

    assert asyncio.run(inside()) == 42


def test_run_alone_tells_what_went_wrong(store_url: str) -> None:
    with pytest.raises(StoreError):
        run_alone(
            store_url, lambda c: c.exec_driver_sql("SELECT no_such_column")
        )


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("sqlite:///a.db", "sqlite+pysqlite"),
        ("sqlite:data/a.db", "sqlite+pysqlite"),
        ("postgresql://u:secret@h/d", "postgresql+asyncpg"),
        ("postgres://u@h/d", "postgresql+asyncpg"),
    ],
)
def test_addresses(url: str, driver: str) -> None:
    assert address(url).drivername == driver


@pytest.mark.parametrize(
    "url",
    [
        "",
        "secret",
        "sqlite://",
        "sqlite:///:memory:",
        "mysql://u:secret@h/d",
        "http://secret",
    ],
)
def test_a_wrong_address_is_refused_and_not_quoted(url: str) -> None:
    with pytest.raises(ConfigError) as raised:
        address(url)
    assert "database.url" in str(raised.value)
    assert "secret" not in str(raised.value)


async def test_the_password_is_not_shown(tmp_path: Path) -> None:
    db = await Database.open("postgresql://u:secret@127.0.0.1:1/d")
    assert "secret" not in db.url
    with pytest.raises(StoreBusy):
        await db.read(chats.counts_by_state)
    await db.close()


async def test_the_wal_of_a_store_in_a_file_is_cut_after_it_was_folded_in(
    tmp_path: Path,
) -> None:
    limit = 33_554_432
    db = await Database.open(f"sqlite:///{tmp_path / 'wal.db'}")
    try:
        await db.write(
            lambda c: c.exec_driver_sql("CREATE TABLE filler (held BLOB)")
        )
        # One transaction of 48 MB: larger than what the WAL is folded in at.
        for statement in (
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 48) "
            "INSERT INTO filler SELECT zeroblob(1000000) FROM n",
            "INSERT INTO filler VALUES (zeroblob(1))",
            "INSERT INTO filler VALUES (zeroblob(1))",
        ):
            await db.write(
                lambda c, statement=statement: c.exec_driver_sql(statement)
            )
        assert (tmp_path / "wal.db-wal").stat().st_size <= limit
    finally:
        await db.close()
