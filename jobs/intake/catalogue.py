"""Test the catalogue's sources: those that work are switched on, the others stay off with
the reason.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import structlog

from jobs.context import JobContext
from jobs.intake.trial import SourceTrial, try_source
from news.catalogue import ListedSource
from news.durations import DAY
from store.chats import chats
from store.news import sources
from store.news.catalogue_sources import as_source
from store.operations import catalogue_checks
from store.operations.catalogue_checks import SourceCheck
from store.rows import Source

log = structlog.get_logger()
# Sources tried in one sweep: of those that are to be read now, and of the
# others.
FIRST, MORE = 32, 16
# Seconds after which a source that failed is tried again.
AGAIN = DAY
# Seconds after which one that worked is: what nobody reads may have moved
# meanwhile.
RENEW = 30 * DAY
# Failures without any answer, of as many sources tried, that are taken for a
# missing network.
ALONE = 4


@dataclass(frozen=True, slots=True)
class WorkCounts:
    """Results of a sweep, counted."""

    works: int = 0
    fails: int = 0

    def __bool__(self) -> bool:
        """Return whether any source may now be read."""
        return self.works > 0


async def sweep(context: JobContext) -> WorkCounts:
    """Test sources that were not tested lately, first those wanted now; read those that
    work from now on.
    """
    rows = context.fetch.catalogue
    if not rows:
        return WorkCounts()
    known = await context.db.read(catalogue_checks.read)
    spoken = await context.db.read(chats.locales)
    wanted = to_read(rows, {*spoken, *context.fetch.catalogue_locales})
    asked = {source.url for source in wanted}
    others = [source for source in rows if source.url not in asked]
    now = context.clock()
    first = _due(wanted, known, now)[:FIRST]
    more = _due(others, known, now)[:MORE]
    checks = await _try_all(context, first + more)
    passed = passing(wanted, known | checks)
    await context.db.write(sources.list_more, passed, now)
    failed = sum(1 for check in checks.values() if check.error)
    return WorkCounts(len(checks) - failed, failed)


def _due(
    rows: Iterable[ListedSource], checks: Mapping[str, SourceCheck], now: int
) -> list[ListedSource]:
    return [source for source in rows if is_due(checks.get(source.url), now)]


async def sync(context: JobContext, own: list[Source]) -> None:
    """Make the configured sources the operator's own and those of the catalogue that
    worked before.
    """
    rows = context.fetch.catalogue
    checks = await context.db.read(catalogue_checks.read) if rows else {}
    spoken = await context.db.read(chats.locales) if rows else []
    wanted = to_read(rows, {*spoken, *context.fetch.catalogue_locales})
    listed = [*own, *passing(wanted, checks)]
    await context.db.write(sources.sync_configured, listed, context.clock())


def to_read(
    rows: Iterable[ListedSource], locales: Iterable[str]
) -> list[ListedSource]:
    """Return the sources that are read for the topics, where somebody reads their language."""
    languages = {locale.partition("-")[0] for locale in locales}
    return [
        source
        for source in rows
        if source.default and source.language in languages
    ]


def passing(
    wanted: Iterable[ListedSource], checks: dict[str, SourceCheck]
) -> list[Source]:
    """Return the wanted sources that worked when they were tested."""
    tried = ((source, checks.get(source.url)) for source in wanted)
    return [
        as_source(source)
        for source, check in tried
        if check is not None and not check.error
    ]


def is_due(check: SourceCheck | None, now: int) -> bool:
    """Return whether to test a source: never tested, failed a day ago, or worked a month ago."""
    if check is None:
        return True
    return now - check.at >= (AGAIN if check.error else RENEW)


async def try_every(
    context: JobContext, note: Callable[[], object] = lambda: None
) -> list[tuple[ListedSource, SourceTrial]]:
    """Test the whole catalogue now; `note` receives each result."""

    async def look(source: ListedSource) -> SourceTrial:
        trial = await try_source(context, as_source(source))
        note()
        return trial

    rows = context.fetch.catalogue
    trials = list(
        zip(rows, await asyncio.gather(*map(look, rows)), strict=True)
    )
    await _record(context, trials)
    return trials


async def _try_all(
    context: JobContext, due: list[ListedSource]
) -> dict[str, SourceCheck]:
    trials = await asyncio.gather(
        *(try_source(context, as_source(source)) for source in due)
    )
    return await _record(context, list(zip(due, trials, strict=True)))


async def _record(
    context: JobContext, trials: list[tuple[ListedSource, SourceTrial]]
) -> dict[str, SourceCheck]:
    """Store the results; nothing is stored where the network seems to be missing."""
    silent = [trial for _, trial in trials if trial.unreachable]
    if len(trials) >= ALONE and len(silent) == len(trials):
        log.warning(
            "catalogue.unreachable", tried=len(trials), error=silent[0].error
        )
        return {}
    now = context.clock()
    checks = {
        source.url: SourceCheck(
            at=now, entries=trial.entries, error=trial.error
        )
        for source, trial in trials
    }
    if checks:
        listed = {source.url for source in context.fetch.catalogue}
        await context.db.write(catalogue_checks.record, checks, listed, now)
    for source, trial in trials:
        if not trial.works:
            log.info(
                "catalogue.off",
                title=source.title,
                url=source.url,
                error=trial.error,
            )
    return checks
