"""Place articles among the stories in memory: pure work over one state, without store or clock.

It runs in a process of its own where the bot runs for long: there its memory ends with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from jobs.config import StoriesConfig
from jobs.stories.articles import article_of
from jobs.stories.closed_places import ClosedClusterers
from jobs.stories.parsed_filters import (
    BrokenFilter,
    FilterText,
    ParsedFilters,
)
from news.errors import InternalFault
from news.filters import FilterSet
from store.article_rows import ArticleRow, Placed

if TYPE_CHECKING:
    from news.across.parallel import Calibration, Meaning
    from news.cluster import Clusterer

# The state of each changed story by its key; None where the story is gone.
Pieces = dict[str, bytes | None]


@dataclass(frozen=True, slots=True)
class OpenArticles:
    """Articles that everybody may see, in the order in which they are placed."""

    rows: Sequence[ArticleRow]
    # What each headline means; None without a model.
    meanings: Sequence[Meaning | None]
    # How the model's cosines are read.
    calibration: Calibration | None


@dataclass(frozen=True, slots=True)
class Placing:
    """What placing articles gave."""

    placed: list[Placed]
    pieces: Pieces
    # Stories that left before their time because of the ceiling.
    evicted: int = 0


class StoryPlacer:
    """The clusterers of open and closed articles, and the filters that chats have."""

    def __init__(self) -> None:
        self._stories: Clusterer | None = None
        self._closed = ClosedClusterers()
        self._parsed = ParsedFilters()
        self._filters = FilterSet([])

    def load(
        self,
        config: StoriesConfig,
        model: str,
        learned: bytes | None,
        pieces: dict[str, bytes],
    ) -> None:
        """Begin with stories as the store has them; `model` names the one of the vectors."""
        from news.cluster import Clusterer  # noqa: PLC0415 - the bot, which only names this class, has no use for it

        self._closed = ClosedClusterers()
        self._stories = Clusterer.load(
            learned,
            pieces,
            hours=config.hours,
            ceiling=config.articles,
            across=config.across,
            model=model,
        )

    def use_filters(
        self, texts: Sequence[FilterText]
    ) -> Sequence[BrokenFilter]:
        """Match articles with these filters from now on; return those that cannot be parsed."""
        self._filters = self._parsed.of(texts)
        return self._parsed.take_broken()

    def place(self, articles: OpenArticles, now: datetime) -> Placing:
        """Place articles that everybody may see, and forget what is too old by then."""
        stories = self._loaded
        stories.calibration = articles.calibration
        evicted = stories.evicted
        placed = [
            _placed(stories, self._filters, stored, meaning)
            for stored, meaning in zip(
                articles.rows, articles.meanings, strict=True
            )
        ]
        stories.expire(now)
        return Placing(placed, stories.changes(), stories.evicted - evicted)

    def holds(self, scope: int) -> bool:
        """Return whether the closed stories of a scope are in memory."""
        return self._closed.holds(scope)

    def load_closed(self, scope: int, pieces: dict[str, bytes]) -> None:
        """Take up the closed stories of a scope."""
        self._closed.load(scope, self._loaded, pieces)

    def place_closed(
        self, scope: int, rows: Sequence[ArticleRow], now: datetime
    ) -> Placing:
        """Place articles of private sources of one scope, oldest first."""
        placed, pieces = self._closed.place(
            scope, self._loaded, self._filters, rows, now
        )
        return Placing(placed, pieces)

    def search(self, leads: Mapping[str, ArticleRow]) -> list[Placed]:
        """Find closed stories, by their first articles, that open sources tell by now."""
        stories = self._loaded
        matches = (
            (key, stored, stories.find(article_of(stored)))
            for key, stored in leads.items()
        )
        return [
            Placed(
                article_id=stored.id,
                story_key=into,
                kind="report",
                original_url="",
                joined=(key,),
                filters=(),
            )
            for key, stored, into in matches
            if into
        ]

    def learned(self) -> bytes:
        """Return the frequencies and names that were learned, for `load`."""
        return self._loaded.dump()

    @property
    def _loaded(self) -> Clusterer:
        if self._stories is None:
            raise InternalFault(
                "articles were placed before stories were loaded"
            )
        return self._stories


def _placed(
    stories: Clusterer,
    filters: FilterSet,
    stored: ArticleRow,
    meaning: Meaning | None,
) -> Placed:
    place = stories.place(article_of(stored), meaning)
    met = filters.matching(f"{stored.title}\n{stored.text}", stored.language)
    return Placed(
        article_id=stored.id,
        story_key=place.telling,
        kind=place.kind,
        original_url=place.original,
        joined=place.merged,
        filters=tuple(met),
        title=place.headline,
        event=place.story,
        lost_events=place.joined,
    )
