"""Upkeep: delete old rows, report failing sources, save what was learned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from jobs.context import JobContext
from jobs.intake import enrich
from jobs.intake.fetch_outcomes import PAUSE_AFTER
from jobs.upkeep import clock_jumps, pruning, store_ceiling
from news import source_rhythm
from news.errors import StoreError
from news.models import Message
from store.chats import chats
from store.delivery import outbox, post_bundles
from store.engine.connections import Connection
from store.news import doors, source_health, source_standing, whole_texts
from store.operations import source_expiry
from store.rows import Chat, NewOutbox, Source

# Failing sources that a message to an operator names; the dashboard has all.
LISTED = 8
# A source that is paused for its failures is tried again so long after the
# last.
PROBE = 24 * 3600
# One that its server called gone (410) is asked again after so long: sites
# change their mind.
PROBE_ENDED = 30 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Kept:
    """Results of one upkeep run."""

    pruned: int
    told: int


class Upkeep:
    """Keeps the store in order; remembers whether the clock may have jumped since times
    were written.
    """

    def __init__(self, context: JobContext) -> None:
        self._context = context
        # True until a sweep has mended times: the clock may have jumped while
        # nothing ran.
        self.doubts_clock = True

    def reset(self) -> None:
        """Check the clock's effects again: it jumped, or another process wrote times meanwhile."""
        self.doubts_clock = True

    async def sweep(self) -> Kept:
        """Prune, report failing sources once, test paused ones, save what was learned,
        repair a clock jump.
        """
        context = self._context
        # A jump while times are mended counts for the next sweep.
        doubt, self.doubts_clock = self.doubts_clock, False
        try:
            await clock_jumps.bring_back(context, doubt=doubt)
        except StoreError:
            self.doubts_clock = True
            raise
        counts = await pruning.prune(context, dry_run=False)
        await store_ceiling.keep_below(context)
        told = await tell_failing(context)
        await context.db.write(source_expiry.end_unused, context.clock())
        await context.db.write(doors.prune, context.clock())
        waits = {"failures": PAUSE_AFTER, "paused": PROBE, "ended": PROBE_ENDED}
        await context.db.write(source_health.probe, context.clock(), **waits)
        await context.db.write(source_standing.measure)
        await context.db.write(post_bundles.prune, context.clock())
        await context.db.write(whole_texts.drop_old, context.clock())
        await enrich.save_boilerplate(context)
        return Kept(counts.total, told)


async def tell_failing(context: JobContext) -> int:
    """Tell subscribers and operators once about each source that went quiet or ended;
    return how many messages were written.
    """
    count = await context.db.write(_tell, context)
    if count:
        context.wake_sender()
    return count


def _operators(connection: Connection, context: JobContext) -> dict[int, Chat]:
    """Return the chats of the operators that may be written to, by id."""
    operators = [chats.find(connection, number) for number in context.operators]
    return {
        chat.id: chat
        for chat in operators
        if chat and chat.state in {"active", "paused"}
    }


def _tell(connection: Connection, context: JobContext) -> int:
    """Write the messages and note it, in one transaction: a crash between the two would
    send all of them again.
    """
    now = context.clock()
    candidates = source_health.untold(connection, now - source_rhythm.SHORTEST)
    failing = [
        source
        for source in candidates
        if _is_worth_telling(connection, source, now)
    ]
    if not failing:
        return 0
    operators = _operators(connection, context)
    rows = [
        NewOutbox(
            chat_id=chat.id,
            kind="notice",
            message=Message(_words(context, source, chat)),
            ready_at=now,
            silent=True,
        )
        for source in failing
        for chat in source_health.subscribers(connection, source.id)
        if chat.id not in operators
    ]
    rows += [
        NewOutbox(
            chat_id=chat.id,
            kind="notice",
            message=Message(_report(context, failing, chat)),
            ready_at=now,
            silent=True,
        )
        for chat in operators.values()
    ]
    outbox.add(connection, rows, now)
    source_health.mark_told(connection, [source.id for source in failing], now)
    return len(rows)


def _is_worth_telling(connection: Connection, source: Source, now: int) -> bool:
    """Return whether a source ended, or was silent for longer than its rhythm allows."""
    if source.state == "ended" or source.last_success_at is None:
        return True
    moments = source_health.latest_moments(connection, source.id)
    allowed = source_rhythm.silence_allowed(
        moments, readable=source.failures == 0
    )
    # What can't be read may have news: it is silent since it was last read.
    last = (
        (source.last_entry_at or source.created_at)
        if not source.failures
        else source.last_success_at
    )
    return now - last > allowed


def _words(context: JobContext, source: Source, chat: Chat) -> str:
    """Describe how a source fares; one that can be read and is silent is "quiet"."""
    state = "quiet" if source.state == "active" else source.state
    return context.notice(chat.locale, state, source.shown_name[:80])


def _report(context: JobContext, failing: Sequence[Source], chat: Chat) -> str:
    """Write all failures in one message: when the network fails, hundreds of sources fail
    at once.
    """
    lines = [
        f"{_words(context, source, chat)}\n<code>{escape(source.last_error[:200], quote=False)}</code>"
        if source.last_error
        else _words(context, source, chat)
        for source in failing[:LISTED]
    ]
    return "\n\n".join(
        [
            *lines,
            *([f"… +{len(failing) - LISTED}"] if len(failing) > LISTED else []),
        ]
    )
