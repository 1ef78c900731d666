"""Try a filter on the stories of the last days, before a chat takes it: what it would have sent, and what not."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from news.filters import TEXT, Filter, FilterSet
from news.language import matches
from store.engine.database import Database
from store.news import filter_preview
from store.news.filter_preview import Sample

DAY = 86_400
PAGE = 250
MOST = 10_000
"""Articles that are tried, the newest: a few seconds of work. On a large instance these are fewer than seven days."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a filter would have done."""

    days: int
    """Days that were tried, at least 1."""
    sent: tuple[int, ...]
    """Stories that it would have sent, in the chat's languages, the newest first."""
    fresh: int
    """How many of these came in the last day, which every digest looks back over."""
    hidden: int
    """Stories in the chat's languages that it would not have sent."""
    met: tuple[int, ...]
    """All stories that meet it in any language: its term belongs to every chat that has it."""


async def run(
    db: Database,
    wanted: Filter,
    languages: tuple[str, ...],
    now: int,
    *,
    days: int = 7,
    size: int = PAGE,
    most: int = MOST,
) -> Trial:
    """Try a filter on the newest articles; the work is done off the loop, a page at a time."""
    rules = FilterSet([(0, wanted)])
    met: dict[int, bool] = {}
    spoken: set[int] = set()
    today: set[int] = set()
    below, count, oldest = filter_preview.START, 0, now
    while count < most:
        rows = await db.read(filter_preview.page, now - days * DAY, below, count=size, length=TEXT)
        hits = await asyncio.to_thread(_matching, rules, rows)
        for row in rows:
            met[row.story_id] = met.get(row.story_id, False) or row.id in hits
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
    found = tuple(story for story, hit in met.items() if hit)
    sent = tuple(story for story in found if story in spoken)
    return Trial(tried, sent, len(today.intersection(sent)), len(spoken) - len(sent), found)


def _matching(rules: FilterSet, rows: list[Sample]) -> set[int]:
    return {row.id for row in rows if rules.matching(f"{row.title}\n{row.text}", row.language)}
