"""Each job sweeps on both databases: every statement of a sweep is understood there."""

from __future__ import annotations

from dataclasses import replace

from jobs import scheduler
from jobs.context import JobContext
from store.engine.database import Database
from tests.postgres import db, store_url
from tests.store.world import make_stories

__all__ = ["db", "store_url"]


async def test_every_job_sweeps(context: JobContext, db: Database) -> None:
    await db.write(lambda c: make_stories(c, ["fire"]))
    swept = replace(context, db=db)
    for job in scheduler.jobs(swept):
        # Reading a source would ask for its host; others test its statements.
        if job.name != "fetch":
            await job.work.sweep()
