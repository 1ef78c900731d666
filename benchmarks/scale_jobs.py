"""The jobs at scale: digests, polling, workers and engines, each beside its peer in the same run."""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import os
import random
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import Connection, text

from benchmarks.figures import Figure
from bot.rendering.digest import DigestRenderer
from jobs.config import FetchConfig
from jobs.context import JobContext
from jobs.digests import build
from jobs.distributed import pgqueuer_queue, worker
from jobs.distributed.pgqueuer_queue import PgQueue
from jobs.distributed.queue import Batch, Engine
from jobs.http.downloader import Downloader
from jobs.intake import fetch
from jobs.term_index import TermLists, base_score
from jobs.workers.process_pool import ProcessPool
from jobs.workers.warming import warm
from store.article_rows import NewArticle, Placed, ReadArticle
from store.chats import chats, subscriptions
from store.delivery import seen
from store.engine.database import Database
from store.news import article_claims, articles, sources
from store.news.story_writer import place
from store.records import TermStory
from store.rows import Chat, NewDigest, Source
from store.schema.migrate import upgrade
from store.schema.row_mapping import tuple_of
from tests.jobs.distributed.queue_in_process import QueueInProcess

NOW = 1_800_000_000
"""08:00 in UTC, on a Friday."""
_ONE_CHAT = text(
    """SELECT x.term_id, s.id, s.published_at, s.updated_at, s.publishers, s.languages
    FROM subscriptions u JOIN story_terms x ON x.term_id = u.term_id JOIN stories s ON s.id = x.story_id
    WHERE u.chat_id = :chat AND s.joined_into IS NULL AND s.published_at >= :since"""
)
HEADLINE = "今天上午发生的第{}件事情"
WARM = 4
"""Articles that an engine reads before it is timed."""
TOPICS = (
    "tech",
    "world",
    "china",
    "sports",
    "health",
    "science",
    "business",
    "culture",
)


def rss() -> float:
    """Return this process's resident memory in MB."""
    return (
        int(Path("/proc/self/statm").read_text().split()[1])
        * os.sysconf("SC_PAGE_SIZE")
        / 1e6
    )


@asynccontextmanager
async def house_on(
    url: str, *, pool: int = 1, hosts: frozenset[str] = frozenset()
) -> AsyncIterator[JobContext]:
    """Open the jobs' rooms on a migrated store."""
    config = FetchConfig(
        private_hosts=hosts,
        pause=0.0,
        per_host=64,
        concurrency=64,
        obey_robots=False,
    )
    db, workers, loader = (
        await Database.open(url),
        ProcessPool(pool, warm=warm),
        Downloader(config),
    )
    yield JobContext(
        db=db,
        downloader=loader,
        pool=workers,
        clock=lambda: NOW,
        render=DigestRenderer().render,
        title=lambda _locale, _zone: "简报 · 1月15日 周五",
        notice=lambda _locale, _state, _name: "",
        fetch=config,
    )
    await loader.close()
    await workers.close()
    await db.close()


def _fill(c: Connection, readers: int, told: int) -> None:
    sources.add(
        c, "https://n.example/feed", "feed", "N", "zh", "UTC", None, NOW
    )
    new = [
        NewArticle(
            f"https://n.example/{n}",
            f"k{n}",
            1,
            HEADLINE.format(n),
            published_at=NOW - n * 20,
        )
        for n in range(told)
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
            title=f"第 {n} 条新闻的标题说了一件事",
            text="正文。" * 50,
            summary=("第一句话说明了事件。", "第二句话补充了细节。"),
            published_at=NOW - n * 20,
            publisher=f"报社{n % 40}",
            language="zh",
            keywords=(),
            topics=((TOPICS[n % len(TOPICS)], 0.9, "word:x"),),
            words="标题 新闻",
            **blank,
        )
        for n, i in enumerate(ids)
    ]
    articles.save_read(c, read, NOW)
    for start in range(0, told, 200):
        pieces = [
            Placed(i, f"story{i}", "report", "", (), ())
            for i in ids[start : start + 200]
        ]
        place(c, pieces, NOW, ancestors={})
    for number in range(readers):
        chat = chats.upsert(
            c,
            1000 + number,
            0,
            "private",
            "",
            locale="zh-Hans",
            zone="Asia/Shanghai",
            schedule="16:00",
            now=NOW,
        )
        for step in range(3):
            topic = TOPICS[(number + step * 3) % len(TOPICS)]
            subscriptions.add(c, chat.id, "topic", topic, limit=9, now=NOW)


