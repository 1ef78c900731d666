"""Retention, and what was learned written down."""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from jobs import enrich
from jobs.house import House
from news.models import Message
from store import outbox, retention, sources
from store.rows import Counts, NewOutbox

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Kept:
    """What an upkeep did."""

    pruned: int
    told: int


async def sweep(house: House) -> Kept:
    """Prune old rows, tell subscribers once of sources that fail, and keep what was learned."""
    counts = await prune(house, dry_run=False)
    told = await tell_failing(house)
    await enrich.save_furniture(house)
    return Kept(counts.total, told)


async def prune(house: House, *, dry_run: bool) -> Counts:
    """Delete what is older than the retention says; a dry run only counts."""
    kept = house.retention
    counts = await house.db.write(
        retention.prune,
        now=house.clock(),
        article_days=kept.articles,
        story_days=kept.articles,
        seen_days=kept.seen,
        outbox_days=kept.outbox,
        dry_run=dry_run,
    )
    if counts.total and not dry_run:
        log.info("upkeep.pruned", rows=counts.total)
    return counts


async def tell_failing(house: House) -> int:
    """Tell the subscribers of slow, paused and ended sources, once each; returns how many messages were put out."""
    failing = await house.db.read(sources.failing_untold)
    notices = []
    for source in failing:
        for chat in await house.db.read(sources.subscribers, source.id):
            text = house.notice(chat.locale, source.state, source.title or source.url)
            notices.append(NewOutbox(chat.id, "notice", Message(text), house.clock(), silent=True))
    if notices:
        await house.db.write(outbox.add, notices, house.clock())
        house.wake_sender()
    if failing:
        await house.db.write(sources.mark_told, [source.id for source in failing], house.clock())
    return len(notices)
