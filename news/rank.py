"""Which stories a chat is told, in what order, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from math import log2
from operator import attrgetter

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


def shared_score(publishers: int, age: float) -> float:
    """Score a story before anybody's taste: log2(1 + independent publishers) × freshness, of an age in seconds."""
    return float(
        log2(1.0 + max(publishers, 1)) * (0.15 + 0.85 * 0.5 ** (max(age, 0.0) / 3600 / HALF_LIFE))
    )


def plain_pick(story: Story, subscription: str, weight: float, now: datetime) -> Pick:
    """Return a story as a subscription brings it to a chat without a taste of its own."""
    age = (now - story.published_at).total_seconds()
    # A filter was written by a person for just this: it goes before a topic.
    asked = 1.5 if subscription.startswith("filter:") else 1.0
    reasons: tuple[str, ...] = (
        f"publishers:{story.publishers}",
        f"fresh:{round(max(age, 0.0) / 3600)}h",
    )
    if weight != 1.0:
        reasons = (*reasons, f"weight:{weight:g}")
    return Pick(story, shared_score(story.publishers, age) * weight * asked, subscription, reasons)


def rank(
    candidates: Iterable[Candidate], *, profile: Profile, now: datetime, limit: int
) -> list[Pick]:
    """Return the best stories, each once, the best first, varied by topic; each with its reasons.

    The score is log2(1 + independent publishers) × freshness (half-life ten hours) × the subscription's weight × what the
    chat's feedback says of topic and publisher. Of two alike the one given first goes first.
    """
    picks = (plain_pick(each.story, each.subscription, each.weight, now) for each in candidates)
    return best_of(picks, profile=profile, limit=limit)


_score = attrgetter("score")


def best_of(picks: Iterable[Pick], *, profile: Profile, limit: int) -> list[Pick]:
    """Rank what `plain_pick` made, once for many chats, by one chat's taste: as `rank` does."""
    if profile.topics or profile.publishers:
        picks = (_to_taste(pick, profile) for pick in picks)
    return _vary(sorted(picks, key=_score, reverse=True), limit)


def _to_taste(pick: Pick, profile: Profile) -> Pick:
    """Return a pick as the chat's feedback shifts it."""
    topics = sum(profile.topics.get(topic, 0.0) for topic in pick.story.topics[:2])
    liked = topics + profile.publishers.get(pick.story.publisher, 0.0)
    if not liked:
        return pick
    reasons = (*pick.reasons, f"liked:{liked:+.1f}") if abs(liked) >= 0.05 else pick.reasons
    return Pick(pick.story, pick.score * max(1.0 + liked, 0.1), pick.subscription, reasons)


def _vary(ordered: list[Pick], limit: int) -> list[Pick]:
    """Take from the top, each story once, holding back a topic that has had its share while others wait."""
    chosen: list[Pick] = []
    held: list[Pick] = []
    met: set[int] = set()
    counts: dict[str, int] = {}
    share = max(2, round(SAME_TOPIC * limit / 10))
    for pick in ordered:
        if len(chosen) >= limit:
            break
        story = pick.story
        if story.id in met:
            continue
        met.add(story.id)
        topic = story.topics[0] if story.topics else pick.subscription
        if (count := counts.get(topic, 0)) >= share:
            held.append(pick)
            continue
        counts[topic] = count + 1
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
            publishers[story.publisher] = _bounded(
                publishers.get(story.publisher, 0.0) + 0.1 * value
            )
    return Profile(topics, publishers)


def _bounded(value: float) -> float:
    return round(max(-0.8, min(0.8, value)), 3)
