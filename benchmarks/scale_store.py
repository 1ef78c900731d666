"""The store at scale: a million chats and a million waiting messages, on SQLite and on PostgreSQL.

Each figure comes from the functions that the program calls, through `Database` where that says so. PostgreSQL is the
throw-away server of the tests (fsync off), so its figures are of the work, not of the disk.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from benchmarks.figures import Figure, print_table, verdict
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


def p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]


async def idle(db: Database, rows: int) -> list[Figure]:
    """Time a sweep that finds no chat due: inside a transaction, and through the loop."""
    turns = 300

    def inside(c: Connection) -> float:
        started = time.perf_counter()
        for _ in range(turns):
            assert (
                chat_claims.claim_due(c, now=NOW - 1, limit=500, lease=60) == []
            )
        return (time.perf_counter() - started) / turns

    await db.write(inside)
    within = min([await db.write(inside) for _ in range(3)]) * 1e6
    look = (
        statistics.median(
            await times(turns, lambda: db.read(chat_claims.next_due))
        )
        * 1e6
    )
    aim = 50.0 if db.dialect == "sqlite" else 1000.0
    return [
        Figure(
            f"{db.dialect}: idle due-chat sweep",
            within,
            "µs",
            aim,
            "lower",
            note=f"{rows:,} chats",
        ),
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
    spent, steps, done, size = 0.0, [], 0, DigestConfig().batch
    for turn in range(
        -1, batches
    ):  # the first is not counted: plans are made in it
        started = time.perf_counter()
        due = await db.write(
            chat_claims.claim_due, now=now, limit=size, lease=60
        )
        claimed = time.perf_counter()
        built = [digest_of(chat.id, told) for chat in due]
        ready = time.perf_counter()
        await db.write(digests.store_batch, built, NOW)
        ended = time.perf_counter()
        if turn >= 0:
            steps += [claimed - started, ended - ready]
            spent += claimed - started + ended - ready
            done += len(due)
    what = (
        "claims with outbox rows"
        if told == 0
        else f"whole digests of {told} stories"
    )
    limit = None
    if told == 0 and db.dialect == "sqlite":
        limit = size / statistics.median(await db.write(bare_writes, built))
    note = f"{size} a transaction"
    aim = 30000.0 if told == 0 and db.dialect == "sqlite" else None
    return [
        Figure(f"{db.dialect}: {what}", done / spent, "chats/s", aim, "higher", "bare sqlite3" if limit else "", limit, note),
        Figure(f"{db.dialect}: {what}, a transaction, 95%", p95(steps) * 1e3, "ms", 50.0 if told == 0 else None, "lower", note=note),
    ]  # fmt: skip


def bare_writes(c: Connection, built: list[NewDigest]) -> list[float]:
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
        began = time.perf_counter()
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
        taken.append(time.perf_counter() - began)
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
    aim = 1.5 if db.dialect == "sqlite" else None
    return Figure(
        f"{db.dialect}: outbox claim and ack of 30",
        taken,
        "ms",
        aim,
        "lower",
        note=f"{waiting:,} waiting",
    )


def drain(url: str, seconds: float, gate: Any, results: Any) -> None:
    """Claim and acknowledge in a process of its own, for a while; hand back the ids."""

    async def work() -> list[int]:
        db = await Database.open(url, connections=1)
        await db.read(chat_claims.next_due)
        await asyncio.to_thread(gate.wait)
        ids: list[int] = []
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            rows = await db.write(
                outbox.claim, now=NOW, limit=200, lease=600, owner=str(id(db))
            )
            await db.write(outbox.sent, [(row.id, row.id) for row in rows], NOW)
            ids += [row.id for row in rows]
        await db.close()
        return ids

    results.put(asyncio.run(work()))


def workers(
    url: str, waiting: int, seconds: float, count: int = 8
) -> list[Figure]:
    """Let eight processes drain the outbox together; every id must come once."""
    context = multiprocessing.get_context("spawn")
    gate, results = context.Barrier(count), context.Queue()
    running = [
        context.Process(target=drain, args=(url, seconds, gate, results))
        for _ in range(count)
    ]
    for process in running:
        process.start()
    taken = [results.get(timeout=600) for _ in running]
    for process in running:
        process.join()
    every = [row for ids in taken for row in ids]
    note = f"{count} processes, {waiting:,} waiting"
    return [
        Figure(
            "postgresql: outbox claim and ack",
            len(every) / seconds,
            "rows/s",
            12000.0,
            "higher",
            note=note,
        ),
        Figure(
            "postgresql: rows claimed twice",
            float(len(every) - len(set(every))),
            "rows",
            0.0,
            "lower",
            note=note,
        ),
    ]


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