def _query(c: Connection, chat: int, since: int) -> list[TermStory]:
    rows = c.execute(_ONE_CHAT, {"chat": chat, "since": since})
    return [TermStory(*row[:5], languages=tuple_of(row[5])) for row in rows]


async def _by_query(context: JobContext, chat: Chat) -> Any:
    """Build one chat's digest with a query of its own for its candidates: the peer."""
    found = await context.db.read(_query, chat.id, NOW - context.digest.window)
    lists = TermLists()
    for row in sorted(found, key=lambda row: -base_score(row, NOW)):
        lists._of_term.setdefault((row.term_id, 0), {})[row.story_id] = row
    return await build._build(replace(context, terms=lists), [chat])


async def _together(
    context: JobContext, due: list[Chat]
) -> tuple[list[NewDigest], float]:
    """Build the digests of many chats in the jobs' batches; with µs of CPU a chat."""
    size, built = context.digest.batch, []
    began = time.process_time()
    for start in range(0, len(due), size):
        built += await build._build(context, due[start : start + size])
    return built, (time.process_time() - began) / len(due) * 1e6


def _differ(c: Connection, due: list[Chat]) -> None:
    """Let each chat have seen six stories that no other has seen together."""
    chance = random.Random(3)
    top = [
        story
        for (story,) in c.exec_driver_sql(
            "SELECT id FROM stories ORDER BY published_at DESC LIMIT 120"
        )
    ]
    seen.mark(
        c,
        [(chat.id, story) for chat in due for story in chance.sample(top, 6)],
        NOW,
    )


OWN_SOURCES = 1000
"""Chats that each follow a closed source of their own, with three stories."""


def _follow(c: Connection, due: list[Chat]) -> None:
    """Let each of some chats follow a closed source that nobody else follows."""
    for chat in due:
        url = f"https://own{chat.id}.example/feed"
        source = sources.add(
            c, url, "feed", "", "zh", "UTC", chat.telegram_id, NOW
        )
        subscriptions.add(
            c, chat.id, "source", str(source.id), limit=99, now=NOW
        )
        new = [
            NewArticle(
                f"{url}/{n}", f"{source.id}|{n}", source.id, f"自己的新闻 {n}"
            )
            for n in range(3)
        ]
        articles.insert_new(c, new, NOW - 60)
    # Without a topic a story ranks below those of topics: whoever follows a
    # source weighs it more.
    c.exec_driver_sql(
        "UPDATE subscriptions SET weight = 3 WHERE kind = 'source'"
    )
    found = c.exec_driver_sql(
        "SELECT id FROM articles WHERE state = 'new'"
    ).scalars()
    waiting = [int(number) for number in found]
    c.exec_driver_sql(
        "UPDATE articles SET state = 'read', language = 'zh', published_at = fetched_at"
        " WHERE state = 'new'"
    )
    for start in range(0, len(waiting), 200):
        pieces = [
            Placed(i, f"own{i}", "report", "", (), ())
            for i in waiting[start : start + 200]
        ]
        place(c, pieces, NOW, ancestors={})


