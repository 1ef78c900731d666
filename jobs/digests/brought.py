"""Stories as subscriptions bring them: with the reason, and as the chat sees
them.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from jobs.digests.asked import Asked
from jobs.term_index import TermLists
from news.models import Pick, Story
from news.rank import plain_pick
from store.rows import Subscription


class Brought:
    """Stories by subscription, shared by all chats with the same subscription."""

    def __init__(
        self,
        shared: dict[int, Story],
        views: dict[frozenset[int], dict[int, Story]],
        now: datetime,
        terms: TermLists,
    ) -> None:
        self._shared = shared
        # Stories that chats with private sources see differently, by those
        # sources.
        self._views = views
        self._now = now
        self._terms = terms
        # Picks by story, by what a subscription asks for.
        self._made: dict[tuple[object, ...], dict[int, Pick]] = {}

    def by(
        self, subscription: Subscription, ids: list[int], asked: Asked
    ) -> list[Pick]:
        """Return these stories as a subscription brings them, without deleted
        ones.
        """
        made = self._shared_picks(subscription, ids)
        view = self._views.get(asked.own, {})
        picks = []
        for number in ids:
            # What a chat sees as all do is the same pick for all.
            if number in view:
                story = self._with_boards(view[number])
                picks.append(self._pick(subscription, story))
            elif number in made:
                picks.append(made[number])
        return picks

    def _shared_picks(
        self, subscription: Subscription, ids: list[int]
    ) -> dict[int, Pick]:
        """Return the picks of a subscription as everybody sees them; computed
        once.
        """
        made = self._made.setdefault(_wish(subscription), {})
        for number in ids:
            if number not in made and (story := self._shared.get(number)):
                made[number] = self._pick(subscription, story)
        return made

    def _pick(self, subscription: Subscription, story: Story) -> Pick:
        by = f"{subscription.kind}:{subscription.value}"
        asks = self._asks_no_news(subscription)
        pick = plain_pick(story, by, subscription.weight, self._now, asks=asks)
        label = subscription.label
        if label:
            return replace(pick, label=label)
        return pick

    def _asks_no_news(self, subscription: Subscription) -> bool:
        """Tell whether a subscription is to a source of deals, galleries and the
        like.
        """
        if subscription.kind != "source":
            return False
        term = subscription.term_id or 0
        source = int(subscription.value)
        return self._terms.is_mostly_no_news(term, source)

    def _with_boards(self, view: Story) -> Story:
        """Add the hot lists that a story stands on, which all chats see."""
        shared = self._shared.get(view.id)
        if shared:
            return replace(view, boards=shared.boards)
        return view

    def is_own(self, pick: Pick, asked: Asked) -> bool:
        """Return whether a chat sees a story through its private sources."""
        return pick.story.id in self._views.get(asked.own, {})


def _wish(subscription: Subscription) -> tuple[object, ...]:
    return (
        subscription.kind,
        subscription.value,
        subscription.weight,
        subscription.label,
    )
