"""A good source beside a thousand bad ones of one person: dead, slow, huge and looping. How late is its news?

Dead hosts never answer, slow ones drip until the deadline, huge ones send a page of several megabytes, looping ones
redirect to themselves. The good source's feed and article are read first alone, then with all bad ones due before it.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from statistics import median

from benchmarks.figures import Figure
from jobs.config import EnrichConfig, FetchConfig
from jobs.context import JobContext
from jobs.intake.enrich import EnrichJob
from jobs.intake.fetch import FetchJob
from jobs.workers.process_pool import ProcessPool
from jobs.workers.warming import warm
from store.engine.connections import Connection
from store.engine.database import Database
from store.news import articles, sources
from store.schema import migrate
from tests import heavy
from tests.jobs.many_hosts import downloader_for
from tests.site import Answer, Site, serve

BAD = 1000
GREEDY, MODEST = 666, 7
LONGEST, LOOKS = 60, 50
"""Seconds that a good source is waited for, and looks a second."""
HUGE = 4_000_000
"""Bytes of a huge page."""


def _drip(handler: BaseHTTPRequestHandler) -> None:
    """Send a byte a tenth of a second until the other side hangs up."""
    try:
        handler.wfile.write(
            b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"
        )
        while True:
            handler.wfile.write(b" ")
            time.sleep(0.1)
    except OSError:
        return


def _hang(handler: BaseHTTPRequestHandler) -> None:
    """Say nothing until the other side hangs up."""
    handler.connection.recv(1)


def _huge() -> Answer:
    cells = b"<div><p>words of a huge page</p></div>"
    body = b"<html><body>" + cells * (HUGE // len(cells)) + b"</body></html>"
    return Answer(body, 200, {"Content-Type": "text/html"})


def _looping() -> Answer:
    return Answer(b"", 302, {"Location": "/loop"})


def _put_bad(site: Site) -> None:
    """Set the four kinds of bad answers, for lists and for articles."""
    site.pages |= {
        "/dead": Answer(raw=_hang),
        "/slow": Answer(raw=_drip),
        "/huge": _huge(),
        "/loop": _looping(),
    }
    links = [f"http://b{n}.example{path}" for n, path in enumerate(_paths(200))]
    items = [
        heavy.item(str(n)).replace(f"http://name.example/{n}", url)
        for n, url in enumerate(links)
    ]
    site.put("/articles", heavy.rss(*items), type="application/rss+xml")


def _paths(count: int) -> list[str]:
    return [
        ("/dead", "/slow", "/huge", "/loop")[number % 4]
        for number in range(count)
    ]


def _put_good(site: Site, number: int) -> None:
    title = f"A good headline {number}"
    text = f"<h1>{title}</h1><article>{heavy.TEXT}</article>"
    page = (
        f"<html><head><title>{title}</title></head><body>{text}</body></html>"
    )
    link = f"http://good{number}.example/article{number}"
    item = heavy.item("x", title=title).replace("http://name.example/x", link)
    site.put(f"/article{number}", page)
    site.put(f"/feed{number}", heavy.rss(item), type="application/rss+xml")


async def _open(folder: Path, site: Site, deadline: float) -> JobContext:
    url = f"sqlite:///{folder / 'store.db'}"
    await asyncio.to_thread(migrate.upgrade, url)
    config = FetchConfig(deadline=deadline, obey_robots=False)
    pool = ProcessPool(1, warm=warm)
    await pool.start()
    return JobContext(
        db=await Database.open(url),
        downloader=downloader_for(site, config),
        pool=pool,
        clock=lambda: int(time.time()),
        render=lambda digest, locale: [],
        title=lambda locale, zone: "",
        notice=lambda locale, state, name: "",
        fetch=config,
        enrich=EnrichConfig(),
    )


async def _delays(
    context: JobContext, site: Site, numbers: range
) -> list[float]:
    """Add good sources; return the seconds until the article of each is read."""
    for number in numbers:
        _put_good(site, number)
    return await asyncio.gather(
        *(_delay(context, number) for number in numbers)
    )


def _bad_answers(site: Site) -> int:
    return sum(path in set(_paths(4)) for path in site.paths())


async def _until_asked(site: Site, count: int) -> None:
    """Wait until the bad sources hold their places."""
    for _ in range(LONGEST * LOOKS):
        if _bad_answers(site) >= count:
            break
        await asyncio.sleep(1 / LOOKS)


async def _delay(context: JobContext, number: int) -> float:
    start = time.monotonic()
    url, now = f"http://good{number}.example/feed{number}", context.clock()
    source = await context.db.write(
        sources.add, url, "feed", "", "", "UTC", MODEST, now
    )
    for _ in range(LONGEST * LOOKS):
        if await _is_read(context, source.id):
            break
        await asyncio.sleep(1 / LOOKS)
    return time.monotonic() - start


def _add_bad(c: Connection, due: int) -> None:
    """Add the bad sources, all of one person and due for long."""
    for number, path in enumerate([*_paths(BAD - 1), "/articles"]):
        url = f"http://b{number}.example{path}"
        sources.add(c, url, "auto", "", "", "UTC", GREEDY, due)


async def _is_read(context: JobContext, source: int) -> bool:
    rows = await context.db.read(articles.recent_of_source, source, 5)
    return any(row.state == "read" for row in rows)


async def _sweep_on(context: JobContext) -> None:
    """Run both jobs as the schedule does, a little faster, until cancelled."""

    async def repeat(job: FetchJob | EnrichJob) -> None:
        try:
            while True:
                await job.sweep()
                await asyncio.sleep(0.1)
        finally:
            await job.cancel()

    async with asyncio.TaskGroup() as group:
        group.create_task(repeat(FetchJob(context)))
        group.create_task(repeat(EnrichJob(context)))


async def _measure(
    folder: Path, deadline: float, count: int
) -> tuple[list[float], list[float], int]:
    with serve() as site:
        context = await _open(folder, site, deadline)
        sweeping = asyncio.create_task(_sweep_on(context))
        alone = await _delays(context, site, range(count))
        _put_bad(site)
        await context.db.write(_add_bad, context.clock() - 3600)
        await _until_asked(site, context.fetch.person_share)
        beside = await _delays(context, site, range(count, 2 * count))
        asked = _bad_answers(site)
        sweeping.cancel()
        await asyncio.gather(sweeping, return_exceptions=True)
        await context.downloader.close()
        await context.pool.close()
        await context.db.close()
    return alone, beside, asked


def run(*, short: bool) -> list[Figure]:
    """Measure with deadlines of 2 s and four good sources in short, otherwise of 20 s and ten."""
    deadline, count = (2.0, 4) if short else (20.0, 10)
    with tempfile.TemporaryDirectory() as folder:
        alone, beside, asked = asyncio.run(
            _measure(Path(folder), deadline, count)
        )
    ratio = median(beside) / median(alone)
    usual = f"median of {count}: {median(alone):.2f} s alone, {median(beside):.2f} s beside"
    note = (
        f"{usual}, {max(beside):.2f} s at worst; {asked} bad answers meanwhile"
    )
    name = f"good source beside {BAD} bad ones of one person"
    return [Figure(name, ratio, "times its usual time", 2, "lower", note=note)]
