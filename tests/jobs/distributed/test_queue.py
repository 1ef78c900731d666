"""Batches through both queues run the same functions: urgent ones first, none twice, failing ones parked."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence

import pytest

from jobs.context import JobContext
from jobs.digests import build
from jobs.distributed import pgqueuer_queue, worker
from jobs.distributed.enqueue import Enqueuer, Sizes, waited_for
from jobs.distributed.pgqueuer_queue import PgQueue, Timing
from jobs.distributed.queue import Batch, Engine
from news.errors import StoreBusy
from store.chats import chat_claims, chats, subscriptions
from store.delivery import digests, outbox
from store.engine.database import run_alone
from store.news import source_claims, sources
from store.operations import attempts, leases
from store.rows import Source
from tests.jobs.conftest import Clock
from tests.jobs.distributed.queue_in_process import QueueInProcess
from tests.postgres import db
from tests.site import Site

# Both databases, not the SQLite of the other tests of jobs.
__all__ = ["db"]

FEED = """<rss version="2.0"><channel><title>t</title>
<item><title>A rocket is launched</title><link>SITE/one</link></item></channel></rss>"""
FAST = Timing(heartbeat=1.0, poll=0.2, answer=5.0, pause=0.1)


@pytest.fixture
async def engine(store_url: str) -> AsyncIterator[Engine]:
    """Open the queue: QueueInProcess with SQLite, pgqueuer with PostgreSQL."""
    if store_url.startswith("sqlite"):
        yield QueueInProcess(concurrency=1)
        return
    await pgqueuer_queue.install(store_url)
    await pgqueuer_queue.install(store_url)
    queue = PgQueue(store_url, concurrency=2, timing=FAST)
    yield queue
    await queue.close()


async def until(
    wanted: Callable[[], Awaitable[object]], seconds: float = 45.0
) -> None:
    """Wait until something is true; the seconds only end what hangs."""
    end = asyncio.get_running_loop().time() + seconds
    while not await wanted():
        assert asyncio.get_running_loop().time() < end, "it never came true"
        await asyncio.sleep(0.05)


async def ended(engine: Engine, running: asyncio.Task[None]) -> None:
    await engine.stop()
    await asyncio.wait_for(running, 20)


async def test_who_is_waited_for_goes_first(engine: Engine) -> None:
    done: list[Batch] = []

    async def note(batch: Batch) -> None:
        done.append(batch)

    engine.handle("fetch", note)
    later = [Batch("fetch", (n,), 60 + n) for n in range(4)]
    await engine.enqueue([*later, Batch("fetch", (9,), 60, urgent=True)])
    health = await engine.health()
    assert (health.waiting, health.running, health.error) == (5, 0, "")
    running = asyncio.create_task(engine.run())
    await until(lambda: _is(len(done) == 5))
    await ended(engine, running)
    assert done[0] == Batch("fetch", (9,), 60, urgent=True)
    assert sorted(done[1:], key=lambda batch: batch.ids) == later


async def _is(value: bool) -> bool:
    return value


async def test_a_store_that_comes_back_is_no_fault_of_the_work(
    store_url: str, engine: Engine
) -> None:
    if store_url.startswith("sqlite"):
        pytest.skip("one process: the sweep comes again by itself")
    tries: list[int] = []

    async def second_time(_batch: Batch) -> None:
        tries.append(1)
        if len(tries) == 1:
            raise StoreBusy("the server restarts")

    engine.handle("digest", second_time)
    await engine.enqueue([Batch("digest", (1,), 60)])
    running = asyncio.create_task(engine.run())
    await until(lambda: _is(len(tries) == 2))
    await ended(engine, running)


async def test_a_queue_that_is_not_there_says_so() -> None:
    queue = PgQueue("postgresql://nobody@127.0.0.1:1/none", timing=FAST)
    assert "can't be reached" in (await queue.health()).error
    with pytest.raises(StoreBusy):
        await queue.enqueue([Batch("fetch", (1,), 2)])
    running = asyncio.create_task(queue.run())
    await asyncio.sleep(0.2)
    await ended(queue, running)


class Noting(QueueInProcess):
    """A queue that records what is put into it."""

    def __init__(self) -> None:
        super().__init__()
        self.batches: list[Batch] = []

    async def enqueue(self, batches: Sequence[Batch]) -> None:
        self.batches += batches


async def a_chat(context: JobContext, telegram: int) -> int:
    now = context.clock()
    chat = await context.db.write(
        chats.upsert,
        telegram,
        0,
        "private",
        "",
        locale="en",
        zone="UTC",
        schedule="08:00",
        now=now,
    )
    await context.db.write(
        subscriptions.add, chat.id, "topic", "tech", limit=9, now=now
    )
    await context.db.write(
        lambda c: chats.update(c, chat.id, next_due_at=now, send_empty=True)
    )
    return chat.id


async def test_the_whole_way_through_the_engine(
    context: JobContext, site: Site, engine: Engine
) -> None:
    site.put(
        "/feed.xml", FEED.replace("SITE", site.url), type="application/rss+xml"
    )
    site.put(
        "/one",
        f"<h1>A rocket is launched</h1><article><p>{'It flew to the moon and back. ' * 30}</p></article>",
    )
    await context.db.write(
        sources.sync_configured,
        [Source(id=0, url=f"{site.url}/feed.xml", kind="feed")],
        context.clock(),
    )
    chat = await a_chat(context, 7)
    worker.register(engine, context)
    dispatch = Enqueuer(engine)
    running = asyncio.create_task(engine.run())
    assert await dispatch.fetch(context) == 1
    assert await dispatch.fetch(context) == 0, (
        "a leased source is not put in again"
    )
    await until(lambda: dispatch.enrich(context))
    assert await dispatch.digest(context) == 1
    await until(lambda: context.db.read(lambda c: outbox.depth(c).ready == 1))
    await until(
        lambda: context.db.read(
            lambda c: not attempts.fallen(c, "digest", [chat])
        )
    )
    assert await dispatch.digest(context) == 0
    await ended(engine, running)


async def test_a_worker_that_was_thought_dead_writes_nothing(
    context: JobContext,
) -> None:
    chat = await a_chat(context, 7)
    now = context.clock()
    await context.db.write(chat_claims.claim_due, now=now, limit=5, lease=60)
    batch, engine = Batch("digest", (chat,), now + 60), QueueInProcess()
    (held,) = await context.db.write(leases.take_chats, batch.ids, batch.given)
    await worker.build_digests(context, engine, batch)
    assert len(await context.db.read(digests.recent_of_chat, chat, 9)) == 1
    await build.build_batch(context, [held[0]], {chat: held[1]})
    await worker.build_digests(context, engine, batch)
    assert len(await context.db.read(digests.recent_of_chat, chat, 9)) == 1


async def test_what_ends_its_workers_is_found_alone_and_parked(
    context: JobContext, clock: Clock
) -> None:
    one, two = await a_chat(context, 7), await a_chat(context, 8)
    engine, now = QueueInProcess(), context.clock()
    await context.db.write(chat_claims.claim_due, now=now, limit=5, lease=60)
    await context.db.write(attempts.begin, "digest", [one, two], now)
    await worker.build_digests(
        context, engine, Batch("digest", (one, two), now + 60)
    )
    assert (await engine.health()).waiting == 2, "each goes on alone"
    await worker.build_digests(
        context, engine, Batch("digest", (two,), now + 60)
    )
    assert len(await context.db.read(digests.recent_of_chat, two, 9)) == 1
    await context.db.write(attempts.begin, "digest", [one], now)
    await worker.build_digests(
        context, engine, Batch("digest", (one,), now + 60)
    )
    assert await context.db.read(digests.recent_of_chat, one, 9) == []
    moved = await context.db.read(chats.get, one)
    assert moved is not None
    assert moved.next_due_at is not None
    assert moved.next_due_at > now


async def test_a_poisonous_source_is_paused_and_an_article_given_up(
    context: JobContext,
) -> None:
    await context.db.write(
        sources.sync_configured,
        [Source(id=0, url="http://127.0.0.1:1/feed")],
        context.clock(),
    )
    engine, now = QueueInProcess(), context.clock()
    (source,) = await context.db.write(
        source_claims.claim_due, now=now, limit=5, lease=300
    )
    for _ in range(worker.MOST):
        await context.db.write(attempts.begin, "fetch", [source.id], now)
    await worker.read_sources(
        context, engine, Batch("fetch", (source.id,), now + 300)
    )
    paused = await context.db.read(sources.get, source.id)
    assert paused is not None
    assert (paused.state, "ended its worker" in paused.last_error) == (
        "paused",
        True,
    )
    assert not await context.db.read(attempts.fallen, "fetch", [source.id])


async def test_a_lost_store_is_not_counted_against_the_rows(
    context: JobContext,
) -> None:
    engine = QueueInProcess(concurrency=1)
    worker.register(engine, context, ["fetch"])
    await context.db.write(attempts.begin, "fetch", [5], 0)

    async def refuse(*_args: object) -> None:
        raise StoreBusy("gone")

    with pytest.raises(StoreBusy):
        await worker._work(refuse, context, engine, Batch("fetch", (5,), 0))
    assert not await context.db.read(attempts.fallen, "fetch", [5])


def test_only_new_sources_of_people_are_waited_for() -> None:
    assert waited_for(Source(id=1, url="https://a.example"))
    assert not waited_for(
        Source(id=1, url="https://a.example", configured=True)
    )
    assert not waited_for(
        Source(id=1, url="https://a.example", last_success_at=5)
    )


async def test_a_full_queue_leases_nothing_more(context: JobContext) -> None:
    await a_chat(context, 7)
    engine = QueueInProcess()
    dispatch = Enqueuer(engine, Sizes(most=2))
    await engine.enqueue([Batch("fetch", (1,), 2), Batch("fetch", (2,), 2)])
    assert (
        await dispatch.digest(context)
        == await dispatch.fetch(context)
        == await dispatch.enrich(context)
        == 0
    )
    assert await Enqueuer(engine, Sizes(most=3)).digest(context) == 1


async def test_hosts_stay_together_and_what_fell_goes_alone(
    context: JobContext,
) -> None:
    urls = [f"https://{host}.example/{n}" for host in "abc" for n in range(3)]
    await context.db.write(
        sources.sync_configured,
        [Source(id=0, url=url) for url in urls],
        context.clock(),
    )
    ids = {
        source.url: source.id for source in await context.db.read(sources.every)
    }
    await context.db.write(
        attempts.begin, "fetch", [ids["https://b.example/1"]], 0
    )
    engine = Noting()
    assert await Enqueuer(engine, Sizes(fetch=4)).fetch(context) == 9
    urls_of = {number: url for url, number in ids.items()}
    said = sorted(
        "".join(sorted(urls_of[number][8] for number in batch.ids))
        for batch in engine.batches
    )
    assert said == ["aaa", "b", "bb", "ccc"]


async def test_records_of_finished_jobs_go(
    context: JobContext, store_url: str, engine: Engine, clock: Clock
) -> None:
    if store_url.startswith("sqlite"):
        pytest.skip("the embedded engine keeps no records")
    done: list[Batch] = []

    async def note(batch: Batch) -> None:
        done.append(batch)

    engine.handle("fetch", note)
    await engine.enqueue([Batch("fetch", (1,), 2)])
    running = asyncio.create_task(engine.run())
    await until(lambda: _is(bool(done)))
    await ended(engine, running)
    run_alone(
        store_url,
        lambda c: c.exec_driver_sql(
            "UPDATE pgqueuer_log SET created = now() - interval '9 years'"
        ),
    )
    assert await Enqueuer(engine).prune(context) >= 1
