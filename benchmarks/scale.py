"""Every figure of scale beside its aim and its peer: `python -m benchmarks.scale [--short] [--plot]`.

The store (`scale_store`), the jobs (`scale_jobs`), the loop (`scale_loop`), the joiner's window (`telling_scale`), APScheduler with one job a chat, and the growth from 10^4 to 10^6.
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from benchmarks import scale_jobs, scale_loop, scale_queue, telling_scale
from benchmarks.figures import Figure, print_table, verdict
from benchmarks.scale_drain import workers as drainers
from benchmarks.scale_queue import HEARTBEAT
from benchmarks.scale_store import fill, one_database, postgresql
from store.schema.migrate import upgrade

PLOT = Path(__file__).parents[1] / "docs" / "scale-growth.png"


async def _nothing() -> None: ...


async def one_job_a_chat(count: int) -> list[Figure]:
    """Give APScheduler a job a chat: what that costs before anything is due, and a look that finds nothing due."""
    before, began = scale_jobs.rss(), time.perf_counter()
    scheduler = AsyncIOScheduler(
        timezone=UTC, jobstores={"default": MemoryJobStore()}
    )
    far = datetime.now(UTC) + timedelta(days=1)
    for number in range(count):
        scheduler.add_job(
            _nothing,
            "date",
            run_date=far + timedelta(seconds=number),
            id=str(number),
        )
    scheduler.start(paused=True)
    took, size = time.perf_counter() - began, scale_jobs.rss() - before
    scheduler.shutdown(wait=False)
    note = f"{count:,} jobs; ours are ten, whatever the chats"
    return [
        Figure(
            "APScheduler, one job a chat: start",
            took,
            "s",
            None,
            "lower",
            note=note,
        ),
        Figure(
            "APScheduler, one job a chat: memory",
            size / count * 1e6,
            "MB a million",
            None,
            "lower",
            note=note,
        ),
    ]


def store_at(
    sizes: list[int], batches: int
) -> tuple[list[Figure], dict[str, list[float]]]:
    """Measure the store at several sizes; the figures are those of the largest, the growth is of all."""
    growth: dict[str, list[float]] = {}
    figures: list[Figure] = []
    for rows in sizes:
        with tempfile.TemporaryDirectory() as folder:
            url = f"sqlite:///{Path(folder) / 'scale.db'}"
            upgrade(url)
            fill(url, rows)
            figures = asyncio.run(one_database(url, rows, batches))
        for figure in figures:
            growth.setdefault(figure.name, []).append(figure.value)
    figures.append(
        Figure(f"memory of this process with {sizes[-1]:,} chats", scale_jobs.rss(), "MB", 200.0, "lower", note="embedded, SQLite's caches included")
    )  # fmt: skip
    return figures, growth


def on_postgresql(
    url: str, sizes: list[int], batches: int, seconds: float, processes: int
) -> tuple[list[Figure], dict[str, list[float]]]:
    """Measure the same on PostgreSQL, and let processes drain the outbox together at the largest size."""
    growth: dict[str, list[float]] = {}
    figures: list[Figure] = []
    for rows in sizes:
        base, _, _ = url.rpartition("/")
        make_database(url, f"scale_{rows}")
        here = f"{base}/scale_{rows}"
        upgrade(here)
        fill(here, rows)
        figures = asyncio.run(one_database(here, rows, batches))
        for figure in figures:
            growth.setdefault(figure.name, []).append(figure.value)
    return [*figures, *drainers(here, sizes[-1], seconds, processes)], growth


def make_database(url: str, name: str) -> None:
    """Make a database beside; it can't be made inside a transaction."""
    import asyncpg

    async def make() -> None:
        connection = await asyncpg.connect(url)
        await connection.execute(f"CREATE DATABASE {name}")
        await connection.close()

    asyncio.run(make())


def clusterer_filled(*sizes: int) -> list[Figure]:
    """Fill the joiner's window, in a process of its own: its peak counts.

    The sizes are those of `telling_scale.run`.
    """
    with multiprocessing.get_context("spawn").Pool(1) as one:
        return one.apply(telling_scale.run, sizes)


def plot(sizes: list[int], growth: dict[str, list[float]]) -> None:
    """Draw how each figure grows with the rows, log-log: flat is good."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    wanted = (
        "idle due-chat sweep",
        "outbox claim and ack of 30",
        "claims with outbox rows",
    )
    figure, axes = plt.subplots(1, 3, figsize=(12, 3.8), layout="constrained")
    for axis, name in zip(axes, wanted, strict=True):
        for database, style in (("sqlite", "o-"), ("postgresql", "s--")):
            values = growth.get(f"{database}: {name}")
            if values:
                axis.loglog(sizes, values, style, label=database)
        axis.set(title=name, xlabel="chats and waiting messages")
        axis.grid(visible=True, which="both", alpha=0.25)
    for axis, unit in zip(axes, ("µs", "ms", "chats/s"), strict=True):
        axis.set_ylabel(unit)
        low, high = axis.get_ylim()
        axis.set_ylim(min(low, high / 100), high * 3)
    axes[0].legend()
    figure.savefig(PLOT, dpi=110)


def main() -> None:
    """Measure, print, and exit by the verdict."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--short",
        action="store_true",
        help="a hundredth of the rows, under 50 seconds",
    )
    parser.add_argument(
        "--plot", action="store_true", help=f"write {PLOT.name}"
    )
    given = parser.parse_args()
    sizes = (
        ([1_000, 10_000] if given.plot else [10_000])
        if given.short
        else [10_000, 100_000, 1_000_000]
    )
    jobs = asyncio.run(one_job_a_chat(5_000 if given.short else 100_000))
    figures, growth = store_at(sizes, 15 if given.short else 60)
    with postgresql() as url:
        # Each process takes two seconds to start.
        drained = (1.0, 3) if given.short else (10.0, 8)
        more, grown = on_postgresql(
            url, sizes, 15 if given.short else 60, *drained
        )
        figures += more
        figures += asyncio.run(
            scale_queue.measure(
                url,
                1000 if given.short else 20_000,
                heartbeat=2.0 if given.short else HEARTBEAT,
            )
        )
        figures += scale_jobs.run(given.short, url)
    figures += asyncio.run(scale_loop.measure(short=given.short))
    filling: tuple[int, ...] = (
        telling_scale.FILLING,
        telling_scale.CEILING,
    )
    if given.short:
        filling = (1_500, 500, 1_000)
    figures += clusterer_filled(*filling)
    figures += jobs
    if given.plot:
        plot(sizes, growth | grown)
    print_table(figures)
    raise SystemExit(verdict(figures))


if __name__ == "__main__":
    main()
