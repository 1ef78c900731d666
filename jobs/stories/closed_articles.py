"""articles of private sources → the stories that everybody sees, or stories of their own readers.

They join an open story without changing what is learned or compared there, and never bring two
stories together. Among themselves they make stories only within one scope: what one stranger brings
joins nothing of another's.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jobs.context import JobContext
from jobs.stories.articles import article_of
from news.cluster import Clusterer
from news.durations import DAY
from news.filters import FilterSet
from store.article_rows import ArticleRow, Placed
from store.news import story_views, visibility
from store.operations import key_value

# Scopes that are held in memory at once; about 2 MB each.
MOST_SCOPES = 8
# Articles of one scope that are compared with new ones.
ARTICLES = 1000
# Seconds between two looks for closed stories that open sources tell by now.
SEARCH_EVERY = 300
# Closed stories of one such look, the newest.
SEARCHED = 200


@dataclass(frozen=True, slots=True)
class Places:
    """The places of articles, and what the clusterers must remember, by folder."""

    placed: list[Placed]
    pieces: dict[str, dict[str, bytes | None]]


class ClosedArticles:
    """Clusterers for recently used scopes; the store holds the stories of all."""

    def __init__(self, context: JobContext) -> None:
        self._context = context
        self._held: dict[int, Clusterer] = {}
        self._searched_at = 0

    def reset(self) -> None:
        """Start again from the store."""
        self._held.clear()

    async def place(
        self, base: Clusterer, filters: FilterSet, rows: Sequence[ArticleRow]
    ) -> Places:
        """Place articles of private sources, oldest first; `base` holds the stories that
        everybody sees.
        """
        placed: list[Placed] = []
        pieces: dict[str, dict[str, bytes | None]] = {}
        for scope, listed in (await self._by_scope(rows)).items():
            own = await self._clusterer(scope, base)
            placed += await asyncio.to_thread(
                _place, scope, base, own, filters, listed
            )
            await asyncio.to_thread(own.expire, self._context.now())
            pieces[_folder(scope)] = await asyncio.to_thread(own.changes)
        return Places(placed, pieces)

    async def _by_scope(
        self, rows: Sequence[ArticleRow]
    ) -> dict[int, list[ArticleRow]]:
        read = self._context.db.read
        scopes = await read(visibility.scopes, [row.source_id for row in rows])
        by_scope: dict[int, list[ArticleRow]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: (row.published_at, row.id)):
            by_scope[scopes.get(row.source_id, row.source_id)].append(row)
        return by_scope

    async def _clusterer(self, scope: int, base: Clusterer) -> Clusterer:
        """Return a scope's clusterer; drop the least recently used one from memory for it."""
        held = self._held.pop(scope, None)
        if held is None:
            pieces = await self._context.db.read(
                key_value.under, _folder(scope)
            )
            held = await asyncio.to_thread(base.apart, pieces, ceiling=ARTICLES)
        self._held[scope] = held
        while len(self._held) > MOST_SCOPES:
            del self._held[next(iter(self._held))]
        return held

    def is_search_due(self) -> bool:
        """Return whether to look for private stories among the open ones."""
        return self._context.clock() - self._searched_at >= SEARCH_EVERY

    async def search(self, base: Clusterer) -> list[Placed]:
        """Check whether open sources now tell what only private ones told; return the
        stories to join.
        """
        if not self.is_search_due():
            return []
        self._searched_at = now = self._context.clock()
        leads = await self._context.db.read(
            story_views.closed_leads, now - DAY, SEARCHED
        )
        return await asyncio.to_thread(_search, base, leads)


def _place(
    scope: int,
    base: Clusterer,
    own: Clusterer,
    filters: FilterSet,
    rows: Sequence[ArticleRow],
) -> list[Placed]:
    return [_one(scope, base, own, filters, row) for row in rows]


def _one(
    scope: int,
    base: Clusterer,
    own: Clusterer,
    filters: FilterSet,
    row: ArticleRow,
) -> Placed:
    met = tuple(filters.matching(f"{row.title}\n{row.text}", row.language))
    article = article_of(row)
    if key := base.find(article):
        return Placed(
            article_id=row.id,
            story_key=key,
            kind="report",
            original_url="",
            joined=(),
            filters=met,
        )
    place = own.place(article)
    joined = tuple(_key(scope, name) for name in place.merged)
    key = _key(scope, place.telling)
    return Placed(
        article_id=row.id,
        story_key=key,
        kind=place.kind,
        original_url=place.original,
        joined=joined,
        filters=met,
        title=place.headline,
    )


def _search(base: Clusterer, leads: Mapping[str, ArticleRow]) -> list[Placed]:
    matches = (
        (key, row, base.find(article_of(row))) for key, row in leads.items()
    )
    return [
        Placed(
            article_id=row.id,
            story_key=into,
            kind="report",
            original_url="",
            joined=(key,),
            filters=(),
        )
        for key, row, into in matches
        if into
    ]


def _key(scope: int, name: str) -> str:
    """Return a private story's key: two scopes that read one page make two stories."""
    return f"{_folder(scope)}/{name}"


def _folder(scope: int) -> str:
    """Return the folder of a scope's stories in the store."""
    return f"closed-{scope}"
