"""Choose sentences by position, title, centrality, and how well each reads alone; never
the same fact twice.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from news.summarise.shape import USABLE, Candidate
from news.words import STOP, fold, surface_words

_POSITION = 1.0
_DECAY = 0.9
# Read on 120 items of pages and feeds' texts: with 0.55 more of them opened
# with a scene than with what the headline is about.
_TITLE = 0.9
_CENTRAL = 0.5
# Sentences from which a text's centre counts in full; among two or three it
# tells nothing.
_MANY = 12
# For a sentence that gives a number of the headline: it tells the fact that the
# headline announces.
_NUMBER = 0.7
_REPEAT = 0.6
# Likeness from which a sentence says again what was said.
_ALIKE = 0.3
# Likeness from which a sentence is not told beside the other.
_SAME = 0.6
# Characters of a sentence whose words are counted.
_WORDS_FROM = 400
# Letters of a word that are compared: endings differ, and real stems take half
# of a summary's time.
_STEM = 6
# A year stands in many sentences and tells no fact by itself.
_YEAR = re.compile(r"(?:19|20)\d\d年?")
Floats = NDArray[np.float64]


def choose(candidates: list[Candidate], title: str, count: int) -> list[str]:
    """Return the best sentences in the text's order."""
    usable = _usable(candidates)
    if len(usable) <= 1 or count <= 0:
        return [sentence.text for sentence in usable[: max(count, 0)]]
    bags = [Counter(_stems(sentence.text[:_WORDS_FROM])) for sentence in usable]
    matrix = _vectors(bags)
    central = _CENTRAL * min(len(usable) / _MANY, 1.0)
    scores = _base(usable, bags, title) + central * _centrality(matrix)
    scores *= np.array([sentence.shape for sentence in usable])
    order = _spread(usable, scores, matrix @ matrix.T, min(count, len(usable)))
    return [usable[index].text for index in sorted(order)]


def _usable(candidates: list[Candidate]) -> list[Candidate]:
    """Return the sentences that read alone; where there are none, the least bad ones."""
    for least in (USABLE, 0.0):
        usable = [sentence for sentence in candidates if sentence.shape > least]
        if usable:
            return usable
    return candidates[:1]


def _stems(text: str) -> list[str]:
    words = surface_words(fold(text))
    return [word[:_STEM] for word in words if word not in STOP]


def _base(
    usable: list[Candidate], bags: list[Counter[str]], title: str
) -> Floats:
    """Weigh position, and the words and numbers of the title."""
    head = set(_stems(title))
    numbers = {word for word in head if len(word) > 1 and _has_digit(word)}
    numbers = {word for word in numbers if not _YEAR.fullmatch(word)}
    first = usable[0].position
    # A text that opens with a cry or a scene tells its fact later: its first
    # place is worth less.
    place = _POSITION if first == 0 else 0.5 * _POSITION
    weights = []
    for sentence, bag in zip(usable, bags, strict=True):
        weight = place / math.sqrt(1.0 + _DECAY * (sentence.position - first))
        weight += _TITLE * len(head & bag.keys()) / (len(head) or 1)
        weight += 0.0 if numbers.isdisjoint(bag) else _NUMBER
        weights.append(weight)
    return np.array(weights)


def _has_digit(word: str) -> bool:
    return any(char.isdigit() for char in word)


def _vectors(bags: Sequence[Counter[str]]) -> Floats:
    """Return unit TF-IDF rows, document frequency counted over the text's own sentences."""
    frequency: Counter[str] = Counter()
    for bag in bags:
        frequency.update(bag.keys())
    index = {word: number for number, word in enumerate(frequency)}
    weight = {
        word: math.log(1.0 + len(bags) / count)
        for word, count in frequency.items()
    }
    matrix = np.zeros((len(bags), max(len(index), 1)))
    for row, bag in enumerate(bags):
        columns = [index[word] for word in bag]
        matrix[row, columns] = [
            times * weight[word] for word, times in bag.items()
        ]
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.where(norms == 0, 1.0, norms))


def _centrality(matrix: Floats) -> Floats:
    """Return each sentence's likeness to the whole text's centre, scaled to 1."""
    likeness = matrix @ matrix.mean(axis=0)
    top = float(likeness.max())
    return np.asarray(likeness / top if top > 0 else likeness)


def _spread(
    usable: list[Candidate], scores: Floats, likeness: Floats, count: int
) -> list[int]:
    """Choose greedily, each time less what was already said (MMR),
    and nothing whose sentence before is not told.
    """
    chosen: list[int] = []
    told: set[int] = set()
    for _ in range(count):
        said = (
            likeness[:, chosen].max(axis=1) if chosen else np.zeros(len(scores))
        )
        values = scores * (1.0 - _REPEAT * np.maximum(said - _ALIKE, 0.0))
        open_ = [
            index
            for index in range(len(usable))
            if _may_follow(usable[index], told) and said[index] < _SAME
        ]
        remaining = [index for index in open_ if index not in chosen]
        if not remaining:
            break
        best = max(remaining, key=lambda index: float(values[index]))
        chosen.append(best)
        told.add(usable[best].position)
    return chosen or [0]


def _may_follow(each: Candidate, told: set[int]) -> bool:
    """Return whether a sentence may be told beside those at the given positions."""
    return not each.depends or each.position - 1 in told
