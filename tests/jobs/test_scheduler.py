"""The schedule: every job made good once, one at a time; a stage that did something wakes the next."""

from __future__ import annotations

import asyncio

import pytest
from structlog.testing import capture_logs

from jobs import scheduler
from jobs.context import JobContext
from jobs.intake.fetch import FetchCounts
from jobs.scheduler import FunctionWork, Job, JobScheduler
from store.operations import job_runs
from tests.jobs.conftest import Clock


def test_every_job_is_made_good_once_and_runs_alone(
    context: JobContext,
) -> None:
    listed = scheduler.jobs(context)
    jobs = JobScheduler(context, listed).timetable().get_jobs()
    assert {job.id for job in jobs} == {job.name for job in listed}
    assert {
        (job.misfire_grace_time, job.coalesce, job.max_instances)
        for job in jobs
    } == {(None, True, 1)}
    names = {job.name for job in listed}
    assert all(name in names for job in listed for name in job.wakes)


async def test_what_did_something_wakes_the_next_and_itself(
    context: JobContext,
) -> None:
    ran: list[str] = []
    left = [2]
    finished = asyncio.Event()

    async def first(_: JobContext) -> int:
        ran.append("first")
        left[0] -= 1
        return max(left[0] + 1, 0)

    async def second(_: JobContext) -> int:
        ran.append("second")
        if ran.count("second") >= 3:
            finished.set()
        return 0

    wanted = (
        Job(
            "first",
            3600,
            FunctionWork(context, first),
            wakes=("first", "second"),
        ),
        Job("second", 3600, FunctionWork(context, second)),
    )
    running = JobScheduler(context, wanted)
    running.start()
    await asyncio.wait_for(finished.wait(), 10)
    await running.stop(within=1.0)
    # Once each at the start; twice `first` did something; its third run found nothing and woke nobody.
    assert ran.count("first") == 3
    assert ran.count("second") == 3


async def test_a_job_runs_at_once_where_it_is_woken_from_outside(
    context: JobContext,
) -> None:
    ran: asyncio.Queue[str] = asyncio.Queue()

    async def seldom(_: JobContext) -> int:
        ran.put_nowait("seldom")
        return 0

    job = Job("seldom", 3600, FunctionWork(context, seldom))
    running = JobScheduler(context, (job,))
    running.start()
    assert await asyncio.wait_for(ran.get(), 10) == "seldom"
    running.wake(["seldom", "a job of another process"])
    assert await asyncio.wait_for(ran.get(), 10) == "seldom"
    await running.stop(within=5.0)


async def test_a_sweep_that_fails_is_recorded_and_wakes_nobody(
    context: JobContext,
) -> None:
    async def broken(_: JobContext) -> int:
        raise RuntimeError("a fault of ours")

    job = Job("broken", 1, FunctionWork(context, broken), wakes=("broken",))
    running = JobScheduler(context, (job,))
    await running.run(job)
    run = (await context.db.read(job_runs.last))["broken"]
    assert not run.ok
    assert "a fault of ours" in run.note
    assert running.busy == set()


async def test_a_run_is_noted_in_words(context: JobContext) -> None:
    async def reads(_: JobContext) -> FetchCounts:
        return FetchCounts(sources=3, new=5)

    async def counts(_: JobContext) -> int:
        return 7

    for name, sweep in (("fetch", reads), ("join", counts)):
        job = Job(name, 1, FunctionWork(context, sweep))
        await JobScheduler(context, (job,)).run(job)
    assert {
        name: run.note
        for name, run in (await context.db.read(job_runs.last)).items()
    } == {
        "fetch": "sources 3, new 5",
        "join": "7",
    }


async def test_every_start_makes_jobs_forget_what_they_remembered(
    context: JobContext,
) -> None:
    class Remembering:
        """FetchCounts its sweeps since it last began anew."""

        def __init__(self) -> None:
            self.sweeps = 7

        async def sweep(self) -> int:
            self.sweeps += 1
            swept.set()
            return 0

        def reset(self) -> None:
            self.sweeps = 0

    swept, work = asyncio.Event(), Remembering()
    running = JobScheduler(context, (Job("remembering", 3600, work),))
    for _ in range(2):
        swept.clear()
        running.start()
        await asyncio.wait_for(swept.wait(), 10)
        await running.stop(within=5.0)
        assert work.sweeps == 1
        assert running.ran == {}


def test_what_jobs_remember_begins_anew(context: JobContext) -> None:
    for job in scheduler.jobs(context):
        job.work.reset()


async def test_runs_that_find_nothing_are_written_seldom(
    context: JobContext, clock: Clock
) -> None:
    found = [0]

    async def look(_: JobContext) -> int:
        return found[0]

    async def written() -> int:
        return (await context.db.read(job_runs.last))["look"].finished

    job = Job("look", 1, FunctionWork(context, look), overdue=120)
    running, start = JobScheduler(context, (job,)), clock.now
    await running.run(job)
    clock.now += 59
    await running.run(job)
    assert await written() == start
    found[0] = 3
    await running.run(job)
    assert await written() == clock.now, "what did something is written at once"
    found[0] = 0
    clock.now += 60
    await running.run(job)
    assert await written() == clock.now


async def test_a_job_that_a_stop_cancels_is_logged_in_one_line_without_a_traceback(
    context: JobContext, caplog: pytest.LogCaptureFixture
) -> None:
    begun = asyncio.Event()

    async def endless(_: JobContext) -> int:
        begun.set()
        await asyncio.Event().wait()
        return 1

    listed = (Job("endless", 3600, FunctionWork(context, endless)),)
    running = JobScheduler(context, listed)
    running.start()
    await begun.wait()
    with capture_logs() as lines:
        await running.stop(within=0.0)
        # The cancelled job ends in the next turns of the loop.
        async with asyncio.timeout(20):
            while running.busy:  # noqa: ASYNC110 - a job rings no bell
                await asyncio.sleep(0)
    assert [(line["log_level"], line["event"]) for line in lines] == [
        ("info", "sweep.cancelled")
    ]
    errors = [line for line in caplog.records if line.levelname == "ERROR"]
    assert not errors
