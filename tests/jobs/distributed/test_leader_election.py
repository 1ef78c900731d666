"""Leader election: one process holds the lease, another takes over, and one that slept notices that it lost."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest
from structlog.testing import capture_logs

from jobs.distributed.leader_election import LeaderLease
from news.errors import StoreBusy
from store.engine.connections import Connection
from store.engine.database import Database
from store.engine.statements import database_time
from store.operations import job_runs
from tests.jobs.conftest import Clock


class Side:
    """One candidate for the lease, with the answers it got."""

    def __init__(self, db: Database, owner: str, clock: Clock) -> None:
        self.turn = LeaderLease(
            db,
            "scheduler",
            owner,
            clock,
            lease=12,
            look=0.02,
            shared_clock=lambda _c: clock.now,
        )
        self.told: list[str] = []
        self.stop = asyncio.Event()
        self.task = asyncio.create_task(
            self.turn.hold(self.stop, self.gained, self.lost)
        )

    async def gained(self) -> None:
        self.told.append("gained")

    async def lost(self) -> None:
        self.told.append("lost")

    async def end(self) -> None:
        self.stop.set()
        await asyncio.wait_for(self.task, 30)


async def told(side: Side, *wanted: str) -> None:
    for _ in range(3000):
        if side.told == list(wanted):
            return
        await asyncio.sleep(0.01)
    assert side.told == list(wanted)


async def test_the_standby_takes_over_when_the_holder_ends(
    db: Database, clock: Clock
) -> None:
    one = Side(db, "one", clock)
    await told(one, "gained")
    two = Side(db, "two", clock)
    await asyncio.sleep(0.1)
    assert two.told == []
    assert (one.turn.held, two.turn.held) == (True, False)
    await one.end()
    await told(two, "gained")
    assert one.told == ["gained", "lost"]
    await two.end()


async def test_the_standby_takes_over_when_the_holder_dies(
    db: Database, clock: Clock
) -> None:
    one = Side(db, "one", clock)
    await told(one, "gained")
    one.task.cancel()
    with suppress(asyncio.CancelledError):
        await one.task
    await db.write(
        job_runs.take_lease, "scheduler", "dead", now=clock.now, seconds=12
    )
    two = Side(db, "two", clock)
    await asyncio.sleep(0.1)
    assert two.told == []
    clock.now += 12
    await told(two, "gained")
    await two.end()


async def test_who_slept_past_its_lease_loses_its_turn_and_writes_nothing(
    db: Database, clock: Clock
) -> None:
    one = Side(db, "one", clock)
    await told(one, "gained")
    await db.write(one.turn.fence)

    def overtake(c: Connection) -> bool:
        # In one write: the sleeper must not renew its lease in between.
        clock.now += 13
        return job_runs.take_lease(
            c, "scheduler", "two", now=clock.now, seconds=60
        )

    assert await db.write(overtake)
    with pytest.raises(StoreBusy, match="took over"):
        await db.write(one.turn.fence)
    await told(one, "gained", "lost")
    assert not one.turn.held
    await one.end()


async def test_a_store_that_is_away_ends_the_turn_with_its_lease(
    db: Database, clock: Clock
) -> None:
    side = Side(db, "one", clock)
    await told(side, "gained")
    await db.close()
    await asyncio.sleep(0.1)
    assert side.told == ["gained"], "nobody can take it while the store is away"
    side.turn._until = 0.0
    await told(side, "gained", "lost")
    await side.end()


async def test_a_holder_whose_clock_is_ahead_holds_its_turn_no_longer(
    db: Database,
) -> None:
    ahead = Clock()
    ahead.now = await db.read(database_time) + 300
    turn = LeaderLease(db, "scheduler", "ahead", ahead, lease=12, look=0.02)
    stop, gained = asyncio.Event(), asyncio.Event()

    async def now_it_is_ours() -> None:
        gained.set()

    async def nothing() -> None:
        pass

    with capture_logs() as logs:
        holding = asyncio.create_task(turn.hold(stop, now_it_is_ours, nothing))
        await asyncio.wait_for(gained.wait(), 5)
    await db.write(turn.fence)
    now = await db.read(database_time)
    assert await db.read(job_runs.holds, "scheduler", "ahead", now)
    assert not await db.read(job_runs.holds, "scheduler", "ahead", now + 60)
    stop.set()
    await holding
    assert [line["event"] for line in logs] == ["clock.differs", "turn.gained"]
