"""The stories that a chat has muted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from news.filters import FilterSet, any_of
from news.models import Story
from store.rows import Subscription, SubscriptionKind


class MuteFilter:
    """The stories that a chat has muted."""

    def __init__(self, listed: Sequence[Subscription]) -> None:
        self._topics = _values(listed, "mute-topic")
        self._publishers = _values(listed, "mute-publisher")
        self._stories = _values(listed, "mute-story")
        phrases = _values(listed, "mute-phrase")
        # Sorted, so that chats with the same phrases share one filter.
        self._phrases = tuple(sorted(phrases))

    def hides(self, story: Story) -> bool:
        """Return whether a story is muted."""
        # The first topic is what a story is about; others it only touches.
        main_topic = story.topics[:1]
        return (
            str(story.id) in self._stories
            or story.publisher in self._publishers
            or not self._topics.isdisjoint(main_topic)
            or self._hides_text(story)
        )

    def _hides_text(self, story: Story) -> bool:
        if not self._phrases:
            return False
        text = "\n".join((story.title, *story.summary))
        return bool(_filter_of(self._phrases).matching(text))


def _values(listed: Sequence[Subscription], kind: SubscriptionKind) -> set[str]:
    return {
        subscription.value
        for subscription in listed
        if subscription.kind == kind
    }


@lru_cache(maxsize=1024)
def _filter_of(phrases: tuple[str, ...]) -> FilterSet:
    return any_of(phrases)
