"""The store at scale: a million chats and a million waiting messages, on SQLite and on PostgreSQL.

Each figure comes from the functions that the program calls, through `Database` where that says so. PostgreSQL is the
throw-away server of the tests (fsync off), so its figures are of the work, not of the disk.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, literal_column, select

from benchmarks.figures import Figure, beside, print_table, verdict
from benchmarks.scale_drain import workers
from jobs.config import DigestConfig
from news.models import Message
from store.article_rows import NewArticle, Placed, ReadArticle
from store.chats import chat_claims
from store.delivery import digests, outbox
from store.engine.database import Database, run_alone
from store.engine.dialect import restart_ids
from store.news import sources, stories
from store.news.story_writer import place
from store.rows import NewDigest, NewOutbox
from store.schema.migrate import upgrade

NOW = 1_800_000_000
TEXT = "<b>科技</b>\n" + "\n".join(
    f'{n}. <a href="https://news.example/{n}">一条新闻的标题 {n}</a>'
    for n in range(1, 11)
)
# Ids without any order, as Telegram's are; messages are promised 30 a second, in the order they were written.
TELEGRAM = "CAST(i AS bigint) * 7919 % 1000000007"
COUNT = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) "
SERIES = {
    "sqlite": "FROM n",
    "postgresql": "FROM generate_series(1, {rows}) AS n(i)",
}


def fill(url: str, rows: int) -> None:
    """Make so many chats, none due before NOW, and as many waiting messages."""

    def write(c: Connection) -> None:
        name = c.dialect.name
        start = COUNT.format(rows=rows) if name == "sqlite" else ""
        series = SERIES[name].format(rows=rows)
        c.exec_driver_sql(
            f"INSERT INTO chats (id, telegram_id, next_due_at, created_at) {start}"
            f"SELECT i, {TELEGRAM}, {NOW} + i % 86400, {NOW} {series}"
        )
        c.exec_driver_sql(
            f"INSERT INTO outbox (id, chat_id, telegram_id, message, ready_at, due_at, created_at) {start}"
            f'SELECT i, i, {TELEGRAM}, \'{{"h":"Hello"}}\', {NOW} - ({rows} - i) / 30, {NOW}, {NOW} {series}'
        )
        for table in ("chats", "outbox"):
            restart_ids(c, table, rows)

    run_alone(url, write)


async def analyse(db: Database) -> None:
    """Let the planner know the tables, as autovacuum or `PRAGMA optimize` would."""
    await db.write(lambda c: c.exec_driver_sql("ANALYZE"))


async def times(repeat: int, call: Callable[[], Any]) -> list[float]:
    """Time a call again and again, in seconds."""
    taken = []
    for _ in range(repeat):
        started = time.perf_counter()
        await call()
        taken.append(time.perf_counter() - started)
    return taken


SMALLEST = select(literal_column("1"))
"""The least that a statement costs with SQLAlchemy; a sweep that finds nothing is two statements."""


def p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]


async def idle(db: Database, rows: int) -> list[Figure]:
    """Time a sweep that finds no chat due: inside a transaction, and through the loop."""
    turns = 300
    # SQLite runs in the thread that asks; PostgreSQL's work is elsewhere.
    clock = time.thread_time if db.dialect == "sqlite" else time.perf_counter

    def inside(c: Connection) -> float:
        started = clock()
        for _ in range(turns):
            assert (
                chat_claims.claim_due(c, now=NOW - 1, limit=500, lease=60) == []
            )
        return (clock() - started) / turns

    def smallest(c: Connection) -> float:
        started = clock()
        for _ in range(turns):
            c.execute(SMALLEST).all()
        return (clock() - started) / turns

    await db.write(inside)
    # In turns: the machine's speed changes from second to second.
    each = [
        (await db.write(inside), await db.write(smallest)) for _ in range(5)
    ]
    within, peer = (min(column) * 1e6 for column in zip(*each, strict=True))
    look = (
        statistics.median(
            await times(turns, lambda: db.read(chat_claims.next_due))
        )
        * 1e6
    )
    return [
        Figure(
            f"{db.dialect}: idle due-chat sweep",
            within,
            "µs",
            None,
            "lower",
            "SELECT 1",
            peer,
            f"{rows:,} chats",
        ),
        beside(f"{db.dialect}: idle due-chat sweep", within, peer, 4.0),
        Figure(
            f"{db.dialect}: next due, through the loop",
            look,
            "µs",
            None,
            "lower",
            note="one transaction each",
        ),
    ]


def digest_of(chat: int, told: int) -> NewDigest:
    stories_told = tuple(range(chat % 150, chat % 150 + told))
    message = NewOutbox(
        chat, "digest", Message(TEXT, stories=stories_told), NOW, sequence=0
    )
    return NewDigest(
        chat, "2027-01-15", 480, stories_told, (message,), NOW + 86400
    )


async def claim_chats(
    db: Database, told: int, batches: int, now: int
) -> list[Figure]:
    """Claim due chats and write their digests with messages: chats a second, and the 95th percentile of a transaction."""
    taken, steps, spent, size = [], [], [], DigestConfig().batch
    for turn in range(
        -1, batches
    ):  # the first is not counted: plans are made in it
        cpu, started = time.process_time(), time.perf_counter()
        due = await db.write(
            chat_claims.claim_due, now=now, limit=size, lease=60
        )
        cpu_claimed, claimed = time.process_time(), time.perf_counter()
        built = [digest_of(chat.id, told) for chat in due]
        cpu_ready, ready = time.process_time(), time.perf_counter()
        await db.write(digests.store_batch, built, NOW)
        cpu_ended, ended = time.process_time(), time.perf_counter()
        if turn >= 0:
            steps += [claimed - started, ended - ready]
            taken.append(claimed - started + ended - ready)
            spent.append(cpu_claimed - cpu + cpu_ended - cpu_ready)
    what = (
        "claims with outbox rows"
        if told == 0
        else f"whole digests of {told} stories"
    )
    note = f"{size} a transaction"
    name = f"{db.dialect}: {what}"
    figures = [
        Figure(name, size / statistics.median(taken), "chats/s", None, "higher", note=note),
        # No aim: on a machine with other work the slowest turns are the others'.
        Figure(f"{name}, a transaction, 95%", p95(steps) * 1e3, "ms", None, "lower", "its median", statistics.median(steps) * 1e3, note),
    ]  # fmt: skip
    if told == 0 and db.dialect == "sqlite":
        bare = statistics.median(
            await db.write(bare_writes, built, clock=time.thread_time)
        )
        figures.append(
            beside(f"{name}, CPU", statistics.median(spent), bare, 4.5)
        )
    return figures


def bare_writes(
    c: Connection, built: list[NewDigest], *, clock: Callable[[], float]
) -> list[float]:
    """Time the driver alone at the same rows, made beforehand: one update and two inserts a chat. This is the limit."""
    driver = c.connection.driver_connection
    assert driver is not None
    first = c.exec_driver_sql("SELECT max(id) FROM outbox").scalar_one() + 1
    taken = []
    for turn in range(8):
        start = first + turn * len(built)
        sent = [
            outbox.row_of(
                start + n,
                d.messages[0],
                d.chat_id,
                start + n,
                ("{}", None),
                NOW,
            )
            for n, d in enumerate(built)
        ]
        told = [
            (start + n, d.chat_id, f"bare{turn}", d.slot, "[]", NOW)
            for n, d in enumerate(built)
        ]
        due = [(d.next_due_at, d.chat_id) for d in built]
        began = clock()
        driver.executemany(
            "UPDATE chats SET next_due_at = ?, lease_until = 0 WHERE id = ?",
            due,
        )
        driver.executemany(
            "INSERT INTO digests (id, chat_id, local_date, slot, picks, created_at) VALUES (?, ?, ?, ?, ?, ?)",
            told,
        )
        driver.executemany(outbox.INSERT._sqlite, sent)
        driver.execute("COMMIT")
        taken.append(clock() - began)
        driver.execute("BEGIN IMMEDIATE")
    return taken


async def claim_messages(db: Database, waiting: int) -> Figure:
    """Claim and acknowledge 30 messages, with so many waiting."""

    async def once() -> None:
        rows = await db.write(
            outbox.claim, now=NOW, limit=30, lease=60, owner="bench"
        )
        assert len(rows) == 30
        await db.write(outbox.sent, [(row.id, row.id) for row in rows], NOW)

    await times(5, once)
    taken = statistics.median(await times(60, once)) * 1e3
    return Figure(
        f"{db.dialect}: outbox claim and ack of 30",
        taken,
        "ms",
        None,
        "lower",
        note=f"{waiting:,} waiting",
    )


async def place_stories(db: Database, count: int) -> Figure:
    """Place articles into stories, 50 a transaction, four to a story."""
    from store.news import articles

    words = " ".join(f"词{n}" for n in range(300))

    def write(c: Connection) -> list[int]:
        sources.add(
            c, "https://n.example/feed", "feed", "N", "zh", "UTC", None, NOW
        )
        new = [
            NewArticle(
                f"https://n.example/{n}",
                f"key{n}",
                1,
                f"title {n}",
                published_at=NOW,
            )
            for n in range(count)
        ]
        ids = articles.insert_new(c, new, NOW)
        blank: dict[str, Any] = {
            "site": "",
            "author": "",
            "editor": "",
            "section": "",
            "image": "",
            "canonical_url": "",
        }
        read = [
            ReadArticle(
                id=i,
                title=f"title {i}",
                text="text " * 300,
                summary=("One.", "Two."),
                published_at=NOW,
                publisher=f"p{i % 40}",
                language="zh",
                keywords=(),
                topics=(("tech", 0.9, "word:x"),),
                words=words,
                **blank,
            )
            for i in ids
        ]
        articles.save_read(c, read, NOW)
        return ids

    ids = await db.write(write)
    steps = []
    for start in range(0, count, 50):
        batch = [
            Placed(i, f"story{i // 4}", "report", "", (), ())
            for i in ids[start : start + 50]
        ]
        steps += await times(
            1,
            lambda batch=batch: db.write(
                place, batch, NOW, ancestors={"tech": ("news",)}
            ),
        )
    found = (
        statistics.median(
            await times(
                20, lambda: db.read(stories.search, ["词7", "词8"], limit=10)
            )
        )
        * 1e3
    )
    note = f"95% of transactions within {p95(steps) * 1e3:.0f} ms; a search takes {found:.1f} ms"
    return Figure(
        f"{db.dialect}: articles placed into stories",
        count / sum(steps),
        "articles/s",
        None,
        "higher",
        note=note,
    )


async def one_database(url: str, rows: int, batches: int) -> list[Figure]:
    db = await Database.open(url, timeout=60)
    try:
        await analyse(db)
        figures = await idle(db, rows)
        figures.append(await claim_messages(db, rows))
        figures += await claim_chats(db, 0, batches, NOW + 86400)
        figures += await claim_chats(db, 10, batches, NOW + 86399)
        figures.append(await place_stories(db, 500))
    finally:
        await db.close()
    return figures


@contextmanager
def postgresql() -> Iterator[str]:
    """Start the tests' PostgreSQL for as long as it is needed."""
    from tests.postgres import Process

    server = Process.make()
    try:
        server.start("shared_buffers=512MB", "max_wal_size=4GB")
        yield f"{server.url}/postgres"
    finally:
        server.remove()


def run(short: bool) -> list[Figure]:
    """Measure; the short form has a tenth of the rows."""
    rows, batches, seconds = (
        (100_000, 10, 3.0) if short else (1_000_000, 40, 10.0)
    )
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'scale.db'}"
        upgrade(url)
        fill(url, rows)
        figures = asyncio.run(one_database(url, rows, batches))
    with postgresql() as url:
        upgrade(url)
        fill(url, rows)
        figures += asyncio.run(one_database(url, rows, batches))
        figures += workers(url, rows, seconds)
    return figures


def main() -> None:
    """Print the figures beside their aims, and exit by the verdict."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--short", action="store_true", help="a tenth of the rows"
    )
    figures = run(parser.parse_args().short)
    print_table(figures)
    raise SystemExit(verdict(figures))


if __name__ == "__main__":
    main()
