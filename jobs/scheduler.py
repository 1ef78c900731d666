"""The schedule: a handful of sweeps over indexed due times; never one scheduler job a chat."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, datetime

import structlog
from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from jobs.context import JobContext
from jobs.digests import build, model_summaries
from jobs.distributed.enqueue import Enqueuer
from jobs.intake import catalogue, enrich, fetch
from jobs.notices import alerts, corrections, follow_ups, posts
from jobs.stories import clustering, train_topics
from jobs.upkeep import clock_jumps, retention
from news.errors import StoreError
from store.operations import job_runs

log = structlog.get_logger()
Sweep = Callable[[JobContext], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Job:
    """A sweep and how often it looks for what is due."""

    name: str
    seconds: float
    sweep: Sweep
    overdue: int = 600
    """Seconds without a good run after which the bot is not ready."""
    wakes: tuple[str, ...] = ()
    """Sweeps that run at once, rather than at their next look, where this one did something."""


def jobs() -> tuple[Job, ...]:
    """Return the sweeps of a whole installation."""
    return (
        Job("catalogue", 60, catalogue.sweep, overdue=3600, wakes=("fetch",)),
        Job("fetch", 5, fetch.sweep, wakes=("enrich",)),
        Job("enrich", 1, enrich.sweep, wakes=("join", "enrich")),
        Job("join", 1, clustering.sweep, wakes=("join", "post")),
        Job("digest", 1, build.sweep, overdue=120),
        Job("alert", 5, alerts.sweep, overdue=120),
        Job("post", 5, posts.sweep, overdue=120),
        Job("follow", 60, follow_ups.sweep),
        Job("recheck", 30, corrections.sweep, overdue=1800),
        Job("model", 10, model_summaries.sweep, overdue=3600),
        Job("learn", 6 * 3600, train_topics.sweep, overdue=24 * 3600),
        Job("upkeep", 900, retention.sweep, overdue=7200),
    )


def cluster_jobs(dispatch: Enqueuer) -> tuple[Job, ...]:
    """Return the sweeps of a cluster's scheduler: what many can do is put into queues, what exists once is done here."""
    only_enqueue = {"fetch": dispatch.fetch, "enrich": dispatch.enrich, "digest": dispatch.digest}
    listed = [
        replace(
            job,
            sweep=only_enqueue.get(job.name, job.sweep),
            seconds=min(job.seconds, 2) if job.name in only_enqueue else job.seconds,
        )
        for job in jobs()
    ]
    return (*listed, Job("queue", 3600, dispatch.prune, overdue=3 * 3600))


def schedule(context: JobContext, wanted: tuple[Job, ...]) -> AsyncIOScheduler:
    """Return a scheduler in this loop, not yet started: UTC, memory, one instance a job, missed runs made good once."""
    scheduler = AsyncIOScheduler(
        timezone=UTC,
        jobstores={"default": MemoryJobStore()},
        executors={"default": AsyncIOExecutor()},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    for job in wanted:
        context.ran[job.name] = context.clock()
        trigger = IntervalTrigger(seconds=job.seconds, timezone=UTC)
        scheduler.add_job(
            run,
            trigger,
            args=[context, job, scheduler],
            id=job.name,
            name=job.name,
            next_run_time=datetime.now(UTC),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
    clock_jumps.watch(context, scheduler)
    return scheduler


async def run(context: JobContext, job: Job, scheduler: AsyncIOScheduler | None = None) -> None:
    """Run one sweep at its edge: what goes wrong is logged and counted, and the next run comes all the same."""
    started, clock = context.clock(), time.monotonic()
    note, ok = "", True
    context.busy.add(job.name)
    try:
        counts = await job.sweep(context)
        if counts:
            note = _said(counts)
            log.debug(
                "sweep", job=job.name, counts=note, seconds=round(time.monotonic() - clock, 3)
            )
    except StoreError as error:
        ok, note = False, str(error)
        log.error("sweep.store", job=job.name, error=note)
    except Exception as error:
        ok, note = False, f"{type(error).__name__}: {error}"[:200]
        log.exception("sweep.fault", job=job.name)
    context.record.swept(job.name, time.monotonic() - clock, ok=ok)
    try:
        await context.db.write(
            job_runs.record, job.name, started=started, finished=context.clock(), ok=ok, note=note
        )
    except StoreError as error:
        log.error("sweep.unrecorded", job=job.name, error=str(error))
    finally:
        context.busy.discard(job.name)
        if job.name in context.ran:
            context.ran[job.name] = context.clock()
    if note and ok and scheduler is not None and job.wakes:
        # A moment later: a sweep that wakes itself must have ended first.
        asyncio.get_running_loop().call_later(0.01, _wake, scheduler, job.wakes)


def _said(done: object) -> str:
    """Say what a sweep did: a record's fields as words, without what is nothing."""
    if is_dataclass(done) and not isinstance(done, type):
        values = ((field.name, getattr(done, field.name)) for field in fields(done))
        return ", ".join(f"{name} {value}" for name, value in values if value)[:200]
    return str(done)[:200]


def _wake(scheduler: AsyncIOScheduler, names: tuple[str, ...]) -> None:
    for name in names:
        if scheduler.running and scheduler.get_job(name):
            scheduler.modify_job(name, next_run_time=datetime.now(UTC))


async def wait_idle(context: JobContext, *, within: float) -> None:
    """Wait for the sweeps that run, so many seconds at the most."""
    end = time.monotonic() + within
    for _ in range(int(within * 50) + 1):
        if not context.busy or time.monotonic() > end:
            return
        await asyncio.sleep(0.02)


async def round_of_all(context: JobContext) -> int:
    """Run fetch, enrich and join until nothing is left to do; for the demo, the command line and tests."""
    total = 0
    while True:
        counts = await fetch.sweep(context)
        done = counts.sources
        while read := await enrich.sweep(context):
            done += read
        while placed := await clustering.sweep(context):
            done += placed
        total += done
        if not done:
            return total
