"""All processes of a cluster tell one time: the database's."""

from __future__ import annotations

import asyncio

from sqlalchemy import Connection

from jobs.distributed.shared_clock import SharedClock
from news.errors import StoreBusy
from store.chats import chat_claims
from store.engine.database import Database
from store.engine.statements import database_time
from tests.postgres import db
from tests.scene import until
from tests.store.world import NOW, make_chat

# Both databases, not the SQLite of the other tests of jobs.
__all__ = ["db"]


class Watch:
    """A watch that a test winds."""

    def __init__(self) -> None:
        self.seconds = 50.0

    def __call__(self) -> float:
        return self.seconds


async def test_between_two_looks_the_own_watch_goes_on(db: Database) -> None:
    watch, told = Watch(), [NOW]
    clock = SharedClock(NOW, watch=watch, shared=lambda _c: told[0])
    watch.seconds += 7.5
    assert clock() == NOW + 7
    told[0] = NOW + 60
    await clock.look(db)
    assert clock() == NOW + 60
    watch.seconds += 3
    assert clock() == NOW + 63


async def test_while_the_database_is_away_the_watch_goes_on_alone(
    db: Database,
) -> None:
    def away(_c: Connection) -> int:
        raise StoreBusy("the server restarts")

    watch = Watch()
    clock = SharedClock(NOW, watch=watch, shared=away)
    watch.seconds += 5
    await clock.look(db)
    assert clock() == NOW + 5


async def test_a_lease_ends_by_the_database_whatever_the_own_clock_says(
    db: Database,
) -> None:
    # `NOW` is years off: what a process with a wrong clock would begin with.
    clock, stop = SharedClock(NOW), asyncio.Event()
    keeping = asyncio.create_task(clock.keep(db, stop))
    now = await db.read(database_time)
    await until(lambda: abs(clock() - now) <= 5)
    await db.write(make_chat, due=now - 1)
    await db.write(chat_claims.claim_due, now=clock(), limit=9, lease=60)
    assert (
        await db.write(chat_claims.claim_due, now=now, limit=9, lease=60) == []
    )
    assert (
        len(
            await db.write(
                chat_claims.claim_due, now=now + 66, limit=9, lease=60
            )
        )
        == 1
    )
    stop.set()
    await keeping
