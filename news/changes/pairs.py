"""Pair each removed sentence with the one that replaced it.

Sentences that stand in both versions are left out, wherever they stand. Those that are left are
paired by the pairs of neighbouring characters they share (the Dice coefficient over character
bigrams, Dice 1945). Time is linear in the texts' length but for the number of changed sentences,
which `MOST_CHANGED` bounds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from news.words import fold

# Changed sentences of a version that are paired; a page with more was written
# anew.
MOST_CHANGED = 50
# Share of bigrams from which two sentences are versions of one.
#
# A sentence with another number has about 0.9.
ALIKE = 0.6
# Characters of a sentence that are compared.
_LONGEST = 500
_BLANKS = re.compile(r"\s+")


def bare(text: str) -> str:
    """Return a text as compared: folded, without white space."""
    return _BLANKS.sub("", fold(text))


def changed_pairs(
    before: Sequence[str], after: Sequence[str]
) -> list[tuple[str, str]]:
    """Return (old, new) of what changed, in the old text's order, then what was added.

    One side may be empty.
    """
    gone = _unmatched(before, after)
    come = _unmatched(after, before)
    left = dict(enumerate(map(_bigrams, come[:MOST_CHANGED])))
    pairs: list[tuple[str, str]] = []
    for old in gone[:MOST_CHANGED]:
        best = _most_alike(_bigrams(old), left)
        left.pop(best, None)
        pairs.append((old, "" if best < 0 else come[best]))
    pairs += [(old, "") for old in gone[MOST_CHANGED:]]
    added = [come[index] for index in left] + come[MOST_CHANGED:]
    pairs += [("", new) for new in added]
    return pairs


def _unmatched(sentences: Sequence[str], others: Sequence[str]) -> list[str]:
    """Return the sentences that do not stand among the others.

    One that stands there once matches once.
    """
    there = Counter(map(bare, others))
    unmatched: list[str] = []
    for sentence in sentences:
        key = bare(sentence)
        if there[key] > 0:
            there[key] -= 1
        else:
            unmatched.append(sentence)
    return unmatched


def _bigrams(sentence: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of a sentence: "ab" → " a", "ab", "b ".

    The first and last characters count too, so that a text of one character has bigrams.
    """
    text = bare(sentence)[:_LONGEST]
    return frozenset(map("".join, pairwise(f" {text} ")))


def _most_alike(old: frozenset[str], left: dict[int, frozenset[str]]) -> int:
    """Return the number of the sentence that is most like an old one; -1 where none is enough."""
    likeness = {index: _likeness(old, new) for index, new in left.items()}
    best = max(likeness, key=likeness.__getitem__, default=-1)
    return best if likeness.get(best, 0.0) >= ALIKE else -1


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the Dice coefficient of two sentences' bigrams: 0 for none in common, 1 for all.

    "12 dead" and "15 dead" have 5 of 7 in common, once blanks are out: 0.71.
    """
    return 2 * len(one & other) / (len(one) + len(other))
