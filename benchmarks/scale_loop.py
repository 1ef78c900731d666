"""A wave of due chats through the digest job: how long the loop is held, and what a chat costs.

What is counted is the processor's time, of the loop's thread and of the process: other programs on
the machine then change little.
"""

from __future__ import annotations

import gc
import logging
import statistics
import tempfile
import time
from asyncio.events import Handle
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import structlog
from sqlalchemy import Connection

from benchmarks import scale_jobs, scale_store
from benchmarks.figures import Figure, beside
from bot.rendering.notifications import read_ahead
from jobs.digests import build
from store.chats import chats
from store.engine.database import Database
from store.schema.migrate import upgrade

BARE = 1001
"""Chats whose digests the driver writes alone, less one."""
BASE = 200
"""Chats that are made one by one; the others are copies of them."""
SETTLED = "; CPU, claimed, built and written"


@contextmanager
def measured_callbacks() -> Iterator[list[float]]:
    """Note the seconds of CPU of each callback that the loop runs."""
    held: list[float] = []
    run = Handle._run

    def timed(handle: Handle) -> None:
        began = time.thread_time()
        run(handle)
        held.append(time.thread_time() - began)

    Handle._run = timed  # type: ignore[assignment, method-assign]
    try:
        yield held
    finally:
        Handle._run = run  # type: ignore[method-assign]


def copy_chats(c: Connection, wanted: int) -> None:
    """Copy the chats and their subscriptions until there are so many, all due now."""
    copies = (
        f"WITH RECURSIVE turns(turn) AS (SELECT 1 UNION ALL"
        f" SELECT turn + 1 FROM turns WHERE turn < {wanted // BASE - 1}) SELECT"
    )
    for table, moved in (
        ("chats", {"id", "telegram_id"}),
        ("subscriptions", {"chat_id"}),
    ):
        columns = [
            row.name
            for row in c.exec_driver_sql(
                f"SELECT name FROM pragma_table_info('{table}')"
            )
            if (table, row.name) != ("subscriptions", "id")
        ]
        values = [
            f"{name} + {BASE} * turn" if name in moved else name
            for name in columns
        ]
        c.exec_driver_sql(
            f"INSERT INTO {table} ({', '.join(columns)}) {copies} {', '.join(values)}"
            f" FROM turns, {table}"
        )
    c.exec_driver_sql(f"UPDATE chats SET next_due_at = {scale_jobs.NOW}")


async def wave(readers: int, told: int, *, alike: bool) -> tuple[float, float]:
    """Return (seconds of CPU a chat, the longest that one callback held the loop in seconds)."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'w.db'}"
        upgrade(url)
        async with scale_jobs.house_on(url) as context:
            await context.db.write(scale_jobs._fill, BASE, told)
            await context.db.write(copy_chats, readers)
            if not alike:
                due = await context.db.read(chats.audience, 0, readers)
                await context.db.write(scale_jobs._differ, due)
            read_ahead("zh-Hans")
            await context.terms.refresh(context.db)
            gc.collect()
            gc.freeze()  # as `jianbao run` does once it is up
            began = time.process_time()
            with measured_callbacks() as held:
                served = await build.sweep(context)
            took = time.process_time() - began
    assert served == readers, "not all chats were served"
    return took / served, max(held)


async def bare_chat() -> float:
    """Return the seconds of CPU that SQLite's driver takes to write a chat's digest: its rows, made beforehand."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'b.db'}"
        upgrade(url)
        scale_store.fill(url, BARE)
        built = [scale_store.digest_of(number, 10) for number in range(1, BARE)]
        db = await Database.open(url)
        taken = await db.write(
            scale_store.bare_writes, built, clock=time.thread_time
        )
        await db.close()
    return statistics.median(taken) / len(built)


async def measure(*, short: bool) -> list[Figure]:
    """Serve 200,000 chats that are due at once, and fewer of which no two are told alike."""
    # A line a digest is for who looks for faults: the bot logs none by default.
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO)
    )
    many, told = (10_000, 1000) if short else (200_000, 4000)
    cost, held = await wave(many, told, alike=True)
    alone = await bare_chat()
    other_cost, other_held = await wave(many // 10, told, alike=False)
    note = f"{many:,} chats due at once, {told:,} stories{SETTLED}"
    other = f"{many // 10:,} chats, no two told alike{SETTLED}"
    return [
        Figure(
            "a due chat, whole",
            cost * 1e6,
            "µs",
            None,
            "lower",
            "its bare writes",
            alone * 1e6,
            note,
        ),
        beside("a due chat, whole", cost, alone, 12.0),
        Figure(
            "the loop held at the most",
            held * 1e3,
            "ms",
            50.0,
            "lower",
            note=note,
        ),
        Figure(
            "a due chat told like no other",
            other_cost * 1e6,
            "µs",
            None,
            "lower",
            note=other,
        ),
        Figure(
            "the loop held, no two alike",
            other_held * 1e3,
            "ms",
            50.0,
            "lower",
            note=other,
        ),
    ]
