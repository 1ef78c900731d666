"""The scheduler: a few sweeps over indexed due times, never one scheduled job for each chat."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, datetime
from typing import Protocol, runtime_checkable

import structlog
from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from jobs import read_later
from jobs.context import JobContext
from jobs.digests import build, episodes, model_summaries, week
from jobs.distributed.enqueue import Enqueuer
from jobs.intake import catalogue, enrich, fetch, hubs
from jobs.intake.enrich import EnrichJob
from jobs.intake.fetch import FetchJob
from jobs.notices import corrections, follow_ups, posts, proposals
from jobs.notices.alerts import Alerts
from jobs.run_records import RunRecords
from jobs.stories import train_topics
from jobs.stories.clustering import Clustering
from jobs.upkeep.clock_jumps import ClockWatch
from jobs.upkeep.retention import Upkeep
from news.errors import StoreError
from store.operations import job_runs
from store.operations.job_runs import Expected

log = structlog.get_logger()


class Work(Protocol):
    """A repeated task. It owns what it remembers between two sweeps."""

    async def sweep(self) -> object:
        """Do everything that is due; return a summary, false for nothing."""
        ...

    def reset(self) -> None:
        """Forget what is in memory: the store may have changed meanwhile."""
        ...


class Resettable(Protocol):
    """Holds in memory a copy of something in the store."""

    def reset(self) -> None:
        """Forget what is in memory: the store may have changed meanwhile."""
        ...


@runtime_checkable
class Lasting(Protocol):
    """Work that goes on beside its sweeps, and must be ended."""

    def end(self) -> None:
        """Begin nothing new."""
        ...

    async def cancel(self) -> None:
        """Cancel all running work."""
        ...


@dataclass(frozen=True, slots=True)
class FunctionWork:
    """A task without state of its own; `uses` lists what it reads through memory."""

    context: JobContext
    function: Callable[[JobContext], Awaitable[object]]
    uses: tuple[Resettable, ...] = ()

    async def sweep(self) -> object:
        """Call the function."""
        return await self.function(self.context)

    def reset(self) -> None:
        """Forget what is in memory: the store may have changed meanwhile."""
        for kept in self.uses:
            kept.reset()


@dataclass(frozen=True, slots=True)
class Job:
    """A task and its interval."""

    name: str
    seconds: float
    work: Work
    # Seconds without a good run after which the bot is not ready.
    overdue: int = 600
    # Jobs that run at once, rather than at their next look, where this one did
    # something.
    wakes: tuple[str, ...] = ()
    # Whether it begins anew when the clock jumped.
    doubts_clock: bool = False


def jobs(context: JobContext) -> tuple[Job, ...]:
    """Return the jobs of a whole installation."""

    def plain(
        function: Callable[[JobContext], Awaitable[object]], *uses: Resettable
    ) -> FunctionWork:
        return FunctionWork(context, function, uses)

    return (
        Job(
            "catalogue",
            60,
            plain(catalogue.sweep),
            overdue=3600,
            wakes=("fetch",),
        ),
        Job("fetch", 5, FetchJob(context), wakes=("enrich",)),
        Job("hubs", 60, plain(hubs.sweep), overdue=3600),
        Job("enrich", 1, EnrichJob(context), wakes=("join", "enrich")),
        Job("join", 1, Clustering(context), wakes=("join", "post")),
        Job("digest", 1, plain(build.sweep, context.terms), overdue=120),
        Job("week", 30, plain(week.sweep), overdue=1800),
        Job("speak", 2, plain(episodes.sweep), overdue=3600),
        Job("alert", 5, Alerts(context), overdue=120),
        Job("post", 5, plain(posts.sweep), overdue=120),
        Job("follow", 60, plain(follow_ups.sweep)),
        Job(
            "propose",
            6 * 3600,
            plain(proposals.sweep),
            overdue=24 * 3600,
        ),
        Job("readlater", 5, plain(read_later.sweep), overdue=1800),
        Job("recheck", 30, plain(corrections.sweep), overdue=1800),
        Job("model", 10, plain(model_summaries.sweep), overdue=3600),
        Job(
            "learn",
            6 * 3600,
            plain(train_topics.sweep, context.learner),
            overdue=24 * 3600,
        ),
        Job("upkeep", 900, Upkeep(context), overdue=7200, doubts_clock=True),
    )


def cluster_jobs(context: JobContext, dispatch: Enqueuer) -> tuple[Job, ...]:
    """Return the jobs of a cluster's scheduler: shared work is put into queues,
    single-process work is done here.
    """
    enqueue = {
        "fetch": dispatch.fetch,
        "enrich": dispatch.enrich,
        "digest": dispatch.digest,
    }
    listed = []
    for job in jobs(context):
        if function := enqueue.get(job.name):
            work = FunctionWork(context, function)
            listed.append(replace(job, work=work, seconds=min(job.seconds, 2)))
        else:
            listed.append(job)
    prune = FunctionWork(context, dispatch.prune)
    return (*listed, Job("queue", 3600, prune, overdue=3 * 3600))


def expected(listed: Iterable[Job], since: int) -> Expected:
    """Return after how many seconds each of these jobs counts as late."""
    return Expected({job.name: job.overdue for job in listed}, since)


class JobScheduler:
    """Runs jobs in this loop, each alone and at its interval; knows what runs now and when
    each last ended.
    """

    def __init__(
        self,
        context: JobContext,
        listed: tuple[Job, ...],
        *,
        ran: dict[str, int] | None = None,
    ) -> None:
        self._context = context
        self._jobs = {job.name: job for job in listed}
        self._scheduler: AsyncIOScheduler | None = None
        self._watch = ClockWatch(self._clock_jumped)
        self._records = RunRecords(context)
        # Jobs that were woken while they ran: they run once more.
        self._again: set[str] = set()
        # Jobs that run right now; a clean stop waits for them.
        self.busy: set[str] = set()
        # When each job that is scheduled here last ended, well or not: one that
        # hangs is found by it.
        self.ran: dict[str, int] = {} if ran is None else ran

    def start(self) -> None:
        """Forget old state, run every job at once, and then at its interval."""
        for job in self._jobs.values():
            job.work.reset()
            self.ran[job.name] = self._context.clock()
        self._scheduler = self.timetable()
        self._scheduler.start()
        self._watch.start()

    async def stop(self, *, within: float) -> None:
        """Begin no more runs, and wait at most this many seconds for running ones; may be
        called again.
        """
        scheduler, self._scheduler = self._scheduler, None
        if scheduler is None:
            return
        self._watch.stop()
        scheduler.pause()
        lasting = [
            job.work
            for job in self._jobs.values()
            if isinstance(job.work, Lasting)
        ]
        for work in lasting:
            work.end()
        await self._wait_idle(within)
        for work in lasting:
            await work.cancel()
        scheduler.shutdown(wait=False)
        for name in self._jobs:
            self.ran.pop(name, None)

    def stuck(self) -> tuple[str, ...]:
        """Return the jobs that began and do not end: only a restart of the process helps."""
        return job_runs.stuck(
            self.ran, expected(self._jobs.values(), 0), self._context.clock()
        )

    def timetable(self) -> AsyncIOScheduler:
        """Return a scheduler in this loop, not yet started: UTC, in memory, one instance
        of each job, missed runs made up once.
        """
        scheduler = AsyncIOScheduler(
            timezone=UTC,
            jobstores={"default": MemoryJobStore()},
            executors={"default": AsyncIOExecutor()},
            job_defaults={
                "coalesce": True,
                "max_instances": 1,
                "misfire_grace_time": None,
            },
        )
        for job in self._jobs.values():
            scheduler.add_job(
                self.run,
                IntervalTrigger(seconds=job.seconds, timezone=UTC),
                args=[job],
                id=job.name,
                name=job.name,
                next_run_time=datetime.now(UTC),
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
            )
        return scheduler

    async def run(self, job: Job) -> None:
        """Run one job: log and count its errors, so that the next run happens anyway.

        A job that a stop cancels ends here: the library would log it as an error, with a traceback.
        """
        try:
            await self._run(job)
        except asyncio.CancelledError:
            if self._scheduler is not None:
                raise
            log.info("sweep.cancelled", job=job.name)

    async def _run(self, job: Job) -> None:
        started = self._context.clock()
        begun = time.monotonic()
        self.busy.add(job.name)
        try:
            note, fault = await _sweep(job)
            seconds = time.monotonic() - begun
            self._context.record.swept(job.name, seconds, ok=fault is None)
            await self._records.ended(
                job.name,
                started,
                note=note,
                fault=fault,
                often=job.overdue // 2,
            )
        finally:
            self.busy.discard(job.name)
            if job.name in self.ran:
                self.ran[job.name] = self._context.clock()
        did_something = fault is None and bool(note)
        self._plan_wakes(job, did_something=did_something)

    def _plan_wakes(self, job: Job, *, did_something: bool) -> None:
        """Wake the jobs that have work after this one, and this one again if it was woken
        while it ran.
        """
        names = set(job.wakes) if did_something else set()
        if job.name in self._again:
            self._again.remove(job.name)
            names.add(job.name)
        if names:
            # A moment later: a job that wakes itself must have ended first.
            asyncio.get_running_loop().call_later(0.01, self.wake, names)

    def wake(self, names: Iterable[str]) -> None:
        """Run these jobs now, rather than at their next look; those that run, once more."""
        if self._scheduler is None:
            return
        running = self.busy.intersection(names)
        self._again |= running
        for name in set(names) - running:
            # A job of another part of a cluster is not here.
            with suppress(JobLookupError):
                self._scheduler.modify_job(
                    name, next_run_time=datetime.now(UTC)
                )

    def _clock_jumped(self) -> None:
        """Run every job now: the timetable would wait until the clock is back where it was."""
        for job in self._jobs.values():
            if job.doubts_clock:
                job.work.reset()
        self.wake(self._jobs)

    async def _wait_idle(self, within: float) -> None:
        end = time.monotonic() + within
        # A job rings no bell when it ends.
        while self.busy and time.monotonic() < end:  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def _sweep(job: Job) -> tuple[str, Exception | None]:
    """Do a job's work; return a text about its result or error, and the error."""
    begun = time.monotonic()
    try:
        counts = await job.work.sweep()
    except StoreError as error:
        return str(error), error
    except Exception as error:
        log.exception("sweep.fault", job=job.name)
        return f"{type(error).__name__}: {error}"[:200], error
    note = _said(counts) if counts else ""
    if note:
        seconds = round(time.monotonic() - begun, 3)
        log.debug("sweep", job=job.name, counts=note, seconds=seconds)
    return note, None


def _said(done: object) -> str:
    """Describe a sweep's result in words: a record's fields, without empty ones."""
    if is_dataclass(done) and not isinstance(done, type):
        values = (
            (field.name, getattr(done, field.name)) for field in fields(done)
        )
        return ", ".join(f"{name} {value}" for name, value in values if value)[
            :200
        ]
    return str(done)[:200]


async def round_of_all(context: JobContext) -> int:
    """Run fetch, enrich and join until nothing is left to do;
    for the demo, the command line and tests.
    """
    clustering = Clustering(context)
    total = 0
    while True:
        counts = await fetch.sweep(context)
        done = counts.sources
        while read := await enrich.sweep(context):
            done += read
        while placed := await clustering.sweep():
            done += placed
        total += done
        if not done:
            return total
