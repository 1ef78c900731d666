"""Polling, measured beside its peers over one local server: `python -m benchmarks.polling [--short]`.

Ours is the whole of `fetch`: lease, guard, download, reading, entries, store. An aiohttp and a bare httpx loop only
download. lemon24/reader downloads, reads and stores in SQLite, as ours does. CPU is counted, of every process that
works; the server's own is not.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import feedparser_sgmllib
import httpx
import structlog

from benchmarks.figures import Figure, finish, options
from benchmarks.scale_jobs import house_on
from jobs.context import JobContext
from jobs.intake import fetch
from store.news import sources
from store.rows import Source
from store.schema.migrate import upgrade

WIDTH = 16
"""Requests at once: what a bot has by default."""
ENTRIES = 20
_SAID = (
    "今天上午，记者从有关部门了解到一件事情的经过，现场秩序良好，没有人受伤。"
)


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU that one poll took, in milliseconds: of a feed, and of an answer that nothing changed."""

    whole: float
    unchanged: float


def _feed(number: int) -> bytes:
    items = "".join(
        f"<item><title>第 {number} 源第 {at} 条新闻</title><link>http://127.0.0.1/{number}/{at}</link>"
        f"<guid>{number}-{at}</guid><pubDate>Mon, 23 Nov 2026 0{at % 10}:00:00 GMT</pubDate>"
        f"<description>{_SAID}</description></item>"
        for at in range(ENTRIES)
    )
    text = f"<rss version='2.0'><channel><title>源 {number}</title>{items}</channel></rss>"
    return text.encode()


def serve(port: Any) -> None:
    """Answer a first request with a feed and its ETag, one with the ETag with 304; in a process of its own."""

    async def talk(
        lines: asyncio.StreamReader, answer: asyncio.StreamWriter
    ) -> None:
        try:
            while head := await lines.readuntil(b"\r\n\r\n"):
                number = int(head.split(b" ", 2)[1].rpartition(b"/")[2])
                if b"if-none-match" in head.lower():
                    answer.write(
                        b'HTTP/1.1 304 Not Modified\r\nETag: "x"\r\n\r\n'
                    )
                    continue
                body = _feed(number)
                top = (
                    "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
                    f'ETag: "x"\r\nContent-Length: {len(body)}\r\n\r\n'
                )
                answer.write(top.encode() + body)
        except (asyncio.IncompleteReadError, ConnectionError):
            answer.close()

    async def run() -> None:
        server = await asyncio.start_server(talk, "127.0.0.1", 0)
        port.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def _cpu() -> float:
    """Return the CPU seconds of this process and of the children that have ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


async def ours(host: str, count: int) -> Cost:
    """Poll through the whole of `fetch`; the reading processes' CPU is counted once they have ended."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 's.db'}"
        upgrade(url)
        before = _cpu()
        async with house_on(url, hosts=frozenset({host})) as context:
            listed = [
                Source(0, f"http://{host}/feed/{at}", "feed")
                for at in range(count)
            ]
            now = context.clock()
            await context.db.write(sources.sync_configured, listed, now)
            await _all_due(context)
        whole = _cpu() - before
        async with house_on(url, hosts=frozenset({host})) as context:
            await context.db.write(_due_again)
            before = _cpu()
            await _all_due(context)
            unchanged = _cpu() - before
    return Cost(whole / count * 1e3, unchanged / count * 1e3)


async def _all_due(context: JobContext) -> None:
    while (await fetch.sweep(context, places=256)).sources:
        pass


def _due_again(c: Any) -> None:
    c.exec_driver_sql("UPDATE sources SET next_fetch_at = 0")


Get = Callable[[str, dict[str, str]], Awaitable[bytes]]


async def _loop(host: str, count: int, get: Get) -> Cost:
    """Download all feeds, then all again with the ETag."""
    spent = []
    for headers in ({}, {"If-None-Match": '"x"'}):
        gate, before = asyncio.Semaphore(WIDTH), time.process_time()

        async def one(
            at: int, sent: dict[str, str], free: asyncio.Semaphore
        ) -> None:
            async with free:
                await get(f"http://{host}/feed/{at}", sent)

        await asyncio.gather(*(one(at, headers, gate) for at in range(count)))
        spent.append((time.process_time() - before) / count * 1e3)
    return Cost(spent[0], spent[1])


