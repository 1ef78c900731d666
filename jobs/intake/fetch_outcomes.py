"""What one reading changes about its source: health, address and next reading."""

from __future__ import annotations

import random
from datetime import UTC, datetime

from jobs.context import JobContext
from jobs.http.downloader import Download
from news.errors import Gone, HostResting, JianbaoError
from news.masking import mask_addresses
from news.models import Feed, Hub
from store.news import urgent_sources
from store.rows import FetchOutcome, Source, SourceState

# Failures in a row after which a source is slow, and after which it is paused.
SLOW_AFTER, PAUSE_AFTER = 8, 40
# Permanent redirects to one address in a row, after which the source is read
# there.
SIGHTINGS = 3


def next_interval(
    current: int, new: int, *, floor: int, ceiling: int, ttl: int, max_age: int
) -> int:
    """Follow a source's rhythm: sooner after news, later after none; never sooner than it
    or the server asks.
    """
    wanted = (
        current * 0.6 if new >= 5 else current * 0.85 if new else current * 1.4
    )
    return int(
        min(
            max(wanted, floor, min(ttl, ceiling), min(max_age, ceiling)),
            ceiling,
        )
    )


def unchanged(
    context: JobContext, source: Source, download: Download
) -> FetchOutcome:
    """Return the outcome for a source with nothing new (304): it is read less often."""
    interval = next_interval(
        source.interval,
        0,
        floor=context.fetch.floor,
        ceiling=context.fetch.ceiling,
        ttl=0,
        max_age=download.max_age,
    )
    return FetchOutcome(
        source_id=source.id,
        ok=True,
        next_fetch_at=context.clock() + interval,
        interval=interval,
        etag=download.etag or source.etag,
        last_modified=download.last_modified or source.last_modified,
        entries_seen=-1,
        moved_to=download.moved_to,
        soonest_at=context.clock()
        + max(download.max_age, urgent_sources.FASTEST),
        moves=_has_moved(source, download),
    )


def success(
    context: JobContext,
    source: Source,
    download: Download,
    feed: Feed,
    new: int,
) -> FetchOutcome:
    """Return the outcome of a good reading, with the time of the next one."""
    # A page that names the feed, or an index, may stay as it is while what is
    # behind it changes.
    own = feed.url == download.url
    ttl = int(feed.ttl.total_seconds()) if feed.ttl else 0
    interval = next_interval(
        source.interval,
        new,
        floor=context.fetch.floor,
        ceiling=context.fetch.ceiling,
        ttl=ttl,
        max_age=download.max_age,
    )
    pause = max(ttl, download.max_age, urgent_sources.FASTEST)
    return FetchOutcome(
        source_id=source.id,
        ok=True,
        next_fetch_at=_not_in(feed.skip_hours, context.clock() + interval),
        interval=interval,
        kind=feed.kind if own and not source.selector else source.kind,
        title=source.title or feed.title[:200],
        etag=download.etag if own else "",
        last_modified=download.last_modified if own else "",
        entries_seen=len(feed.entries),
        entries_new=new,
        moved_to=download.moved_to,
        soonest_at=_not_in(feed.skip_hours, context.clock() + pause),
        hub=_hub(context, source, download, feed),
        moves=_has_moved(source, download),
    )


def _hub(
    context: JobContext, source: Source, download: Download, feed: Feed
) -> Hub | None:
    """Return the hub of a source; None where hubs cannot reach us, and for an address with
    a secret, which no hub should learn.
    """
    if not context.fetch.callback or source.private:
        return None
    return download.hub or feed.hub


def _not_in(hours: frozenset[int], at: int) -> int:
    for _ in range(24):
        if datetime.fromtimestamp(at, UTC).hour not in hours:
            break
        at += 3600
    return at


def postponed(
    context: JobContext, source: Source, error: HostResting
) -> FetchOutcome:
    """Return the outcome for a source whose host rests; nothing was tried, so nothing failed."""
    wait = error.retry_after.total_seconds() if error.retry_after else 0
    later = context.clock() + 1 + int(wait)
    return FetchOutcome(
        source_id=source.id,
        ok=False,
        next_fetch_at=later,
        interval=source.interval,
        postponed=True,
    )


def _has_moved(source: Source, download: Download) -> bool:
    """Return whether permanent redirects led to one address often enough."""
    same = bool(download.moved_to) and download.moved_to == source.moved_to
    return same and source.moved_seen + 1 >= SIGHTINGS


def failure(
    context: JobContext, source: Source, error: JianbaoError
) -> FetchOutcome:
    """Return the outcome of a failed reading: try again later, after a longer wait each time."""
    failures = source.failures + 1
    back_off = context.fetch.floor * 2 ** min(failures - 1, 10)
    wait = min(back_off, context.fetch.ceiling) * random.uniform(0.8, 1.2)
    if error.retry_after:
        wait = max(wait, error.retry_after.total_seconds())
    state: SourceState = (
        "paused"
        if failures >= PAUSE_AFTER
        else "slow"
        if failures >= SLOW_AFTER
        else "active"
    )
    if isinstance(error, Gone) and error.details.get("status") == 410:
        state = "ended"
    return FetchOutcome(
        source_id=source.id,
        ok=False,
        next_fetch_at=context.clock() + int(wait),
        interval=source.interval,
        error=mask_addresses(str(error))[:500],
        state=state,
    )
