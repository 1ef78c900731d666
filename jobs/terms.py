"""The best stories of each term, kept in memory as shared lists: what a thousand chats ask for is read once."""

from __future__ import annotations

from math import log2

from news.rank import HALF_LIFE
from store import stories
from store.database import Database
from store.rows import TermStory

BEST = 200
FRESH = 30
"""Seconds for which an order serves all chats: a thousand chats that fall due together share one sorting."""


class TermLists:
    """For each interned term its best 200 stories; brought up to date by what changed since the last look."""

    def __init__(self) -> None:
        self._stamp = 0
        self._of_term: dict[int, dict[int, TermStory]] = {}
        self._terms_of: dict[int, set[int]] = {}
        self._sorted: dict[tuple[int, int], tuple[int, list[TermStory]]] = {}

    async def refresh(self, db: Database) -> int:
        """Take in what changed; returns how many (term, story) pairs."""
        count = 0
        more = True
        while more:
            changes = await db.read(stories.changed_since, self._stamp)
            for story in changes.gone:
                self._drop(story)
            for story in {row.story_id for row in changes.rows}:
                self._drop(story)
            for row in changes.rows:
                self._of_term.setdefault(row.term_id, {})[row.story_id] = row
                self._terms_of.setdefault(row.story_id, set()).add(row.term_id)
            count += len(changes.rows)
            if changes.stamp != self._stamp:
                self._sorted.clear()
            self._stamp, more = changes.stamp, changes.more
        return count

    def _drop(self, story: int) -> None:
        for term in self._terms_of.pop(story, ()):
            self._of_term.get(term, {}).pop(story, None)

    def best(self, term: int, now: int, window: int) -> list[TermStory]:
        """Return a term's stories of the window, the best first."""
        at, found = self._sorted.get((term, window), (0, []))
        if not 0 <= now - at < FRESH:
            found = self._order(term, now, window)
            self._sorted[term, window] = now, found
        return found

    def _order(self, term: int, now: int, window: int) -> list[TermStory]:
        listed = self._of_term.get(term, {})
        fresh = [row for row in listed.values() if row.published_at >= now - window]
        fresh.sort(key=lambda row: -base_score(row, now))
        if len(listed) > 4 * BEST:
            for row in sorted(listed.values(), key=lambda row: row.published_at)[: len(listed) - 2 * BEST]:
                self._terms_of.get(row.story_id, set()).discard(term)
                del listed[row.story_id]
        return fresh[:BEST]


def base_score(row: TermStory, now: int) -> float:
    """Score a story before any chat's own taste: independent publishers and freshness, as `news.rank` weighs them."""
    hours = max(now - row.published_at, 0) / 3600
    return float(log2(1 + max(row.publishers, 1)) * (0.15 + 0.85 * 0.5 ** (hours / HALF_LIFE)))
