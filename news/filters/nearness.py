"""Decide whether the words of a phrase stand near each other in a text."""

from __future__ import annotations

from itertools import repeat

# Characters between two words of a phrase at most.
#
# About five words, or half a Chinese sentence.
NEAR = 30
# Where a word stands in a text: start and end.
Place = tuple[int, int]
Places = list[Place]


def near(words: list[Places], text: str) -> bool:
    """Return whether one place of each word can be had so that none is far from the next.

    The text is walked once; of each word the last place up to here is kept.

    "central" and "bank" are near in "the central bank", not in two paragraphs.
    """
    if len(words) < 2:
        return True
    numbered: list[tuple[Place, int]] = []
    for number, places in enumerate(words):
        numbered += zip(places, repeat(number))
    last: dict[int, Place] = {}
    for place, number in sorted(numbered):
        last[number] = place
        has_all = len(last) == len(words)
        if has_all and _close(list(last.values()), text):
            return True
    return False


def _close(places: Places, text: str) -> bool:
    """Return whether words stand near each other, and in one paragraph.

    For each word but the first, thirty characters may stand between.
    """
    start, _ = min(places)
    _, end = max(places)
    of_words = sum(until - at for at, until in places)
    between = end - start - of_words
    allowed = (len(places) - 1) * NEAR
    return between <= allowed and "\n" not in text[start:end]
