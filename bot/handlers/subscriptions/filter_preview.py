"""Try filters on the stories of the last days, before a chat takes it: what it would have sent, and what not."""

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
MOST = 10_000
"""Articles that are tried, the newest: a few seconds of work. On a large instance these are fewer than seven days."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What filters would have done together."""

    days: int
    """Days that were tried, at least 1."""
    sent: tuple[int, ...]
    """Stories that it would have sent, in the chat's languages, the newest first."""
    fresh: tuple[int, ...]
    """Those of these that came in the last day, which every digest looks back over."""
    hidden: int
    """Stories in the chat's languages that it would not have sent."""
    met: tuple[tuple[int, ...], ...]
    """For each filter, all stories that meet it in any language: its term belongs to every chat that has it."""


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
) -> Trial:
    """Try filters on the newest articles, off the loop and a page at a time.

    A story is counted once, whichever of them it meets. Articles before `since` (UTC seconds) are left out,
    and those of closed sources: a term belongs to all chats that have it.
    """
    rules = FilterSet(enumerate(wanted))
    met: dict[int, set[int]] = {}
    spoken: set[int] = set()
    today: set[int] = set()
    below, count, oldest = filter_preview.START, 0, now
    while count < most:
        start = max(now - days * DAY, since)
        rows = await db.read(filter_preview.page, start, below, count=size, length=TEXT)
        hits = await asyncio.to_thread(_matching, rules, rows)
        for row in rows:
            met.setdefault(row.story_id, set()).update(hits[row.id])
            if matches(row.language, languages):
                spoken.add(row.story_id)
            if row.published_at > now - DAY:
                today.add(row.story_id)
        count += len(rows)
        if len(rows) < size:
            break
        oldest = rows[-1].published_at
        below = (oldest, rows[-1].id)
    tried = days if count < most else max(1, round((now - oldest) / DAY))
    sent = tuple(story for story, hit in met.items() if hit and story in spoken)
    by_filter = tuple(
        tuple(story for story, hit in met.items() if number in hit) for number in range(len(wanted))
    )
    fresh = tuple(today.intersection(sent))
    return Trial(tried, sent, fresh, len(spoken) - len(sent), by_filter)


def _matching(rules: FilterSet, rows: list[Sample]) -> dict[int, list[int]]:
    """Return the numbers of the filters that each article meets."""
    return {row.id: rules.matching(f"{row.title}\n{row.text}", row.language) for row in rows}
