"""Upkeep on both databases: each of its statements is understood, and a paused source is tried again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from jobs.context import JobContext
from jobs.intake.fetch_outcomes import PAUSE_AFTER
from jobs.upkeep.retention import PROBE, Upkeep
from store.engine.database import Database
from store.news import sources as store_sources
from store.schema.tables import sources
from tests.postgres import db, store_url
from tests.store.world import make_source

__all__ = ["db", "store_url"]


@pytest.mark.parametrize(
    ("since_failure", "state"), [(PROBE, "slow"), (PROBE - 60, "paused")]
)
async def test_a_paused_source_is_tried_again_after_a_day(
    context: JobContext, db: Database, since_failure: int, state: str
) -> None:
    source_id = await db.write(make_source)
    paused = update(sources).values(
        state="paused",
        failures=PAUSE_AFTER,
        last_error_at=context.clock() - since_failure,
    )
    await db.write(lambda c: c.execute(paused).rowcount)
    await Upkeep(replace(context, db=db)).sweep()
    source = await db.read(store_sources.get, source_id)
    assert source is not None
    assert source.state == state
