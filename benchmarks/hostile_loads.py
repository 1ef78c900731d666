"""Heavy inputs through the real download, parse and read path, beside a good source: time, memory, and who was harmed."""

from __future__ import annotations

import asyncio
import tempfile
import threading
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote

import psutil

from benchmarks.figures import Figure
from jobs.config import EnrichConfig, FetchConfig
from jobs.context import JobContext
from jobs.http.downloader import Downloader
from jobs.intake import enrich, fetch, keep
from jobs.workers.process_pool import MEMORY, ProcessPool
from jobs.workers.warming import warm
from store.engine.database import Database
from store.news import articles, sources
from store.schema import migrate
from tests import heavy
from tests.heavy import Load
from tests.site import Site, serve

NOW = 1_795_420_800
GROWTH = 400
"""Megabytes by which the bot's own process may grow while all inputs come at once: 16 bodies of 8 MB, packed and unpacked."""


@dataclass(slots=True)
class _Tide:
    """The highest memory of this process and of its workers, looked at every 50 ms."""

    own: float = 0.0
    worker: float = 0.0
    _stop: threading.Event = field(default_factory=threading.Event)

    def watch(self) -> threading.Thread:
        def look() -> None:
            me = psutil.Process()
            while not self._stop.wait(0.05):
                self.own = max(self.own, me.memory_info().rss / 1e6)
                for child in me.children(recursive=True):
                    try:
                        self.worker = max(
                            self.worker, child.memory_info().rss / 1e6
                        )
                    except psutil.Error:
                        continue

        thread = threading.Thread(target=look, daemon=True)
        thread.start()
        return thread

    def stop(self) -> None:
        self._stop.set()


async def _house(folder: Path, site: Site, deadline: float) -> JobContext:
    url = f"sqlite:///{folder / 'store.db'}"
    await asyncio.to_thread(migrate.upgrade, url)
    hosts = frozenset({site.host})
    config = FetchConfig(
        private_hosts=hosts,
        pause=0.0,
        deadline=deadline,
        per_host=400,
        concurrency=400,
    )
    pool = ProcessPool(2, warm=warm)
    await pool.start()
    return JobContext(
        db=await Database.open(url),
        downloader=Downloader(config),
        pool=pool,
        clock=lambda: NOW,
        render=lambda digest, locale: [],
        title=lambda locale, zone: "",
        notice=lambda locale, state, name: "",
        fetch=config,
        enrich=EnrichConfig(batch=400, attempts=1),
    )


def _loads(many: int, size: int, canary: str) -> list[Load]:
    return [
        *heavy.wire(),
        *heavy.packed(size),
        *heavy.xml(many, canary),
        *heavy.json_feeds(many),
    ]


async def _sources(
    context: JobContext, site: Site, loads: list[Load]
) -> list[str]:
    """Read every input as a source of its own; give what was not as it must be."""
    site.put(
        "/good",
        heavy.rss(heavy.item("good", title="A good headline")),
        type="application/rss+xml",
    )
    for load in loads:
        site.pages["/" + quote(load.name)] = load.answer
    site.pages["/loop"] = next(
        load.answer for load in loads if load.name == "a redirect loop"
    )
    for path in ["/good", *("/" + quote(load.name) for load in loads)]:
        await context.db.write(
            sources.add, site.url + path, "feed", "", "", "UTC", None, NOW
        )
    await fetch.sweep(context, places=1000)
    rows = {
        row.url.removeprefix(site.url): row
        for row in await context.db.read(sources.every)
    }
    wrong = (
        [] if rows["/good"].failures == 0 else ["the good source was harmed"]
    )
    for load in loads:
        row = rows["/" + quote(load.name)]
        failed = bool(row.last_error)
        if failed != (row.failures == 1) or (
            load.fate == "refused" and not failed
        ):
            wrong.append(
                f"{load.name}: {row.failures} failures, {row.last_error!r}"
            )
        elif "Error:" in row.last_error:
            wrong.append(f"{load.name}: unforeseen: {row.last_error}")
    return wrong + (
        ["a document's own address was asked for"]
        if "/canary" in site.paths()
        else []
    )


