"""The store behind PgBouncer, in session and in transaction mode; the queue on an address of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from bot.settings import Settings
from jobs.distributed import pgqueuer_queue
from jobs.distributed.pgqueuer_queue import PgQueue
from jobs.distributed.queue import Batch
from store.delivery import outbox
from store.engine.database import Database
from store.operations import key_value
from store.rows import OutboxRow
from store.schema.migrate import current, head, upgrade
from tests.pgbouncer import pooled
from tests.postgres import Server
from tests.store.world import NOW, make_chat, new_outbox

pytestmark = pytest.mark.postgres
MODES = ("session", "transaction")


@pytest.fixture(params=MODES)
def settings(
    request: pytest.FixtureRequest, postgresql_server: Server
) -> Iterator[Settings]:
    """Return the settings of a cluster behind a pooler of two connections."""
    server = postgresql_server.empty()
    with pooled(server, request.param) as address:
        prepared = request.param == "session"
        database = {
            "url": address,
            "direct_url": server,
            "prepared_statements": prepared,
        }
        yield Settings(engine="pgqueuer", database=database)  # type: ignore[arg-type]


async def test_tables_are_made_through_the_pooler_too(
    settings: Settings,
) -> None:
    address = settings.database.address
    assert await asyncio.to_thread(upgrade, address) == ""
    assert await asyncio.to_thread(current, address) == head()


async def test_many_claimers_share_few_connections(settings: Settings) -> None:
    await asyncio.to_thread(upgrade, settings.database.direct)
    # A session holds its connection, so no more of them than the pooler has.
    connections = 6 if not settings.database.prepared_statements else 2
    db = await Database.open(settings.database.address, connections=connections)
    taken: list[OutboxRow] = []

    def fill(c: Connection) -> None:
        chats = [make_chat(c, number).id for number in range(40)]
        outbox.add(
            c,
            [new_outbox(chat, str(n)) for n in range(2) for chat in chats],
            NOW,
        )

    async def work(owner: str) -> None:
        values = {"now": NOW, "limit": 8, "lease": 60, "owner": owner}
        while batch := await db.write(lambda c: outbox.claim(c, **values)):
            taken.extend(batch)
            await db.write(
                outbox.sent, [(row.id, row.id) for row in batch], NOW
            )

    await db.write(fill)
    for _ in range(8):
        await asyncio.gather(*(work(str(number)) for number in range(6)))
    await db.close()
    assert len(taken) == len({row.id for row in taken}) == 80


async def test_what_is_set_for_us_is_set_for_nobody_else(
    settings: Settings,
) -> None:
    await asyncio.to_thread(upgrade, settings.database.direct)
    show = lambda c: c.exec_driver_sql("SHOW lock_timeout").scalar()  # noqa: E731 - asked twice
    db = await Database.open(settings.database.address, timeout=7)
    assert await db.read(show) == "7s"
    await db.write(key_value.put, "a", b"1", NOW)
    await db.close()
    other = await Database.open(settings.database.address, timeout=9)
    assert await other.read(show) == "9s"
    assert await other.read(key_value.get, "a") == b"1"
    await other.close()


async def test_the_queue_listens_on_its_own_address(settings: Settings) -> None:
    await pgqueuer_queue.install(settings.database.direct)
    queue, arrived = PgQueue(settings.database.direct), asyncio.Event()

    async def handle(batch: Batch) -> None:
        assert batch.ids == (1, 2)
        arrived.set()

    queue.handle("fetch", handle)
    running = asyncio.create_task(queue.run())
    await queue.enqueue([Batch("fetch", (1, 2), NOW)])
    await asyncio.wait_for(arrived.wait(), 20)
    await queue.stop()
    await asyncio.wait_for(running, 20)
