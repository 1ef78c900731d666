"""Moving house: SQLite to PostgreSQL, resumable and checked."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from news.errors import StoreError
from store.chats import chat_claims, chats, feedback, subscriptions
from store.delivery import digests, outbox
from store.engine.database import Database, run_alone
from store.news import stories
from store.operations import key_value
from store.operations.transfer import MARK, copy
from store.schema.migrate import upgrade
from tests.postgres import Server
from tests.store.world import NOW, make_chat, make_stories, new_digest


def fill(url: str) -> None:
    upgrade(url)

    def live(c) -> None:  # type: ignore[no-untyped-def]
        made = make_stories(c, [f"s{n}" for n in range(12)])
        ids = [make_chat(c, n, due=NOW).id for n in range(40)]
        for chat in ids:
            subscriptions.add(
                c, chat, "topic", "tech", weight=1.1, limit=9, now=NOW
            )
        digests.store_batch(
            c, [new_digest(chat, made[:3]) for chat in ids], NOW
        )
        feedback.save(c, ids[0], made[0], NOW)
        key_value.put(c, "clusterer", bytes(range(256)), NOW)

    run_alone(url, live)


@pytest.fixture
def full(tmp_path: Path) -> str:
    url = f"sqlite:///{tmp_path / 'from.db'}"
    fill(url)
    return url


async def look(url: str) -> None:
    db = await Database.open(url)
    assert [s.id for s in await db.read(stories.search, ["芯片"], limit=3)] == [
        12,
        11,
        10,
    ]
    assert await db.read(key_value.get, "clusterer") == bytes(range(256))
    assert await db.read(key_value.get, MARK) is None
    chat = await db.write(make_chat, 999)
    assert chat.id == 41
    assert (
        len(
            await db.write(outbox.claim, now=NOW, limit=99, lease=60, owner="a")
        )
        == 40
    )
    assert (
        len(
            await db.write(
                chat_claims.claim_due, now=NOW + 86400, limit=99, lease=60
            )
        )
        == 40
    )
    await db.close()


@pytest.mark.postgres
def test_a_store_moves_whole(full: str, postgresql_server: Server) -> None:
    url, steps = postgresql_server.empty(), []
    done = copy(
        full,
        url,
        lambda table, count, total: steps.append((table, count, total)),
        batch=16,
    )
    counts = dict(done.rows)
    assert (
        counts["chats"],
        counts["seen"],
        counts["outbox"],
        counts["stories"],
    ) == (
        40,
        120,
        40,
        12,
    )
    assert done.resumed is False
    assert ("seen", 48, 120) in steps
    assert steps.count(("seen", 120, 120)) == 1
    asyncio.run(look(url))


class Cut(Exception):
    """The power went."""


@pytest.mark.postgres
@pytest.mark.parametrize("table", ["articles", "seen", "subscriptions"])
def test_a_cut_copy_goes_on(
    full: str, postgresql_server: Server, table: str
) -> None:
    url = postgresql_server.empty()

    def cut(name: str, count: int, _total: int) -> None:
        if name == table and count:
            raise Cut

    with pytest.raises(Cut):
        copy(full, url, cut, batch=16)
    steps: list[str] = []
    done = copy(
        full, url, lambda name, _count, _total: steps.append(name), batch=16
    )
    assert done.resumed is True
    assert steps[0] == table
    asyncio.run(look(url))


_COPYING = """
import sys
from store.operations.transfer import copy
copy(sys.argv[1], sys.argv[2], lambda name, count, total: print(name, count, flush=True), batch=4)
"""


@pytest.mark.postgres
@pytest.mark.parametrize("table", ["articles", "seen"])
def test_a_killed_copy_goes_on(
    full: str, postgresql_server: Server, table: str
) -> None:
    url = postgresql_server.empty()
    command = [sys.executable, "-c", _COPYING, full, url]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[3],
    ) as copying:
        assert copying.stdout
        for line in copying.stdout:
            name, count = line.split()
            if name == table and int(count) >= 8:
                copying.kill()
                break
    assert copying.returncode == -signal.SIGKILL
    done = copy(full, url, batch=16)
    assert done.resumed is True
    asyncio.run(look(url))


def test_a_copy_to_sqlite_works_as_well(full: str, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'to.db'}"
    copy(full, url)
    asyncio.run(look(url))


def test_a_store_in_use_is_not_written_over(full: str, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'to.db'}"
    upgrade(url)
    run_alone(url, make_chat)
    with pytest.raises(StoreError, match="not empty"):
        copy(full, url)


def test_a_row_that_changed_meanwhile_is_found(
    full: str, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'to.db'}"

    def change(table: str, count: int, total: int) -> None:
        if table == "chats" and count == total:
            run_alone(full, lambda c: chats.update(c, 1, title="changed"))

    with pytest.raises(StoreError, match="chats differs"):
        copy(full, url, change)


def test_an_old_store_is_not_copied(tmp_path: Path) -> None:
    old = f"sqlite:///{tmp_path / 'old.db'}"
    run_alone(old, lambda c: c.exec_driver_sql("SELECT 1"))
    with pytest.raises(StoreError, match="older"):
        copy(old, f"sqlite:///{tmp_path / 'to.db'}")
