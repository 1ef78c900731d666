"""Weigh a question's words: a word in fewer articles weighs more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log

from news.answering.question_parts import Passage, QuestionTerm
from news.words import words

# What a word that stands in every article still weighs.
LEAST_WEIGHT = 0.05


def count_rarity(passages: Iterable[Passage]) -> dict[str, float]:
    """Count in how many passages each word stands; give each its weight from 0 to 1.

    Of three passages, a word in two of them weighs 0.23, a word in one 0.47.
    """
    counts: Counter[str] = Counter()
    total = 0
    for passage in passages:
        whole = f"{passage.title}\n{passage.text}"
        counts.update(set(words(whole, passage.language)))
        total += 1
    return {word: rarity_of(count, total) for word, count in counts.items()}


def rarity_of(count: int, total: int) -> float:
    """Return the weight of a word that stands in `count` of `total` articles:
    BM25's, scaled to 0 to 1.
    """
    without = max(total - count + 0.5, 0)
    rarity = log(1 + without / (count + 0.5))
    # What a word has that stands in no article.
    most = log(1 + (total + 0.5) / 0.5)
    return rarity / most


def weight_of(term: QuestionTerm, rarity: Mapping[str, float]) -> float:
    """Return a term's weight: that of its rarest word; a word that no article has weighs most."""
    known = [rarity.get(word, 1.0) for word in term.indexed]
    return max([*known, LEAST_WEIGHT])
