"""article read → story: one pass over shared state, in exactly one place, in the order of arrival."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

import structlog

from jobs.config import StoriesConfig
from jobs.context import JobContext
from news.cluster import Clusterer
from news.errors import FilterError
from news.filters import Filter, FilterSet, parse
from news.models import Article
from news.topics import ancestors, catalogue
from store.engine.connections import Connection
from store.news import articles, stories, terms
from store.operations import key_value
from store.rows import ArticleRow, Placed

log = structlog.get_logger()
STATE = "clusterer"
STORIES = "story"
BATCH = 100
KEEP = 300
"""Seconds between two writings of the frequencies; those of a crash's last minutes are not missed."""


async def sweep(context: JobContext) -> int:
    """Place all articles that were read; returns how many.

    Rows and the states of the stories they changed are written in one transaction: a piece a story, so that it costs
    the same however many stories the window holds.
    """
    rows = await context.db.read(articles.unplaced, BATCH)
    if not rows:
        return 0
    clusterer = await _clusterer(context)
    filters = await _filters(context)
    evicted = clusterer.evicted
    placed = await asyncio.to_thread(_place, clusterer, filters, rows)
    await asyncio.to_thread(clusterer.expire, context.now())
    pieces = await asyncio.to_thread(clusterer.changes)
    above = {info.key: ancestors(info.key) for info in catalogue()}
    try:
        await context.db.write(_write, placed, above, pieces, context.clock(), context.fence)
    except Exception:
        context.clusterer = (
            None  # what it placed in memory was not written: begin again from what was
        )
        raise
    await keep(context, every=KEEP)
    log.info(
        "stories.joined",
        articles=len(rows),
        reprints=sum(each.kind == "reprint" for each in placed),
    )
    if clusterer.evicted > evicted:
        log.warning(
            "stories.evicted",
            stories=clusterer.evicted - evicted,
            articles=context.stories.articles,
        )
    return len(rows)


async def keep(context: JobContext, *, every: int = 0) -> None:
    """Write the clusterer's frequencies, where they were last written more than so many seconds ago."""
    now = context.clock()
    if context.clusterer is not None and now - context.clusterer_kept >= every:
        await context.db.write(
            key_value.put, STATE, await asyncio.to_thread(context.clusterer.dump), now
        )
        context.clusterer_kept = now


def _write(
    connection: Connection,
    placed: list[Placed],
    above: dict[str, tuple[str, ...]],
    pieces: dict[str, bytes | None],
    now: int,
    fence: Callable[[Connection], None],
) -> None:
    fence(connection)
    stories.place(connection, placed, ancestors=above, now=now)
    key_value.put_under(connection, STORIES, pieces, now)


async def _clusterer(context: JobContext) -> Clusterer:
    if context.clusterer is None:
        data = await context.db.read(key_value.get, STATE)
        pieces = await context.db.read(key_value.under, STORIES)
        context.clusterer = await asyncio.to_thread(_load, context.stories, data, pieces)
    return context.clusterer


def _load(config: StoriesConfig, data: bytes | None, pieces: dict[str, bytes]) -> Clusterer:
    # The store keeps tellings: what other languages tell is not asked for yet.
    return Clusterer.load(
        data,
        pieces,
        hours=config.hours,
        ceiling=config.articles,
        across="off",
    )


async def _filters(context: JobContext) -> FilterSet:
    found: list[tuple[int, Filter]] = []
    for term in await context.db.read(terms.filters_in_use):
        try:
            found.append((term.id, parse(term.value)))
        except FilterError as error:
            log.warning("filter.broken", term=term.id, error=str(error))
    return FilterSet(found)


def _place(clusterer: Clusterer, filters: FilterSet, rows: list[ArticleRow]) -> list[Placed]:
    placed = []
    # The oldest first: what was written first is the original, whatever was read first.
    for row in sorted(rows, key=lambda each: (each.published_at, each.id)):
        place = clusterer.place(article_of(row))
        met = filters.matching(f"{row.title}\n{row.text}", row.language)
        placed.append(
            Placed(
                row.id,
                place.telling,
                place.kind,
                place.original,
                place.merged,
                tuple(met),
                title=place.headline,
            )
        )
    return placed


def article_of(row: ArticleRow) -> Article:
    """Return an article's row as the value that `news` takes."""
    return Article(
        url=row.url,
        title=row.title,
        text=row.text,
        published_at=datetime.fromtimestamp(row.published_at, UTC),
        publisher=row.publisher,
        language=row.language,
        section=row.section,
    )
