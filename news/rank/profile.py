"""A chat's taste, learned from its feedback."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from news.models import Story

# What one 👍 or 👎 shifts.
TOPIC_STEP = 0.15
PUBLISHER_STEP = 0.1
MOST = 0.8


@dataclass(frozen=True, slots=True)
class Profile:
    """A chat's taste: learned from its feedback, shown to it, and editable."""

    # Shift of a topic, about -1 to 1.
    topics: Mapping[str, float] = field(default_factory=dict)
    publishers: Mapping[str, float] = field(default_factory=dict)


def learn(feedback: Iterable[tuple[Story, int]]) -> Profile:
    """Make a profile from 👍 (1) and 👎 (-1).

    Each shifts its topic by 0.15 and its publisher by 0.1, within ±0.8.
    """
    topics: dict[str, float] = {}
    publishers: dict[str, float] = {}
    for story, value in feedback:
        for topic in story.topics[:1]:
            _shift(topics, topic, TOPIC_STEP * value)
        if story.publisher:
            _shift(publishers, story.publisher, PUBLISHER_STEP * value)
    return Profile(topics, publishers)


def _shift(tastes: dict[str, float], key: str, by: float) -> None:
    """Shift a taste, within ±0.8; one that is not known begins at 0."""
    shifted = tastes.get(key, 0.0) + by
    tastes[key] = round(max(-MOST, min(MOST, shifted)), 3)
