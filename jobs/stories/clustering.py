"""article read → story: one pass over shared state, in exactly one process, in order of arrival."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

import structlog

from jobs.config import StoriesConfig
from jobs.context import JobContext
from jobs.stories import trust
from jobs.stories.articles import article_of
from jobs.stories.closed_articles import ClosedArticles, Places
from jobs.stories.headline_meanings import HeadlineMeanings
from news.across.parallel import Meaning
from news.cluster import Clusterer
from news.errors import FilterError
from news.filters import Filter, FilterSet, parse, parse_within
from news.topics import all_ancestors
from store.article_rows import ArticleRow, Placed
from store.engine.connections import Connection
from store.news import articles, source_parts, stories, terms, visibility
from store.operations import key_value
from store.rows import InterestTerm

log = structlog.get_logger()
STATE = "clusterer"
STORIES = "story"
BATCH = 100
# Seconds between two writings of the frequencies; those of a crash's last
# minutes are not missed.
KEEP = 300


class Clustering:
    """Places articles among the stories in memory; the store holds the same, one piece for
    each story.
    """

    def __init__(self, context: JobContext) -> None:
        self._context = context
        self._clusterer: Clusterer | None = None
        # When the frequencies were last written.
        self._kept_at = 0
        self._filters = ParsedFilters()
        self._closed = ClosedArticles(context)
        self._meanings = HeadlineMeanings(context.meaning_model)

    def reset(self) -> None:
        """Start again from the store: another process may have placed articles meanwhile."""
        self._clusterer = None
        self._kept_at = 0
        self._closed.reset()

    async def sweep(self) -> int:
        """Place all articles that were read; returns how many.

        Rows and the states of the stories they changed are written in one transaction: a piece a
        story, so that it costs the same however many stories the window holds.
        """
        context = self._context
        await trust.rewrite(context)
        rows = await context.db.read(articles.unplaced, BATCH)
        if not rows and not self._closed.is_search_due():
            return 0
        clusterer = await self._load()
        evicted = clusterer.evicted
        places = await self._places(clusterer, rows)
        await self._write(places)
        await self.keep(every=KEEP)
        if rows:
            reprints = sum(
                placement.kind == "reprint" for placement in places.placed
            )
            log.info("stories.joined", articles=len(rows), reprints=reprints)
        if gone := clusterer.evicted - evicted:
            log.warning(
                "stories.evicted",
                stories=gone,
                articles=context.stories.articles,
            )
        return len(rows)

    async def _places(
        self, clusterer: Clusterer, rows: list[ArticleRow]
    ) -> Places:
        """Place open articles first, so that those of private sources can find them."""
        context = self._context
        filters = self._filters.of(await context.db.read(terms.filters_in_use))
        opened = await context.db.read(
            visibility.open_among, [row.id for row in rows]
        )
        listed = [row for row in rows if row.id in opened]
        clusterer.calibration = await self._meanings.calibration()
        ordered = _in_order(listed)
        meanings = await self._meanings.of([row.title for row in ordered])
        placed = await asyncio.to_thread(
            _place, clusterer, filters, ordered, meanings
        )
        await asyncio.to_thread(clusterer.expire, context.now())
        pieces = {STORIES: await asyncio.to_thread(clusterer.changes)}
        others = [row for row in rows if row.id not in opened]
        closed = await self._closed.place(clusterer, filters, others)
        joined = await self._closed.search(clusterer)
        return Places(
            [*placed, *closed.placed, *joined], pieces | closed.pieces
        )

    async def _write(self, places: Places) -> None:
        context = self._context
        try:
            await context.db.write(
                _write, places, context.clock(), context.fence
            )
        except Exception:
            # What it placed in memory was not written: begin again from what
            # was.
            self.reset()
            raise

    async def keep(self, *, every: int = 0) -> None:
        """Write the clusterer's frequencies, if they were last written more than this many
        seconds ago.
        """
        now = self._context.clock()
        if self._clusterer is not None and now - self._kept_at >= every:
            data = await asyncio.to_thread(self._clusterer.dump)
            await self._context.db.write(key_value.put, STATE, data, now)
            self._kept_at = now

    async def _load(self) -> Clusterer:
        if self._clusterer is None:
            db = self._context.db
            data = await db.read(key_value.get, STATE)
            pieces = await db.read(key_value.under, STORIES)
            config = self._context.stories
            model = self._meanings.model
            self._clusterer = await asyncio.to_thread(
                _load, config, model, data, pieces
            )
        return self._clusterer


def _write(
    connection: Connection,
    places: Places,
    now: int,
    fence: Callable[[Connection], None],
) -> None:
    fence(connection)
    stories.place(connection, places.placed, ancestors=all_ancestors(), now=now)
    for folder, pieces in places.pieces.items():
        key_value.put_under(connection, folder, pieces, now)


def _load(
    config: StoriesConfig,
    model: str,
    data: bytes | None,
    pieces: dict[str, bytes],
) -> Clusterer:
    return Clusterer.load(
        data,
        pieces,
        hours=config.hours,
        ceiling=config.articles,
        across=config.across,
        model=model,
    )


class ParsedFilters:
    """The filters of all chats as one set, parsed again only where one was added, changed
    or dropped.
    """

    def __init__(self) -> None:
        self._terms: list[InterestTerm] = []
        self._set = FilterSet([])
        self._parsed: dict[InterestTerm, Filter | None] = {}

    def of(self, listed: list[InterestTerm]) -> FilterSet:
        """Return the set of these filters; one that can no longer be parsed is left out
        and logged.
        """
        if listed != self._terms:
            self._parsed = {term: self._one(term) for term in listed}
            readable = (
                (term.id, one)
                for term, one in self._parsed.items()
                if one is not None
            )
            self._set = FilterSet(list(readable))
            self._terms = listed
        return self._set

    def _one(self, term: InterestTerm) -> Filter | None:
        if term in self._parsed:
            return self._parsed[term]
        try:
            if term.kind == source_parts.KIND:
                return parse_within(source_parts.words_of(term))
            return parse(term.value)
        except FilterError as error:
            log.warning("filter.broken", term=term.id, error=str(error))
            return None


def _in_order(rows: list[ArticleRow]) -> list[ArticleRow]:
    """Sort by time of writing: the first written is the original, whichever was read first."""
    return sorted(rows, key=lambda article: (article.published_at, article.id))


def _place(
    clusterer: Clusterer,
    filters: FilterSet,
    rows: list[ArticleRow],
    meanings: Sequence[Meaning | None],
) -> list[Placed]:
    placed = []
    for row, meaning in zip(rows, meanings, strict=True):
        place = clusterer.place(article_of(row), meaning)
        met = filters.matching(f"{row.title}\n{row.text}", row.language)
        placed.append(
            Placed(
                article_id=row.id,
                story_key=place.telling,
                kind=place.kind,
                original_url=place.original,
                joined=place.merged,
                filters=tuple(met),
                title=place.headline,
                event=place.story,
                lost_events=place.joined,
            )
        )
    return placed
