"""Which stories a chat is told, in what order, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import exp, log2

from news.models import Pick, Story

HALF_LIFE = 10.0
"""Hours after which a story's freshness is half."""
SAME_TOPIC = 4
"""No more stories of one topic in a row of ten, unless it is all that was asked for."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A story that a subscription of the chat brings."""

    story: Story
    subscription: str
    """`topic:tech`, `source:12` or `filter:芯片`."""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Profile:
    """What a chat likes: learned from its feedback, shown to it and editable."""

    topics: Mapping[str, float] = field(default_factory=dict)
    """Shift of a topic, about -1 to 1."""
    publishers: Mapping[str, float] = field(default_factory=dict)


def rank(candidates: Iterable[Candidate], *, profile: Profile, now: datetime, limit: int) -> list[Pick]:
    """Return the best stories, each once, the best first, varied by topic; each with its reasons.

    The score is log2(1 + independent publishers) × freshness (half-life ten hours) × the subscription's weight × what the
    chat's feedback says of topic and publisher.
    """
    best: dict[int, Pick] = {}
    for candidate in candidates:
        pick = _score(candidate, profile, now)
        known = best.get(pick.story.id)
        if known is None or pick.score > known.score:
            best[pick.story.id] = pick
    ordered = sorted(best.values(), key=lambda pick: (-pick.score, pick.story.id))
    return _vary(ordered, limit)


def _score(candidate: Candidate, profile: Profile, now: datetime) -> Pick:
    story = candidate.story
    hours = max((now - story.published_at).total_seconds() / 3600, 0.0)
    fresh = 0.15 + 0.85 * exp(-hours * 0.6931 / HALF_LIFE)
    liked = sum(profile.topics.get(topic, 0.0) for topic in story.topics[:2]) + profile.publishers.get(
        story.publisher, 0.0
    )
    # A filter was written by a person for just this: it goes before a topic.
    asked = 1.5 if candidate.subscription.startswith("filter:") else 1.0
    score = log2(1.0 + max(story.publishers, 1)) * fresh * candidate.weight * asked * max(1.0 + liked, 0.1)
    reasons = [f"publishers:{story.publishers}", f"fresh:{round(hours)}h"]
    if candidate.weight != 1.0:
        reasons.append(f"weight:{candidate.weight:g}")
    if abs(liked) >= 0.05:
        reasons.append(f"liked:{liked:+.1f}")
    return Pick(story, round(score, 4), candidate.subscription, tuple(reasons))


def _vary(ordered: list[Pick], limit: int) -> list[Pick]:
    """Take from the top, holding back a topic that has had its share while others wait."""
    chosen: list[Pick] = []
    held: list[Pick] = []
    counts: Counter[str] = Counter()
    share = max(2, round(SAME_TOPIC * limit / 10))
    for pick in ordered:
        topic = pick.story.topics[0] if pick.story.topics else pick.subscription
        if len(chosen) >= limit:
            break
        if counts[topic] >= share:
            held.append(pick)
            continue
        counts[topic] += 1
        chosen.append(pick)
    return chosen + held[: max(limit - len(chosen), 0)]


def learn(feedback: Iterable[tuple[Story, int]]) -> Profile:
    """Make a profile from 👍 (1) and 👎 (-1): each shifts its topic by 0.15 and its publisher by 0.1, within ±0.8."""
    topics: dict[str, float] = {}
    publishers: dict[str, float] = {}
    for story, value in feedback:
        for topic in story.topics[:1]:
            topics[topic] = _bounded(topics.get(topic, 0.0) + 0.15 * value)
        if story.publisher:
            publishers[story.publisher] = _bounded(publishers.get(story.publisher, 0.0) + 0.1 * value)
    return Profile(topics, publishers)


def _bounded(value: float) -> float:
    return round(max(-0.8, min(0.8, value)), 3)
