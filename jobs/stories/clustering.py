"""article read → story: one pass over shared state, in exactly one process, in order of arrival."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

import structlog

from jobs.context import JobContext
from jobs.stories import trust
from jobs.stories.closed_articles import ClosedArticles, Places
from jobs.stories.headline_meanings import HeadlineMeanings
from jobs.stories.parsed_filters import FilterText
from jobs.stories.story_placer import OpenArticles, Placing, StoryPlacer
from jobs.workers.lasting_state import (
    LastingState,
    StateInProcess,
    StateInThread,
)
from news.topics import all_ancestors
from store.article_rows import ArticleRow
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
# Seconds without articles after which the stories leave memory: as long as the
# workers, which read articles, wait for more.
REST = 60
# The same in units of the time that loading them took: loading again costs a
# hundredth of the time at most.
REST_OF_LOAD = 100


class Clustering:
    """Places articles among the stories in memory; the store holds the same, one piece for
    each story.

    The stories leave memory when no article came for a while, and are read from the store when one
    comes.
    """

    def __init__(self, context: JobContext) -> None:
        self._context = context
        state = StateInProcess if context.places_apart else StateInThread
        self._placer: LastingState[StoryPlacer] = state(StoryPlacer)
        self._is_loaded = False
        # When the frequencies were last written, and when the last articles came.
        self._kept_at = self._used_at = 0
        # Seconds without articles after which the stories leave memory.
        self._rest = REST
        # The filters as the placer has them.
        self._terms: list[InterestTerm] | None = None
        self._closed = ClosedArticles(context, self._placer)
        self._meanings = HeadlineMeanings(context.meaning_model)

    def reset(self) -> None:
        """Start again from the store: another process may have placed articles meanwhile."""
        self._is_loaded = False
        self._kept_at = 0
        self._closed.expect()

    def end(self) -> None:
        """Begin nothing new: the scheduler begins no sweep after this."""

    async def cancel(self) -> None:
        """Give up what is in memory; the store has it."""
        self.reset()
        await self._placer.end()

    async def sweep(self) -> int:
        """Place all articles that were read; returns how many.

        Rows and the states of the stories they changed are written in one transaction: a piece a
        story, so that it costs the same however many stories the window holds.
        """
        context = self._context
        await trust.rewrite(context)
        rows = await context.db.read(articles.unplaced, BATCH)
        rests = not rows and self._is_unused()
        if rows:
            self._used_at = context.clock()
            self._closed.expect()
        leads = await self._closed.leads(at_once=rests)
        if rows or leads:
            await self._join(rows, leads)
            await self.keep(every=KEEP)
        if rests:
            await self._end()
        return len(rows)

    def _is_unused(self) -> bool:
        unused = self._context.clock() - self._used_at
        return self._is_loaded and unused >= self._rest

    async def _end(self) -> None:
        """Write what was learned, and give up what is in memory."""
        await self.keep()
        self._is_loaded = False
        await self._placer.end()

    async def _join(
        self, rows: list[ArticleRow], leads: dict[str, ArticleRow]
    ) -> None:
        context = self._context
        try:
            await self._load()
            places = await self._places(rows, leads)
            await context.db.write(
                _write, places, context.clock(), context.fence
            )
        except Exception:
            # What it placed in memory was not written: begin again from what
            # was.
            self.reset()
            raise
        if rows:
            kinds = [placement.kind for placement in places.placed]
            reprints = kinds.count("reprint")
            log.info("stories.joined", articles=len(rows), reprints=reprints)

    async def _places(
        self, rows: list[ArticleRow], leads: dict[str, ArticleRow]
    ) -> Places:
        """Place open articles first, so that those of private sources can find them."""
        read = self._context.db.read
        await self._send_filters(await read(terms.filters_in_use))
        opened = await read(
            visibility.open_among, [stored.id for stored in rows]
        )
        placing = await self._place(
            [stored for stored in rows if stored.id in opened]
        )
        others = [stored for stored in rows if stored.id not in opened]
        closed = await self._closed.place(others)
        joined = await self._closed.search(leads)
        pieces = {STORIES: placing.pieces} | closed.pieces
        return Places([*placing.placed, *closed.placed, *joined], pieces)

    async def _place(self, rows: list[ArticleRow]) -> Placing:
        context = self._context
        ordered = _in_order(rows)
        batch = OpenArticles(
            ordered,
            await self._meanings.of([stored.title for stored in ordered]),
            await self._meanings.calibration(),
        )
        placing = await self._placer.run(
            StoryPlacer.place, batch, context.now()
        )
        if placing.evicted:
            log.warning(
                "stories.evicted",
                stories=placing.evicted,
                articles=context.stories.articles,
            )
        return placing

    async def _send_filters(self, listed: list[InterestTerm]) -> None:
        """Let the placer know the chats' filters, if it has others."""
        if listed == self._terms:
            return
        texts = [_filter_text(term) for term in listed]
        broken = await self._placer.run(StoryPlacer.use_filters, texts)
        for bad in broken:
            log.warning("filter.broken", term=bad.term, error=bad.error)
        self._terms = listed

    async def keep(self, *, every: int = 0) -> None:
        """Write the clusterer's frequencies, if they were last written more than this many
        seconds ago.
        """
        now = self._context.clock()
        if self._is_loaded and now - self._kept_at >= every:
            data = await self._placer.run(StoryPlacer.learned)
            await self._context.db.write(key_value.put, STATE, data, now)
            self._kept_at = now

    async def _load(self) -> None:
        """Read the stories from the store, unless they are in memory."""
        if self._is_loaded and self._placer.running:
            return
        began = time.monotonic()
        read = self._context.db.read
        learned = await read(key_value.get, STATE)
        pieces = await read(key_value.under, STORIES)
        await self._placer.begin()
        self._terms = None
        await self._placer.run(
            StoryPlacer.load,
            self._context.stories,
            self._meanings.model,
            learned,
            pieces,
        )
        took = time.monotonic() - began
        self._rest = max(REST, math.ceil(REST_OF_LOAD * took))
        self._is_loaded = True


def _filter_text(term: InterestTerm) -> FilterText:
    if term.kind == source_parts.KIND:
        words = source_parts.words_of(term)
        return FilterText(term.id, words, is_part=True)
    return FilterText(term.id, term.value)


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


def _in_order(rows: list[ArticleRow]) -> list[ArticleRow]:
    """Sort by time of writing: the first written is the original, whichever was read first."""
    return sorted(rows, key=lambda article: (article.published_at, article.id))
