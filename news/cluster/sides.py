"""Recognise two headlines of one deed with its sides changed: "Leeds beat Derby" and "Derby
beat Leeds".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product

from news.cluster.slots import WIDE_LETTER, read_stems, read_words, table_words
from news.words import fold

# Characters of a side in scripts without spaces.
SHORTEST_SIDE, LONGEST_SIDE = 2, 8
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
    written = fold(one) if _is_wide(one) else read_words(one)
    is_side = _is_wide_side if _is_wide(one) else _is_side
    return any(
        is_side(written[here]) and is_side(written[there])
        for here, there in _changed(ours, theirs)
    )


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
    differing = [at for at, part in enumerate(ours) if part != theirs[at]]
    first, last = differing[0], differing[-1] + 1
    # The names may begin or end alike: 法国, 德国.
    starts = range(first, max(first - MOST_ALIKE, 0) - 1, -1)
    ends = range(last, min(last + MOST_ALIKE, len(ours)) + 1)
    for start, end in product(starts, ends):
        for here, there in _exchanged(ours[start:end], theirs[start:end]):
            yield slice(start, start + here), slice(end - there, end)


def _exchanged(
    ours: tuple[str, ...], theirs: tuple[str, ...]
) -> Iterator[tuple[int, int]]:
    """Yield how long the first and the last part of ours are that change places in theirs."""
    sizes = range(1, min(len(ours) - 1, LONGEST_SIDE + 1))
    for first, last in product(sizes, sizes):
        between = ours[first : len(ours) - last]
        told = set(between) - table_words("before")
        if told and theirs == ours[-last:] + between + ours[:first]:
            yield first, last


def _is_together(title: str) -> bool:
    """Return whether a headline may tell what two do together."""
    if _LISTED.search(title):
        return True
    words = table_words("together")
    if _is_wide(title):
        folded = fold(title)
        return any(word in folded for word in words if _is_wide(word))
    return not words.isdisjoint(map(fold, read_words(title)))


def _is_side(words: Sequence[str]) -> bool:
    """Return whether one of some words may be a name: it has a capital, or its script has none."""
    return any(word[0].isalpha() and not word[0].islower() for word in words)


def _is_wide_side(text: Sequence[str]) -> bool:
    """Return whether some Chinese or Japanese characters may be a side: no mark, no number."""
    plain = "".join(text)
    letters = plain.isalpha() and not _NUMBER.search(plain)
    return letters and SHORTEST_SIDE <= len(plain) <= LONGEST_SIDE


def _is_wide(text: str) -> bool:
    return WIDE_LETTER.search(text) is not None
