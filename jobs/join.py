"""article read → story: one pass over shared state, in exactly one place, in the order of arrival."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import structlog
from sqlalchemy import Connection

from jobs.house import House
from news.cluster import Clusterer
from news.errors import FilterError
from news.filters import Filter, FilterSet, parse
from news.models import Article
from news.topics import ancestors, catalogue
from store import articles, blobs, stories, terms
from store.rows import ArticleRow, Placed

log = structlog.get_logger()
STATE = "clusterer"
BATCH = 100


async def sweep(house: House) -> int:
    """Place all articles that were read; returns how many. Rows and the clusterer's state change in one transaction."""
    rows = await house.db.read(articles.unplaced, BATCH)
    if not rows:
        return 0
    clusterer = await _clusterer(house)
    filters = await _filters(house)
    placed = await asyncio.to_thread(_place, clusterer, filters, rows)
    await asyncio.to_thread(clusterer.expire, house.now())
    state = await asyncio.to_thread(clusterer.dump)
    above = {info.key: ancestors(info.key) for info in catalogue()}
    try:
        await house.db.write(_write, placed, above, state, house.clock())
    except Exception:
        house.clusterer = None  # what it placed in memory was not written: begin again from what was
        raise
    log.info("stories.joined", articles=len(rows), reprints=sum(each.kind == "reprint" for each in placed))
    return len(rows)


def _write(
    connection: Connection, placed: list[Placed], above: dict[str, tuple[str, ...]], state: bytes, now: int
) -> None:
    stories.place(connection, placed, ancestors=above, now=now)
    blobs.put(connection, STATE, state, now)


async def _clusterer(house: House) -> Clusterer:
    if house.clusterer is None:
        data = await house.db.read(blobs.get, STATE)
        house.clusterer = await asyncio.to_thread(Clusterer.load, data) if data else Clusterer()
    return house.clusterer


async def _filters(house: House) -> FilterSet:
    found: list[tuple[int, Filter]] = []
    for term in await house.db.read(terms.filters_in_use):
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
        met = filters.matching(f"{row.title}\n{row.text}")
        placed.append(Placed(row.id, place.story, place.kind, place.original, place.joined, tuple(met)))
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
