"""Find stories about the same things as given words: the more rare words they share, the
more alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain
from math import log
from operator import attrgetter
from typing import NamedTuple

from news.models import Story
from news.words import content_words

# Words that two stories must share: one alone is shared by chance in any day's
# news (a choice, not measured).
LEAST = 2


class _Likeness(NamedTuple):
    """How much a story shares with a text."""

    weight: float
    story: Story


def alike(
    text: str, language: str, stories: Sequence[Story], *, limit: int
) -> list[Story]:
    """Return the stories that share the most with a text, the most alike first.

    A shared word counts by how few of the stories have it. Time is linear in the stories' titles
    and summaries.
    """
    wanted = set(content_words(text, language))
    held = [wanted & _words_of(story) for story in stories]
    spread = Counter(chain.from_iterable(held))
    scored = [
        _Likeness(_weight(words, spread, len(stories)), story)
        for words, story in zip(held, stories, strict=True)
        if len(words) >= LEAST
    ]
    # A stable sort: of equals the earlier one.
    scored.sort(key=attrgetter("weight"), reverse=True)
    return [likeness.story for likeness in scored[:limit]]


def _words_of(story: Story) -> set[str]:
    told = "\n".join((story.title, *story.summary))
    return set(content_words(told, story.language))


def _weight(words: Iterable[str], spread: Counter[str], count: int) -> float:
    """Add up the weights of words: one that few of `count` stories have weighs more."""
    return sum(log(1 + count / spread[word]) for word in words)
