"""Work out what a chat's votes say about topics: the bot proposes it once, and never
applies it unasked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

# Votes on a topic from which a share says something: of fewer, one press more
# or less would turn it.
LEAST = 6
# Shares of liked stories from which more is proposed, and up to which less is.
MUCH, LITTLE = 0.7, 0.2
# Proposals in one message.
MOST = 3


@dataclass(frozen=True, slots=True)
class Opinion:
    """A chat's vote on one story."""

    topics: tuple[str, ...]
    # Liked or saved; otherwise disliked.
    liked: bool


@dataclass(frozen=True, slots=True)
class Proposal:
    """More or less of a topic."""

    topic: str
    more: bool
    liked: int
    # Stories of the topic that the chat voted on or saved.
    total: int


def proposals(
    opinions: Iterable[Opinion], subscribed: Collection[str]
) -> tuple[Proposal, ...]:
    """Return what to propose of the topics that a chat subscribes to.

    The clearest come first, at most three.
    """
    total: Counter[str] = Counter()
    liked: Counter[str] = Counter()
    for opinion in opinions:
        for topic in set(opinion.topics) & set(subscribed):
            total[topic] += 1
            liked[topic] += opinion.liked
    proposed = [
        Proposal(
            topic=topic,
            more=liked[topic] >= MUCH * count,
            liked=liked[topic],
            total=count,
        )
        for topic, count in total.items()
        if count >= LEAST and not LITTLE * count < liked[topic] < MUCH * count
    ]
    proposed.sort(key=lambda one: (-abs(2 * one.liked - one.total), one.topic))
    return tuple(proposed[:MOST])
