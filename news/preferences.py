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
    proposed = []
    for topic, count in total.items():
        much = liked[topic] >= MUCH * count
        little = liked[topic] <= LITTLE * count
        if count >= LEAST and (much or little):
            proposal = Proposal(
                topic=topic, more=much, liked=liked[topic], total=count
            )
            proposed.append(proposal)
    proposed.sort(key=_doubt)
    return tuple(proposed[:MOST])


def _doubt(proposal: Proposal) -> tuple[int, str]:
    """Return what proposals are sorted by: the clearest first, then by the topic.

    8 of 10 stories liked are clearer than 5 of 6, and as clear as 2 of 10.
    """
    lead = abs(2 * proposal.liked - proposal.total)
    return -lead, proposal.topic