async def digests(readers: int, told: int, peers: int) -> list[Figure]:
    """Time digests assembled and rendered, many chats at once, beside one query a chat with the same results."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'd.db'}"
        upgrade(url)
        async with house_on(url) as context:
            await context.db.write(_fill, readers, told)
            due = [
                replace(chat, next_due_at=NOW)
                for chat in await context.db.read(chats.audience, 0, readers)
            ]
            await context.terms.refresh(context.db)
            await build._build(context, due[:100])
            gc.collect()
            gc.freeze()  # as `jianbao run` does once it is up: what was loaded for good is not looked at again
            together, ours = await _together(context, due)
            assert all(figure.messages for figure in together), (
                "a digest was not rendered"
            )
            began = time.process_time()
            alone = [
                (await _by_query(context, chat))[0] for chat in due[:peers]
            ]
            theirs = (time.process_time() - began) / peers * 1e6
            same = sum(
                one.stories == two.stories
                for one, two in zip(together, alone, strict=False)
            )
            await context.db.write(_differ, due)
            _, different = await _together(context, due)
            followers = due[:OWN_SOURCES]
            await context.db.write(_follow, followers)
            await context.terms.refresh(context.db)
            mixed, own = await _together(context, followers)
            told_own = sum(
                "自己的新闻" in figure.messages[0].message.html
                for figure in mixed
            )
            assert told_own == len(followers), (
                "a chat was not told what it follows"
            )
    note = f"{readers:,} chats, {told:,} stories; CPU; same stories in {same} of {peers}"
    return [
        Figure(
            "digest assembled and rendered",
            ours,
            "µs/chat",
            None,
            "lower",
            "one query a chat",
            theirs,
            note,
        ),
        Figure(
            "the same where no two chats are alike",
            different,
            "µs/chat",
            None,
            "lower",
            note="each has seen other stories",
        ),
        Figure(
            "the same where each follows a closed source of its own",
            own,
            "µs/chat",
            None,
            "lower",
            note=f"{len(followers):,} chats, three stories of its own source each",
        ),
        Figure(
            "digests beside one query a chat",
            theirs / ours,
            "×",
            40.0,
            "higher",
            note="same run",
        ),
        Figure(
            "digests that differ from one query a chat",
            float(peers - same),
            "",
            0.0,
            "lower",
        ),
    ]


def serve(port: Any) -> None:
    """Answer every request with 304, or the small page of an article, in a process of its own."""
    text = "<p>今天上午，记者从有关部门了解到一件事情的经过。</p>" * 30

    def page_of(path: str) -> bytes:
        """Return the page at `/a12`: it has the headline that its source lists."""
        headline = HEADLINE.format(path.removeprefix("/a"))
        return f"<html><h1>{headline}</h1><article>{text}</article></html>".encode()

    async def talk(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                if b"GET /a" in head[:8]:
                    page = page_of(head.split()[1].decode())
                    top = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(page)}\r\n\r\n"
                    writer.write(top.encode() + page)
                else:
                    writer.write(
                        b"HTTP/1.1 304 Not Modified\r\nETag: x\r\nContent-Length: 0\r\n\r\n"
                    )
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def run() -> None:
        server = await asyncio.start_server(talk, "127.0.0.1", 0)
        port.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


async def polling(count: int, port: int) -> list[Figure]:
    """Poll sources through the whole of `fetch`, store included, beside a bare httpx loop over the same addresses."""
    host = f"127.0.0.1:{port}"
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 's.db'}"
        upgrade(url)
        async with house_on(url, hosts=frozenset({host})) as context:
            listed = [
                Source(id=0, url=f"http://{host}/feed/{n}", kind="feed")
                for n in range(count)
            ]
            await context.db.write(sources.sync_configured, listed, NOW)
            cpu, wall = time.process_time(), time.perf_counter()
            done = 0
            while read := (await fetch.sweep(context, places=256)).sources:
                done += read
            cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    # The peer at its better of two widths: wide, httpx's pool costs more a request.
    bare_cpu, bare_wall = min(
        [await _bare(host, min(count, 5000), width) for width in (8, 64)]
    )
    bare_count = min(count, 5000)
    a_core = 3600 / (cpu / done)
    return [
        Figure("sources polled, store included", done / wall, "/s", None, "higher", "bare httpx", bare_count / bare_wall, f"{done:,} sources that had nothing new"),
        Figure("CPU a polled source", cpu / done * 1e3, "ms", None, "lower", "bare httpx", bare_cpu / bare_count * 1e3),
        Figure("polling beside a bare httpx loop, CPU", (cpu / done) / (bare_cpu / bare_count), "×", 1.5, "lower", note="same run"),
        Figure("cores for a million sources an hour", 1e6 / a_core, "cores", None, "lower", note="arithmetic: sources × CPU each / 3600 s"),
    ]  # fmt: skip


async def _bare(host: str, count: int, width: int) -> tuple[float, float]:
    gate = asyncio.Semaphore(width)
    cpu, wall = time.process_time(), time.perf_counter()
    limits = httpx.Limits(
        max_connections=width, max_keepalive_connections=width
    )
    async with httpx.AsyncClient(trust_env=False, limits=limits) as client:

        async def one(number: int) -> None:
            async with gate:
                (await client.get(f"http://{host}/feed/{number}")).read()

        for start in range(0, count, 1000):
            await asyncio.gather(
                *(
                    one(number)
                    for number in range(start, min(start + 1000, count))
                )
            )
    return time.process_time() - cpu, time.perf_counter() - wall


async def _articles(
    context: JobContext, engine: Engine, count: int, port: int, turn: int
) -> float:
    """Read articles through an engine that runs already; returns articles a second."""
    total = count + WARM
    new = [
        NewArticle(
            f"http://127.0.0.1:{port}/a{n}",
            f"{turn}-{n}",
            1,
            HEADLINE.format(n),
            published_at=NOW,
        )
        for n in range(total)
    ]
    await context.db.write(articles.insert_new, new, NOW)
    rows = await context.db.write(
        article_claims.claim_new,
        now=NOW,
        limit=total,
        lease=600,
        max_attempts=4,
    )
    worker.register(engine, context, ["enrich"])
    running = asyncio.create_task(engine.run())
    ids = [row.id for row in rows]
    done = total * turn
    await engine.enqueue([Batch("enrich", tuple(ids[:WARM]), NOW + 600)])
    await _until_read(context, done + WARM)
    began = time.perf_counter()
    await engine.enqueue(
        [
            Batch("enrich", tuple(ids[at : at + 16]), NOW + 600)
            for at in range(WARM, total, 16)
        ]
    )
    await _until_read(context, done + total)
    took = time.perf_counter() - began
    await engine.stop()
    await running
    return count / took


async def _until_read(context: JobContext, count: int) -> None:
    began = time.perf_counter()
    while (await context.db.read(articles.count_states)).get("read", 0) < count:
        await asyncio.sleep(0.01)
        assert time.perf_counter() - began < 300, "the articles are not read"


async def workers(url: str, count: int, port: int, turns: int) -> list[Figure]:
    """Read articles with one and two working processes, on the embedded engine and on pgqueuer, in turns."""
    upgrade(url)
    await pgqueuer_queue.install(url)
    speeds: dict[tuple[str, int], float] = {}
    turn = 0
    for size in (1, 2):
        async with house_on(
            url, pool=size, hosts=frozenset({f"127.0.0.1:{port}"})
        ) as context:
            await context.pool.start()
            for name in ("embedded", "pgqueuer") * turns:
                engine: Engine = (
                    QueueInProcess(concurrency=4)
                    if name == "embedded"
                    else PgQueue(url, concurrency=4)
                )
                speed = await _articles(context, engine, count, port, turn)
                speeds[name, size] = max(speeds.get((name, size), 0.0), speed)
                turn += 1
    found = [
        Figure(f"articles with {size} working process{'es' if size > 1 else ''}", speeds["pgqueuer", size], "/s", None, "higher", "embedded pool", speeds["embedded", size])
        for size in (1, 2)
    ]  # fmt: skip
    share = (
        max(
            1 - speeds["pgqueuer", size] / speeds["embedded", size]
            for size in (1, 2)
        )
        * 100
    )
    found.append(
        Figure(
            "share lost to the engine",
            share,
            "%",
            10.0,
            "lower",
            note="the worse of both sizes",
        )
    )
    found.append(
        Figure(
            "two working processes beside one",
            speeds["pgqueuer", 2] / speeds["pgqueuer", 1],
            "×",
            None,
            "higher",
        )
    )
    return found


def run(short: bool, postgres: str) -> list[Figure]:
    """Measure; the short form has fewer of everything."""
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    server = context.Process(target=serve, args=(queue,), daemon=True)
    server.start()
    port = queue.get(timeout=30)
    try:
        figures = asyncio.run(
            digests(*((3000, 800, 100) if short else (10_000, 4000, 500)))
        )
        figures += asyncio.run(polling(500 if short else 100_000, port))
        read = (64, 2) if short else (480, 3)
        figures += asyncio.run(workers(postgres, read[0], port, read[1]))
    finally:
        server.terminate()
        server.join(5)
    return figures
