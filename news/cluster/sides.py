"""Recognise two headlines of one deed with its sides changed: "Leeds beat Derby" and "Derby
beat Leeds".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from operator import ne

from news.cluster.slots import WIDE_LETTER, read_stems, read_words, table_words
from news.words import fold

# Characters of a side in scripts without spaces.
SHORTEST_SIDE = 2
LONGEST_SIDE = 8
# With how many characters two names may begin or end alike.
MOST_ALIKE = 3
# Parts of two headlines between which sides are looked for, at the most.
MOST_PARTS = 40
_LISTED = re.compile(r"[,，、/&]")
_NUMBER = re.compile(r"[\d一二三四五六七八九十]")


def change_sides(one: str, other: str, language: str) -> bool:
    """Return whether two headlines tell one deed, and who did it to whom is changed.

    Not where both do it together: "Peru and Chile sign", "Peru meets Chile".
    """
    ours, theirs = _parts(one, language), _parts(other, language)
    # Nearly all pairs end here.
    if sorted(ours) != sorted(theirs) or ours == theirs:
        return False
    if len(ours) > MOST_PARTS or _is_together(one):
        return False
    is_wide = _is_wide(one)
    written = fold(one) if is_wide else read_words(one)
    is_side = _is_wide_side if is_wide else _is_side
    for left, right in _changed(ours, theirs):
        if is_side(written[left]) and is_side(written[right]):
            return True
    return False


@lru_cache(maxsize=4096)
def _parts(title: str, language: str) -> tuple[str, ...]:
    """Return what is laid beside another headline's: stems, or letters where no blank parts words."""
    if _is_wide(title):
        return tuple(fold(title))
    return read_stems(title, language)


def _changed(
    ours: tuple[str, ...], theirs: tuple[str, ...]
) -> Iterator[tuple[slice, slice]]:
    """Yield where the sides of one headline stand that change their places in the other.

    What stands between them is the same, and so is all around them.
    """
    differs = list(map(ne, ours, theirs))
    first = differs.index(True)
    behind_last = len(ours) - differs[::-1].index(True)
    # The names may begin or end alike: 法国, 德国.
    earliest = max(first - MOST_ALIKE, 0)
    latest = min(behind_last + MOST_ALIKE, len(ours))
    starts = range(first, earliest - 1, -1)
    ends = range(behind_last, latest + 1)
    for start, end in product(starts, ends):
        lengths = _exchanged(ours[start:end], theirs[start:end])
        for left, right in lengths:
            yield slice(start, start + left), slice(end - right, end)


def _exchanged(
    ours: tuple[str, ...], theirs: tuple[str, ...]
) -> Iterator[tuple[int, int]]:
    """Yield how long the first and the last part of ours are that change places in theirs."""
    sizes = range(1, min(len(ours) - 1, LONGEST_SIDE + 1))
    for first, last in product(sizes, sizes):
        left, right = ours[:first], ours[-last:]
        between = ours[first : len(ours) - last]
        is_told = not table_words("before").issuperset(between)
        if is_told and theirs == right + between + left:
            yield first, last


def _is_together(title: str) -> bool:
    """Return whether a headline may tell what two do together."""
    if _LISTED.search(title):
        return True
    words = table_words("together")
    if not _is_wide(title):
        return not words.isdisjoint(map(fold, read_words(title)))
    wide_words = filter(_is_wide, words)
    return any(map(fold(title).__contains__, wide_words))


def _is_side(words: Sequence[str]) -> bool:
    """Return whether one of some words may be a name."""
    return any(map(_may_be_name, words))


def _may_be_name(word: str) -> bool:
    """Return whether a word has a capital, or is of a script that has none."""
    first = word[0]
    return first.isalpha() and not first.islower()


def _is_wide_side(text: Sequence[str]) -> bool:
    """Return whether some Chinese or Japanese characters may be a side: no mark, no number."""
    plain = "".join(text)
    letters = plain.isalpha() and not _NUMBER.search(plain)
    return letters and SHORTEST_SIDE <= len(plain) <= LONGEST_SIDE


def _is_wide(text: str) -> bool:
    return WIDE_LETTER.search(text) is not None
