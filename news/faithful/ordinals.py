"""Check ordinals: line 2, the third place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from news.faithful.case import Case
from news.faithful.concept_lexicon import EAST
from news.faithful.sentence_reading import Reading, gather
from news.numbers.chinese import chinese

_NUMBERED = re.compile(
    r"第?([一二三四五六七八九十\d]{1,3})(号线|号|届|次|位|名|期|季|轮)"
)


def other_ordinal(case: Case) -> bool:
    """Return whether a claim names line 1 or the second where its
    evidence names line 2 or the first.

    What is numbered must be alike: line 1 and the 2nd session do not contradict
    each other. One in common is enough. Words of two languages are not
    compared.
    """
    if case.is_foreign:
        return False
    given = _ordinals(case.reading)
    told = gather(_ordinals, case.evidence.readings)
    # What both number, and what they number in the same way.
    shared = _kinds(given) & _kinds(told)
    return not shared <= _kinds(given & told)


def _kinds(ordinals: Iterable[tuple[str, str]]) -> set[str]:
    """Return what is numbered: of (3, 届) and (1, 号线) → 届, 号线."""
    return {kind for _, kind in ordinals}


def _ordinals(reading: Reading) -> frozenset[tuple[str, str]]:
    """Return (which, of what) of what a sentence numbers: 第三届 → (3, 届).

    Western words say which one alone: "second" → (second, "").
    """
    if reading.language not in EAST:
        return frozenset((word.key, "") for word in reading.marked(".ordinal"))
    numbered = _NUMBERED.findall(reading.text)
    return frozenset((_digits(number), kind) for number, kind in numbered)


def _digits(number: str) -> str:
    """Write a number of Chinese characters in digits; what is none becomes 0.

    三 → 3, 十二 → 12.
    """
    if number.isdecimal():
        return number
    return f"{chinese(number) or 0:f}"
