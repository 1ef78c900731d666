"""source due → download → entries → new articles."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

import structlog

from jobs.context import JobContext
from jobs.http.downloader import Download
from jobs.in_flight import TURN, LastingWork, Stage
from jobs.intake import doors, fetch_outcomes, source_shares
from jobs.intake.boards import keep_board
from jobs.intake.keep import keep
from jobs.workers.worker_tasks import SourceReading, read_source
from news.errors import (
    FetchError,
    HostResting,
    JianbaoError,
    NoEntries,
    StoreError,
)
from news.feeds import looks_like_feed
from store.engine.connections import Connection
from store.news import (
    hub_subscriptions,
    page_grammars,
    source_claims,
    source_health,
    source_joins,
    urgent_sources,
)
from store.operations import daily_shares
from store.rows import FetchOutcome, Source

log = structlog.get_logger()
LEASE = 300
# Kinds of sources that may be section pages, which teach their own grammar.
_PAGES = frozenset({"page", "auto"})
# Failures in a row after which a source's kind is found out afresh.
RETHINK = fetch_outcomes.SLOW_AFTER
# Seconds of work on one feed or list, after which its worker is killed.
PARSE = 2.0


@dataclass(frozen=True, slots=True)
class FetchCounts:
    """Results of a sweep, counted."""

    sources: int = 0
    failed: int = 0
    entries: int = 0
    new: int = 0

    def __bool__(self) -> bool:
        """Return whether there is something for the next stage."""
        return self.new > 0


class FetchJob(LastingWork[Source, FetchOutcome]):
    """Reads all due sources, several at once; a slow one blocks only its own place."""

    def __init__(self, context: JobContext, *, turn: float = TURN) -> None:
        super().__init__(turn)
        self._context = context

    async def sweep(self, places: int = 0) -> FetchCounts:
        """Read the due sources; at the end of its time, leave unfinished readings to the next
        sweep.
        """
        total: list[FetchOutcome] = []

        async def settle(outcomes: list[FetchOutcome]) -> None:
            await _record(self._context, outcomes)
            total.extend(outcomes)

        stage = Stage(self._claim, partial(_read_one, self._context), settle)
        await self.run(places or self._context.fetch.places, stage)
        return _counts(total)

    async def _claim(self, free: int) -> list[Source]:
        context = self._context
        return await context.db.write(
            source_claims.claim_due,
            now=context.clock(),
            limit=free,
            lease=LEASE,
            shares=shares(context),
            resting_hosts=context.downloader.hosts.resting(),
        )


async def sweep(context: JobContext, *, places: int = 0) -> FetchCounts:
    """Read the due sources; at the end of its time, leave unfinished readings to the next sweep."""
    return await FetchJob(context, turn=math.inf).sweep(places)


def shares(context: JobContext) -> source_claims.Shares:
    """Return how many sources of a host and of a person are read at once."""
    return source_claims.Shares(
        context.fetch.per_host, context.fetch.person_share
    )


async def read_batch(context: JobContext, due: list[Source]) -> FetchCounts:
    """Read these sources, which the caller has leased."""
    outcomes = await asyncio.gather(
        *(_read_one(context, source) for source in due)
    )
    await _record(context, outcomes)
    return _counts(outcomes)


async def _record(
    context: JobContext, outcomes: Sequence[FetchOutcome]
) -> None:
    """Write the results of readings, and the new addresses of sources that moved for good."""
    if not outcomes:
        return
    spent = context.downloader.traffic.take()
    await context.db.write(_write, outcomes, spent, context.clock())
    for outcome in outcomes:
        if outcome.moves:
            new = await context.db.write(
                source_joins.move, outcome.source_id, outcome.moved_to
            )
            log.info(
                "source.moved",
                source=outcome.source_id,
                to=new,
                url=outcome.moved_to,
            )


def _counts(outcomes: Sequence[FetchOutcome]) -> FetchCounts:
    return FetchCounts(
        sources=len(outcomes),
        failed=sum(not outcome.ok for outcome in outcomes),
        entries=sum(max(outcome.entries_seen, 0) for outcome in outcomes),
        new=sum(outcome.entries_new for outcome in outcomes),
    )


def _write(
    connection: Connection,
    outcomes: Sequence[FetchOutcome],
    spent: Mapping[int, int],
    now: int,
) -> None:
    """Store the outcome of readings; where somebody waits for each article, the next reading
    is as soon as allowed.
    """
    source_health.record(connection, outcomes, now)
    daily_shares.add(connection, "source-bytes", spent, now)
    heard = [
        (outcome.source_id, outcome.soonest_at)
        for outcome in outcomes
        if outcome.soonest_at
    ]
    urgent_sources.hasten(connection, heard, now)
    hubs = [
        (outcome.source_id, outcome.hub) for outcome in outcomes if outcome.hub
    ]
    hub_subscriptions.offer(connection, hubs)
    brought = [outcome.source_id for outcome in outcomes if outcome.entries_new]
    hub_subscriptions.note_untold(connection, brought, now)


async def _read_one(context: JobContext, source: Source) -> FetchOutcome:
    """Read one source; whatever goes wrong is its own outcome."""
    context = source_shares.counted(context, source)
    try:
        await source_shares.check_bytes(context, source)
        context = await doors.opened(context, source.url)
        download = await context.downloader.get(
            source.url,
            kind="page" if source.kind == "page" else "feed",
            etag=source.etag if source.kind != "auto" else "",
            last_modified=source.last_modified if source.kind != "auto" else "",
        )
        download = doors.keep_mark(download, source.url)
        if download.not_modified:
            return fetch_outcomes.unchanged(context, source, download)
        reading = await read(context, source, download)
        take = keep_board if reading.feed.kind == "hotlist" else keep
        new = await take(context, source, reading.feed)
        if reading.grammar:
            await context.db.write(
                page_grammars.write, source.id, reading.grammar, context.clock()
            )
        log.info(
            "source.read",
            source=source.id,
            url=source.url,
            entries=len(reading.feed.entries),
            new=new,
        )
        return fetch_outcomes.success(
            context, source, download, reading.feed, new
        )
    except StoreError:
        # Nothing was written, and the source is not to blame: its lease lapses.
        raise
    except HostResting as error:
        return fetch_outcomes.postponed(context, source, error)
    except JianbaoError as error:
        log.warning(
            "source.failed", source=source.id, url=source.url, error=str(error)
        )
        return fetch_outcomes.failure(context, source, error)
    except Exception as error:
        log.exception("source.fault", source=source.id, url=source.url)
        return fetch_outcomes.failure(
            context, source, FetchError(f"{type(error).__name__}: {error}")
        )


async def read(
    context: JobContext, source: Source, download: Download
) -> SourceReading:
    """Read a download; the feeds that a page names, then a site's sitemaps, come before
    the page itself.
    """
    kind = hypothesis(source, download)
    learned = (
        await context.db.read(page_grammars.read, source.id)
        if kind in _PAGES
        else b""
    )
    reading = await read_as(
        context, download, kind, source.zone, source.selector, learned
    )
    better = await follow(context, reading, kind, download.url, source.zone)
    if better is not None:
        return better
    if not reading.feed.entries and reading.feed.kind == "page":
        raise NoEntries(
            f"{source.url}: the page lists nothing that looks like an article; its layout may have changed"
        )
    return reading


async def read_as(
    context: JobContext,
    download: Download,
    kind: str,
    zone: str,
    selector: str = "",
    grammar: bytes = b"",
) -> SourceReading:
    """Read a download as a source of one kind, in a worker process.

    Raises TooSlow after `PARSE` seconds, and what `read_source` raises.
    """
    return await context.pool.run(
        read_source,
        download.data,
        download.url,
        download.content_type,
        kind,
        selector,
        zone,
        context.now(),
        grammar,
        timeout=PARSE,
    )


def hypothesis(source: Source, download: Download) -> str:
    """Return the kind as which a source is read: a hypothesis, which entries confirm.

    Bytes that begin as a feed are one, whatever the source was before. A source that fails for
    long is looked at afresh. One maintenance page changes nothing.
    """
    if source.selector:
        return "page"
    if source.kind == "hotlist":
        # A feed's bytes do not tell that its order is a rank.
        return "hotlist"
    if source.kind == "page" and looks_like_feed(download.data):
        return "auto"
    if source.failures >= RETHINK:
        return "auto"
    return source.kind


async def follow(
    context: JobContext, reading: SourceReading, kind: str, url: str, zone: str
) -> SourceReading | None:
    """Read the first of the feeds that a page names, of an index's sitemaps,
    or of a site's, that lists anything.
    """
    targets = [(feed, "feed") for feed in reading.feeds[:3]] + [
        (sitemap, "sitemap") for sitemap in reading.feed.sitemaps[:2]
    ]
    # A site's sitemap lists all of it: it serves its front page, and no section
    # of it.
    if (
        not targets
        and kind == "auto"
        and reading.feed.kind == "page"
        and urlsplit(url).path in {"", "/"}
    ):
        targets = [
            (sitemap, "sitemap")
            for sitemap in (await context.downloader.sitemaps(url))[:2]
        ]
    for target, inner in targets:
        try:
            followed = await _inner(context, target, inner, zone)
        except JianbaoError as error:
            log.info("source.inner-failed", url=target, error=str(error))
            continue
        if followed.feed.entries:
            address = followed.feed.url if inner == "feed" else target
            return SourceReading(
                feed=followed.feed, feeds=reading.feeds, address=address
            )
    return None


async def _inner(
    context: JobContext, url: str, kind: str, zone: str
) -> SourceReading:
    for _ in range(2):  # an index names its sitemaps, the newest first
        # Nobody subscribed to this address: it was found, so the site's wishes
        # hold for it as for an article's page.
        page = await context.downloader.get(url, kind="feed", robots=True)
        reading = await read_as(context, page, kind, zone)
        if not reading.feed.sitemaps:
            break
        url = reading.feed.sitemaps[0]
    return reading
