"""Place articles of private sources: they join open stories without changing them, and among
themselves make stories of their scope.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from jobs.stories.articles import article_of
from news.filters import FilterSet
from store.article_rows import ArticleRow, Placed

if TYPE_CHECKING:
    from news.cluster import Clusterer

# Scopes that are held in memory at once; about 2 MB each.
MOST_SCOPES = 8
# Articles of one scope that are compared with new ones.
ARTICLES = 1000


class ClosedClusterers:
    """Clusterers for recently used scopes; the store holds the stories of all."""

    def __init__(self) -> None:
        self._held: dict[int, Clusterer] = {}

    def holds(self, scope: int) -> bool:
        """Return whether a scope's stories are in memory."""
        return scope in self._held

    def load(
        self, scope: int, base: Clusterer, pieces: dict[str, bytes]
    ) -> None:
        """Take up a scope's stories; drop those of the least recently used scope for them."""
        self._held[scope] = base.apart(pieces, ceiling=ARTICLES)
        while len(self._held) > MOST_SCOPES:
            del self._held[next(iter(self._held))]

    def place(
        self,
        scope: int,
        base: Clusterer,
        filters: FilterSet,
        rows: Sequence[ArticleRow],
        now: datetime,
    ) -> tuple[list[Placed], dict[str, bytes | None]]:
        """Place articles of a loaded scope; return their places and the scope's changed stories.

        `base` holds the stories that everybody sees.
        """
        # Used last: it is the last to be dropped.
        own = self._held[scope] = self._held.pop(scope)
        placed = [_one(scope, base, own, filters, stored) for stored in rows]
        own.expire(now)
        return placed, own.changes()


def _one(
    scope: int,
    base: Clusterer,
    own: Clusterer,
    filters: FilterSet,
    stored: ArticleRow,
) -> Placed:
    met = tuple(
        filters.matching(f"{stored.title}\n{stored.text}", stored.language)
    )
    article = article_of(stored)
    if key := base.find(article):
        return Placed(
            article_id=stored.id,
            story_key=key,
            kind="report",
            original_url="",
            joined=(),
            filters=met,
        )
    place = own.place(article)
    joined = tuple(key_in(scope, name) for name in place.merged)
    key = key_in(scope, place.telling)
    return Placed(
        article_id=stored.id,
        story_key=key,
        kind=place.kind,
        original_url=place.original,
        joined=joined,
        filters=met,
        title=place.headline,
    )


def key_in(scope: int, name: str) -> str:
    """Return a private story's key: two scopes that read one page make two stories."""
    return f"{folder_of(scope)}/{name}"


def folder_of(scope: int) -> str:
    """Return the folder of a scope's stories in the store."""
    return f"closed-{scope}"
