"""Try filters on the stories of the last days before a chat saves them: show
which they would send and which not.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from news.durations import DAY
from news.filters import TEXT, Filter, FilterSet
from news.language import matches
from store.engine.database import Database
from store.news import filter_preview
from store.news.filter_preview import Sample

PAGE = 250
# The newest articles to try, a few seconds of work. On a large instance they
# cover fewer than seven days.
MOST = 10_000


@dataclass(frozen=True, slots=True)
class FilterTrial:
    """The joint result of several filters."""

    # The days that the trial covers, at least 1.
    days: int
    # The stories that it would have sent, in the chat's languages, the newest
    # first.
    sent: tuple[int, ...]
    # The stories of `sent` from the last day, which every digest looks back
    # over.
    fresh: tuple[int, ...]
    # The number of stories in the chat's languages that it would not have sent.
    hidden: int
    # For each filter, all matching stories in any language: its term belongs to
    # every chat that has it.
    met: tuple[tuple[int, ...], ...]


async def run(
    db: Database,
    wanted: Sequence[Filter],
    languages: tuple[str, ...],
    now: int,
    *,
    days: int = 7,
    size: int = PAGE,
    most: int = MOST,
    since: int = 0,
) -> FilterTrial:
    """Try filters on the newest articles, outside the event loop and a page at
    a time.

    A story is counted once, however many filters it matches. Articles before
    `since` (UTC seconds) and those of private sources are left out: a term
    belongs to all chats that have it.
    """
    rules = FilterSet(enumerate(wanted))
    seen = _Seen(languages, now - DAY)
    below = filter_preview.START
    count = 0
    oldest = now
    while count < most:
        start = max(now - days * DAY, since)
        rows = await db.read(
            filter_preview.page, start, below, count=size, length=TEXT
        )
        hits = await asyncio.to_thread(_matching, rules, rows)
        for sample in rows:
            seen.note(sample, hits[sample.id])
        count += len(rows)
        if len(rows) < size:
            break
        oldest = rows[-1].published_at
        below = (oldest, rows[-1].id)
    tried = days
    if count >= most:
        tried = max(1, round((now - oldest) / DAY))
    return seen.trial(tried, len(wanted))


class _Seen:
    """The stories seen so far while filters are tried on their articles."""

    def __init__(self, languages: tuple[str, ...], recently: int) -> None:
        self._languages = languages
        self._recently = recently
        # The numbers of the filters that match each story.
        self._met: dict[int, set[int]] = {}
        # Stories in the chat's languages.
        self._spoken: set[int] = set()
        self._fresh: set[int] = set()

    def note(self, sample: Sample, hits: list[int]) -> None:
        """Add one article and the filters that it matches."""
        self._met.setdefault(sample.story_id, set()).update(hits)
        if matches(sample.language, self._languages):
            self._spoken.add(sample.story_id)
        if sample.published_at > self._recently:
            self._fresh.add(sample.story_id)

    def trial(self, days: int, filters: int) -> FilterTrial:
        """Return the result for the given number of filters."""
        sent = tuple(
            story
            for story, hits in self._met.items()
            if hits and story in self._spoken
        )
        fresh = tuple(self._fresh.intersection(sent))
        hidden = len(self._spoken) - len(sent)
        met_by = tuple(map(self._meeting, range(filters)))
        return FilterTrial(days, sent, fresh, hidden, met_by)

    def _meeting(self, number: int) -> tuple[int, ...]:
        """Return the stories that match one filter."""
        return tuple(
            story for story, hits in self._met.items() if number in hits
        )


def _matching(rules: FilterSet, rows: list[Sample]) -> dict[int, list[int]]:
    """Return the numbers of the filters that each article matches."""
    hits = {}
    for sample in rows:
        text = f"{sample.title}\n{sample.text}"
        hits[sample.id] = rules.matching(text, sample.language)
    return hits
