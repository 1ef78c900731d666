"""Retention, and what was learned written down."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

import structlog
from sqlalchemy import Connection

from jobs import clocks, enrich
from jobs.fetch import PAUSE_AFTER
from jobs.house import House
from news.models import Message
from store import chats, outbox, retention, sources
from store.rows import Chat, Counts, NewOutbox, Source

log = structlog.get_logger()
BITES = 1000
"""Bites of one sweep, each of a thousand rows a table."""
LISTED = 8
"""Failing sources that a message to an operator names; the dashboard has all."""
PROBE = 24 * 3600
"""A source that is paused for its failures is tried again so long after the last."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What an upkeep did."""

    pruned: int
    told: int


async def sweep(house: House) -> Kept:
    """Prune, tell once of sources that fail, try those paused for it, keep what was learned, mend a clock's jump."""
    await clocks.bring_back(house)
    counts = await prune(house, dry_run=False)
    told = await tell_failing(house)
    await house.db.write(sources.probe, house.clock(), PROBE, PAUSE_AFTER)
    await enrich.save_boilerplate(house)
    return Kept(counts.total, told)


async def prune(
    house: House,
    *,
    dry_run: bool,
    note: Callable[[Counts], object] = lambda _bite: None,
    bites: int = BITES,
) -> Counts:
    """Delete what is older than the retention says, a bite a transaction, until nothing is; a dry run only counts.

    `note` hears of each bite. At most so many `bites`: what is left then goes at the next call, and a sweep always ends.
    """
    sums: dict[str, int] = {}
    for _ in range(1 if dry_run else bites):
        bite = await _bite(house, dry_run=dry_run)
        for table, count in bite.rows:
            sums[table] = sums.get(table, 0) + count
        if not bite.total:
            break
        note(bite)
    if sums and not dry_run:
        log.info("upkeep.pruned", rows=sum(sums.values()))
    return Counts(tuple(sums.items()))


async def _bite(house: House, *, dry_run: bool) -> Counts:
    kept = house.retention
    return await house.db.write(
        retention.prune,
        now=house.clock(),
        article_days=kept.articles,
        story_days=kept.articles,
        seen_days=kept.seen,
        outbox_days=kept.outbox,
        dry_run=dry_run,
    )


async def tell_failing(house: House) -> int:
    """Tell subscribers and operators of slow, paused and ended sources, once each; returns how many messages were put out."""
    count = await house.db.write(_tell, house)
    if count:
        house.wake_sender()
    return count


def _tell(c: Connection, house: House) -> int:
    """Put out the messages and note it, in one transaction: a crash between the two would tell all of it again."""
    failing, now = sources.failing_untold(c), house.clock()
    if not failing:
        return 0
    found = [chats.find(c, number) for number in house.operators]
    operators = {chat.id: chat for chat in found if chat and chat.state in {"active", "paused"}}
    rows = [
        NewOutbox(chat.id, "notice", Message(_words(house, source, chat)), now, silent=True)
        for source in failing
        for chat in sources.subscribers(c, source.id)
        if chat.id not in operators
    ]
    rows += [
        NewOutbox(chat.id, "notice", Message(_report(house, failing, chat)), now, silent=True)
        for chat in operators.values()
    ]
    outbox.add(c, rows, now)
    sources.mark_told(c, [source.id for source in failing], now)
    return len(rows)


def _words(house: House, source: Source, chat: Chat) -> str:
    return house.notice(chat.locale, source.state, (source.title or source.url)[:80])


def _report(house: House, failing: Sequence[Source], chat: Chat) -> str:
    """Write all that fails in one message: when the network fails, so do hundreds of sources at once."""
    lines = [
        f"{_words(house, source, chat)}\n<code>{escape(source.last_error[:200], quote=False)}</code>"
        if source.last_error
        else _words(house, source, chat)
        for source in failing[:LISTED]
    ]
    return "\n\n".join(
        [*lines, *([f"… +{len(failing) - LISTED}"] if len(failing) > LISTED else [])]
    )
