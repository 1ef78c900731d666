"""A short form of the soak, with a real bot process: killed, its disk full, its clock moved; and ended by SIGTERM."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.soak import FIRST, PARTS, Plan, Soak, fill, soak
from sandbox.server import Sandbox
from sandbox.world.limits import Limits
from store.engine.database import run_alone
from store.schema import migrate


@pytest.mark.timeout(150)
async def test_nothing_is_lost_or_out_of_order_under_faults_and_kills() -> None:
    found = await soak(
        Plan(chats=500, digests=1, kills=3, deadline=100, enough=20)
    )
    assert (found.lost, found.disordered, found.silenced) == (0, 0, 0)
    # A message that met two doubts is settled: kills and an outage are one each, and 6% of all calls end in doubt here.
    assert found.settled <= 50
    assert found.waiting <= 20
    assert found.sent >= 500 * PARTS - 20
    assert found.duplicated <= found.allowed
    assert found.doubled_most <= 0
    assert len(found.flights) == 3


@pytest.mark.timeout(120)
async def test_sigterm_ends_it_within_ten_seconds_and_leaves_nothing_in_flight(
    tmp_path: Path,
) -> None:
    sandbox = await Sandbox.start(limits=Limits())
    plan = Plan(chats=100, digests=2, kills=0, deadline=60)
    try:
        run = Soak(plan, tmp_path, sandbox)
        migrate.upgrade(f"sqlite:///{run.store}")
        run_alone(
            f"sqlite:///{run.store}", lambda c: fill(c, plan, int(time.time()))
        )
        for number in range(plan.chats):
            sandbox.world.add_person(FIRST + number, "x", "en")
        await run.start()
        assert run.process
        while not sandbox.world.ledger:  # noqa: ASYNC110 - the ledger rings no bell
            await asyncio.sleep(0.02)
        start = time.monotonic()
        run.process.terminate()
        assert await run.process.wait() == 0
        assert time.monotonic() - start < 12
        with closing(sqlite3.connect(run.store)) as store:
            states = dict(
                store.execute(
                    "SELECT state, count(*) FROM outbox GROUP BY state"
                ).fetchall()
            )
        assert set(states) <= {"ready", "sent"}
        assert states["sent"] == len(sandbox.world.ledger)
        assert sum(states.values()) == 100 * 2 * PARTS
    finally:
        await sandbox.stop()