@asynccontextmanager
async def _by_aiohttp() -> AsyncIterator[Get]:
    async with aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=WIDTH)
    ) as session:

        async def get(url: str, headers: dict[str, str]) -> bytes:
            async with session.get(url, headers=headers) as response:
                return await response.read()

        yield get


@asynccontextmanager
async def _by_httpx() -> AsyncIterator[Get]:
    limits = httpx.Limits(
        max_connections=WIDTH, max_keepalive_connections=WIDTH
    )
    async with httpx.AsyncClient(trust_env=False, limits=limits) as client:

        async def get(url: str, headers: dict[str, str]) -> bytes:
            return (await client.get(url, headers=headers)).read()

        yield get


async def by_aiohttp(host: str, count: int) -> Cost:
    """Poll with a plain aiohttp loop."""
    async with _by_aiohttp() as get:
        return await _loop(host, count, get)


async def by_httpx(host: str, count: int) -> Cost:
    """Poll with a plain httpx loop."""
    async with _by_httpx() as get:
        return await _loop(host, count, get)


def by_reader(host: str, count: int) -> Cost:
    """Poll with lemon24/reader: its own download, feedparser, and SQLite."""
    # Its copy of feedparser asks for the old name of a package that feedparser itself renamed.
    sys.modules.setdefault("sgmllib", feedparser_sgmllib)
    import reader

    with tempfile.TemporaryDirectory() as folder:
        library = reader.make_reader(str(Path(folder) / "r.db"))
        for at in range(count):
            library.add_feed(f"http://{host}/feed/{at}")
        spent = []
        for _ in range(2):
            before = time.process_time()
            library.update_feeds(scheduled=False, workers=WIDTH)
            spent.append((time.process_time() - before) / count * 1e3)
        library.close()
    return Cost(spent[0], spent[1])


def figures(count: int, host: str) -> list[Figure]:
    """Measure ours and the peers over the same feeds."""
    mine = asyncio.run(ours(host, count))
    lean = asyncio.run(by_aiohttp(host, count))
    bare = asyncio.run(by_httpx(host, count))
    peer = by_reader(host, count)
    note = f"{count} feeds of {ENTRIES} entries"
    hour = 1e6 * mine.unchanged / 1e3 / 3600
    return [
        Figure("CPU a poll that changed nothing", mine.unchanged, "ms", None, "lower", "reader", peer.unchanged, note),
        Figure("CPU a feed that is new", mine.whole, "ms", None, "lower", "reader", peer.whole, note),
        Figure("reader beside ours, nothing new, CPU", peer.unchanged / mine.unchanged, "×", 2.5, "higher", note="same run"),
        Figure("reader beside ours, a new feed, CPU", peer.whole / mine.whole, "×", 2.5, "higher", note="same run"),
        Figure("ours beside a bare httpx loop, nothing new, CPU", mine.unchanged / bare.unchanged, "×", 2.0, "lower", "bare httpx", bare.unchanged, "store and guard included"),
        Figure("ours beside an aiohttp loop, nothing new, CPU", mine.unchanged / lean.unchanged, "×", None, "lower", "aiohttp", lean.unchanged, "httpx is what was asked for"),
        Figure("cores for a million polls an hour", hour, "cores", None, "lower", note="arithmetic"),
    ]  # fmt: skip


def main() -> None:
    """Measure polling."""
    _, short, _ = options(__doc__ or "")
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING)
    )
    fork = multiprocessing.get_context("spawn")
    port = fork.Queue()
    server = fork.Process(target=serve, args=(port,), daemon=True)
    server.start()
    try:
        found = figures(
            300 if short else 3000, f"127.0.0.1:{port.get(timeout=60)}"
        )
    finally:
        server.terminate()
    finish(found)


if __name__ == "__main__":
    main()
