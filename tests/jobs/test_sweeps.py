"""The schedule: every job made good once, one at a time; a stage that did something wakes the next."""

from __future__ import annotations

import asyncio

from jobs import sweeps
from jobs.fetch import Counts
from jobs.house import House
from jobs.sweeps import Job
from store import runs


def test_every_job_is_made_good_once_and_runs_alone(house: House) -> None:
    scheduler = sweeps.schedule(house, sweeps.jobs())
    jobs = scheduler.get_jobs()
    assert {job.id for job in jobs} == {job.name for job in sweeps.jobs()}
    assert {(job.misfire_grace_time, job.coalesce, job.max_instances) for job in jobs} == {
        (None, True, 1)
    }
    assert all(
        name in {job.name for job in sweeps.jobs()} for job in sweeps.jobs() for name in job.wakes
    )


async def test_what_did_something_wakes_the_next_and_itself(house: House) -> None:
    ran: list[str] = []
    left = [2]
    finished = asyncio.Event()

    async def first(_: House) -> int:
        ran.append("first")
        left[0] -= 1
        return max(left[0] + 1, 0)

    async def second(_: House) -> int:
        ran.append("second")
        if ran.count("second") >= 3:
            finished.set()
        return 0

    wanted = (Job("first", 3600, first, wakes=("first", "second")), Job("second", 3600, second))
    scheduler = sweeps.schedule(house, wanted)
    scheduler.start()
    await asyncio.wait_for(finished.wait(), 10)
    scheduler.shutdown(wait=False)
    # Once each at the start; twice `first` did something; its third run found nothing and woke nobody.
    assert ran.count("first") == 3
    assert ran.count("second") == 3


async def test_a_sweep_that_fails_is_recorded_and_wakes_nobody(house: House) -> None:
    async def broken(_: House) -> int:
        raise RuntimeError("a fault of ours")

    await sweeps.run(house, Job("broken", 1, broken, wakes=("broken",)))
    run = (await house.db.read(runs.last))["broken"]
    assert not run.ok
    assert "a fault of ours" in run.note
    assert house.busy == set()


async def test_a_run_is_noted_in_words(house: House) -> None:
    async def reads(_: House) -> Counts:
        return Counts(sources=3, new=5)

    async def counts(_: House) -> int:
        return 7

    for name, sweep in (("fetch", reads), ("join", counts)):
        await sweeps.run(house, Job(name, 1, sweep))
    assert {name: run.note for name, run in (await house.db.read(runs.last)).items()} == {
        "fetch": "sources 3, new 5",
        "join": "7",
    }
