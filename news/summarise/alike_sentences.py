"""Measure how alike a text's sentences are: by their words (TF-IDF), by what one says
of the other, and by how they begin.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from news.summarise.scenes import stems_of
from news.summarise.shape import Candidate

# Likeness from which a sentence is not told beside the other.
SAME = 0.6
# Share of a shorter sentence's words from which a longer one says it again, and
# words of it at least.
_HELD = 0.6
_HELD_WORDS = 5
# The start of two sentences by which both introduce the same: a name and what is
# behind it, or four words; and the characters in which it is looked for.
_OPENS = 90
_OPENING = re.compile(r"\A(?:[^,.]{3,40}, [^,.]{1,40},|(?:\S+\s){4})")
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class SentenceVectors:
    """How often each word stands in each sentence, a unit row for each of them, and the words of
    the columns.
    """

    bags: list[Counter[str]]
    rows: Floats
    words: list[str]


def read_vectors(sentences: list[Candidate]) -> SentenceVectors:
    """Return TF-IDF rows, document frequency counted over the text's own sentences."""
    bags = [Counter(stems_of(sentence)) for sentence in sentences]
    frequency = Counter(chain.from_iterable(bags))
    column = {word: number for number, word in enumerate(frequency)}
    rarity = np.array(
        [math.log(1.0 + len(bags) / count) for count in frequency.values()]
    )
    rows = np.zeros((len(bags), len(column)))
    for row, bag in enumerate(bags):
        held = [column[word] for word in bag]
        rows[row, held] = rarity[held] * list(bag.values())
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    norms[norms == 0] = 1.0
    return SentenceVectors(bags, np.asarray(rows / norms), list(column))


def centrality(vectors: SentenceVectors) -> Floats:
    """Return each sentence's likeness to the whole text's centre, scaled to 1."""
    likeness = vectors.rows @ vectors.rows.mean(axis=0)
    top = float(likeness.max())
    return np.asarray(likeness / top if top > 0 else likeness)


def likeness_of(
    sentences: list[Candidate],
    vectors: SentenceVectors,
    common: Collection[str],
) -> Floats:
    """Return how alike each two sentences are, from 0 to 1, in a square matrix; words
    that are common in the language say nothing.
    """
    telling = [word not in common for word in vectors.words]
    likeness = vectors.rows @ vectors.rows.T
    likeness = np.maximum(likeness, _contained(vectors.rows[:, telling]))
    return np.maximum(likeness, _begin_alike(sentences))


def _contained(rows: Floats) -> Floats:
    """Return `SAME` for each pair of sentences of which one holds most words of the
    other, 0 for all others: a longer one may say again what a shorter one said.
    """
    present = (rows > 0).astype(np.float64)
    sizes = present.sum(axis=1)
    shorter = np.minimum.outer(sizes, sizes)
    shared = present @ present.T
    held = (shared >= _HELD * shorter) & (shorter >= _HELD_WORDS)
    return np.where(held, SAME, 0.0)


def _begin_alike(sentences: list[Candidate]) -> Floats:
    """Return `SAME` for each pair of sentences that open with the same words, 0 for all
    others: both introduce somebody, "Jane Roe, 37, is …" and "Jane Roe, 37, lives …".
    """
    openings = [_opening(sentence.text) for sentence in sentences]
    numbers = np.array(list(map(openings.index, openings)))
    return np.where(numbers[:, None] == numbers[None, :], SAME, 0.0)


def _opening(text: str) -> str:
    """Return how a sentence opens; the whole of a shorter one."""
    opening = _OPENING.match(text[:_OPENS])
    return opening.group() if opening else text
