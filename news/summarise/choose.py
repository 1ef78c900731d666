"""Which sentences: by position, title, centrality, and how well each reads alone; never the same thing twice."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np

from news.summarise.shape import Candidate
from news.words import content_words

_POSITION = 1.0
_TITLE = 0.55
_CENTRAL = 0.5
_NUMBER = 0.7
"""For a sentence that gives a number of the headline: it tells the fact that the headline announces."""
_REPEAT = 0.6


def choose(candidates: list[Candidate], title: str, language: str, count: int) -> list[str]:
    """Return the best sentences in the text's order."""
    usable = (
        [each for each in candidates if each.shape > 0.1]
        or [each for each in candidates if each.shape > 0]
        or candidates[:1]
    )
    if len(usable) <= 1 or count <= 0:
        return [each.text for each in usable[: max(count, 0)]]
    bags = [Counter(content_words(each.text[:400], language)) for each in usable]
    matrix = _vectors(bags)
    head = set(content_words(title, language))
    scores = _base(usable, bags, head) + _CENTRAL * _centrality(matrix)
    scores *= np.array([each.shape for each in usable])
    order = _spread(scores, matrix @ matrix.T, min(count, len(usable)))
    return [usable[index].text for index in sorted(order)]


def _base(usable: list[Candidate], bags: list[Counter[str]], head: set[str]) -> np.ndarray:
    first = usable[0].position
    # A text that opens with a cry or a scene tells its fact later: its first place is worth less.
    place = _POSITION if first == 0 else 0.5 * _POSITION
    position = [place / math.sqrt(1.0 + 0.9 * (each.position - first)) for each in usable]
    numbers = {word for word in head if any(char.isdigit() for char in word) and len(word) > 1}
    title = [_TITLE * sum(1 for word in head if word in bag) / (len(head) or 1) for bag in bags]
    told = [_NUMBER if any(word in bag for word in numbers) else 0.0 for bag in bags]
    return np.asarray(np.array(position) + np.array(title) + np.array(told))


def _vectors(bags: list[Counter[str]]) -> np.ndarray:
    """Return unit TF-IDF rows, document frequency counted over the text's own sentences."""
    frequency: Counter[str] = Counter()
    for bag in bags:
        frequency.update(bag.keys())
    index = {word: number for number, word in enumerate(frequency)}
    weight = {word: math.log(1.0 + len(bags) / count) for word, count in frequency.items()}
    matrix = np.zeros((len(bags), max(len(index), 1)), dtype=np.float32)
    for row, bag in enumerate(bags):
        matrix[row, [index[word] for word in bag]] = [
            times * weight[word] for word, times in bag.items()
        ]
    norms = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.where(norms == 0, 1.0, norms))


def _centrality(matrix: np.ndarray) -> np.ndarray:
    """Return each sentence's likeness to the whole text's centre, scaled to 1."""
    centre = matrix.mean(axis=0)
    likeness = matrix @ centre
    top = float(likeness.max()) if likeness.size else 0.0
    return np.asarray(likeness / top if top > 0 else likeness)


def _spread(scores: np.ndarray, likeness: np.ndarray, count: int) -> list[int]:
    """Choose greedily, each time less what was already said (MMR)."""
    chosen: list[int] = []
    remaining = list(range(len(scores)))
    while remaining and len(chosen) < count:
        said = likeness[:, chosen].max(axis=1) if chosen else np.zeros(len(scores))
        best = max(
            remaining,
            key=lambda index: float(scores[index] * (1.0 - _REPEAT * max(said[index] - 0.3, 0.0))),
        )
        chosen.append(best)
        remaining.remove(best)
    return chosen
