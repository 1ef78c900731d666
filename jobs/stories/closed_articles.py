"""articles of private sources → the stories that everybody sees, or stories of their own readers.

They join an open story without changing what is learned or compared there, and never bring two
stories together. Among themselves they make stories only within one scope: what one stranger brings
joins nothing of another's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from jobs.context import JobContext
from jobs.stories.closed_places import folder_of
from jobs.stories.story_placer import Pieces, StoryPlacer
from jobs.workers.lasting_state import LastingState
from news.durations import DAY
from store.article_rows import ArticleRow, Placed
from store.news import story_views, visibility
from store.operations import key_value

# Seconds between two looks for closed stories that open sources tell by now.
SEARCH_EVERY = 300
# Closed stories of one such look, the newest.
SEARCHED = 200


@dataclass(frozen=True, slots=True)
class Places:
    """The places of articles, and what the clusterers must remember, by folder."""

    placed: list[Placed]
    pieces: dict[str, Pieces]


class ClosedArticles:
    """Places articles of private sources, and looks again for their stories in open ones."""

    def __init__(
        self, context: JobContext, placer: LastingState[StoryPlacer]
    ) -> None:
        self._context = context
        self._placer = placer
        self._searched_at = 0
        # Whether articles may have been placed since the last search: without
        # new ones it would find the same.
        self._may_find = True

    async def place(self, rows: Sequence[ArticleRow]) -> Places:
        """Place articles of private sources, oldest first."""
        placed: list[Placed] = []
        pieces: dict[str, Pieces] = {}
        run, now = self._placer.run, self._context.now()
        for scope, listed in (await self._by_scope(rows)).items():
            await self._load(scope)
            placing = await run(StoryPlacer.place_closed, scope, listed, now)
            placed += placing.placed
            pieces[folder_of(scope)] = placing.pieces
        return Places(placed, pieces)

    async def _by_scope(
        self, rows: Sequence[ArticleRow]
    ) -> dict[int, list[ArticleRow]]:
        read = self._context.db.read
        scopes = await read(
            visibility.scopes, [stored.source_id for stored in rows]
        )
        by_scope: dict[int, list[ArticleRow]] = defaultdict(list)
        for stored in sorted(
            rows, key=lambda stored: (stored.published_at, stored.id)
        ):
            by_scope[scopes.get(stored.source_id, stored.source_id)].append(
                stored
            )
        return by_scope

    async def _load(self, scope: int) -> None:
        if await self._placer.run(StoryPlacer.holds, scope):
            return
        read = self._context.db.read
        pieces = await read(key_value.under, folder_of(scope))
        await self._placer.run(StoryPlacer.load_closed, scope, pieces)

    def expect(self) -> None:
        """Let the next search look: articles are placed, here or by another process."""
        self._may_find = True

    async def leads(self, *, at_once: bool = False) -> dict[str, ArticleRow]:
        """Return the first articles of private stories, by the stories' keys, if a search is
        due; `at_once` does not wait for its time.
        """
        now = self._context.clock()
        waited = at_once or now - self._searched_at >= SEARCH_EVERY
        if not (waited and self._may_find):
            return {}
        self._searched_at = now
        self._may_find = False
        since = now - DAY
        return await self._context.db.read(
            story_views.closed_leads, since, SEARCHED
        )

    async def search(self, leads: dict[str, ArticleRow]) -> list[Placed]:
        """Check whether open sources now tell what only private ones told; return the
        stories to join.
        """
        if not leads:
            return []
        return await self._placer.run(StoryPlacer.search, leads)
