"""Check ordinals: line 2, the third place."""

from __future__ import annotations

import re

from news.faithful.alignment import Evidence
from news.faithful.lexicon import EAST
from news.faithful.reading import Reading
from news.numbers.chinese import chinese

_NUMBERED = re.compile(
    r"第?([一二三四五六七八九十\d]{1,3})(号线|号|届|次|位|名|期|季|轮)"
)


def other_ordinal(claim: Reading, evidence: Evidence) -> bool:
    """Return whether a claim names line 1 or the second where its
    evidence names line 2 or the first.
    """
    given = _ordinals(claim)
    told = frozenset().union(
        *(_ordinals(reading) for reading in evidence.readings)
    )
    kinds = {kind for _, kind in given} & {kind for _, kind in told}
    return any(
        {one for one in given if one[1] == kind}.isdisjoint(told)
        for kind in kinds
    )


def _ordinals(reading: Reading) -> frozenset[tuple[str, str]]:
    """Return (which, of what) of what a sentence numbers."""
    if reading.language in EAST:
        return frozenset(
            (
                number if number.isdecimal() else f"{chinese(number) or 0:f}",
                kind,
            )
            for number, kind in _NUMBERED.findall(reading.text)
        )
    words = (
        word
        for word in reading.words
        for label in word.labels
        if label == ".ordinal"
    )
    return frozenset((word.key, "") for word in words)