async def _pages(
    context: JobContext, site: Site, loads: list[Load]
) -> list[str]:
    """Read every input as an article; give what neither became a text nor failed with a reason."""
    items = [
        heavy.item("x").replace(
            "http://name.example/x", f"{site.url}/{quote(load.name)}"
        )
        for load in loads
    ]
    for load in loads:
        site.pages["/" + quote(load.name)] = load.answer
    wrong = []
    for start in range(0, len(items), keep.FIRST):
        site.put(
            f"/feed{start}",
            heavy.rss(*items[start : start + keep.FIRST]),
            type="application/rss+xml",
        )
        source = await context.db.write(
            sources.add,
            f"{site.url}/feed{start}",
            "feed",
            "",
            "",
            "UTC",
            None,
            NOW,
        )
        await fetch.sweep(context)
        await enrich.sweep(context)
        rows = await context.db.read(articles.recent_of_source, source.id, 1000)
        wrong += [
            f"{row.url}: {row.state}"
            for row in rows
            if row.state == "new" or (row.state == "failed" and not row.error)
        ]
        listed = items[start : start + keep.FIRST]
        wrong += [f"{len(rows)} articles of {len(listed)}"] * (
            len(listed) - len(rows)
        )
    return wrong


async def _all(
    many: int, size: int, deadline: float, folder: Path
) -> tuple[int, list[str], float, int]:
    with serve() as site:
        context = await _house(folder, site, deadline)
        feeds = _loads(many, size, f"{site.url}/canary")
        pages = heavy.pages(many)
        start = time.monotonic()
        wrong = await _sources(context, site, feeds)
        # The host rests now: two sources of it gave no answer in time. A new client knows nothing
        # of that, or no page would be asked for.
        await context.downloader.close()
        patient = replace(context.fetch, deadline=20.0)
        context = replace(
            context, fetch=patient, downloader=Downloader(patient)
        )
        wrong += await _pages(context, site, pages)
        seconds = time.monotonic() - start
        killed = context.pool.killed
        await context.downloader.close()
        await context.pool.close()
        await context.db.close()
    return len(feeds) + len(pages), wrong, seconds, killed


def run(*, short: bool) -> list[Figure]:
    """Send all inputs: in short with a twelfth of the full sizes."""
    many, size, deadline = (
        (8_000, 30_000_000, 2.0) if short else (100_000, 1_000_000_000, 20.0)
    )
    before = psutil.Process().memory_info().rss / 1e6
    tide = _Tide()
    thread = tide.watch()
    with tempfile.TemporaryDirectory() as folder:
        count, wrong, seconds, killed = asyncio.run(
            _all(many, size, deadline, Path(folder))
        )
    tide.stop()
    thread.join()
    for line in wrong[:10]:
        print("  ", line)
    safe = 100 * (count - len(wrong)) / count
    # What a bomb of this benchmark's own weighs before it is sent is not the product's.
    return [
        Figure("heavy inputs cut off or made safe", safe, "%", 100, "higher", note=f"{count - len(wrong)} of {count} in {seconds:.0f} s; {killed} workers ended"),
        Figure("growth of the bot's process meanwhile", tide.own - before, "MB", GROWTH, "lower", note=f"of which the inputs themselves {heavy_weight(many, size):.0f} MB"),
        Figure("highest memory of a worker", tide.worker, "MB", MEMORY / 1e6, "lower"),
    ]  # fmt: skip


def heavy_weight(many: int, size: int) -> float:
    """Return the megabytes that the inputs take in this process, which also serves them."""
    loads = [
        *heavy.packed(size),
        *heavy.xml(many, ""),
        *heavy.json_feeds(many),
        *heavy.pages(many),
    ]
    return sum(len(load.answer.body) for load in loads) / 1e6
