"""Group the tellings of one event in several languages under one key: a reader of several
languages sees it once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from news.cluster.window import IndexedStory


class Cards:
    """Groups of tellings of one event."""

    def __init__(self) -> None:
        self._tellings: dict[str, list[IndexedStory]] = {}

    def add(self, story: IndexedStory) -> None:
        """Take up a telling under its card, or under a card of its own."""
        story.card = story.card or story.key
        self._tellings.setdefault(story.card, []).append(story)

    def remove(self, story: IndexedStory) -> None:
        """Forget a telling."""
        tellings = self._tellings[story.card]
        tellings.remove(story)
        if not tellings:
            del self._tellings[story.card]

    def tellings(self, card: str) -> list[IndexedStory]:
        """Return the tellings of an event."""
        return self._tellings[card]

    def begun(self, card: str) -> int:
        """Return when the first article came that tells an event, in UTC seconds."""
        return min(telling.first for telling in self._tellings[card])

    def are_told_apart(self, one: IndexedStory, other: IndexedStory) -> bool:
        """Return whether a further language tells the events of two stories as two.

        Of two English stories, each of which has a Russian one beside it, it does.
        """
        ours, theirs = (
            {telling.language for telling in self._tellings[story.card]}
            for story in (one, other)
        )
        return bool((ours & theirs) - {one.language})

    def unite(self, kept: str, gone: str) -> list[IndexedStory]:
        """Make two events one; returns the tellings that changed their card."""
        moved = self._tellings.pop(gone)
        for story in moved:
            story.card = kept
        self._tellings[kept] += moved
        return moved
