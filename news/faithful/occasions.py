"""Check the days, months and weekdays of a claim, and what happened on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from news.faithful.alignment import Evidence
from news.faithful.pool import Pool
from news.faithful.reading import Reading
from news.numbers.tables import tables

T = TypeVar("T", str, int)


def unknown_day(claim: Reading, pool: Pool) -> bool:
    """Return whether a claim gives a day that no article gives."""
    return not claim.days <= pool.days


def other_day(claim: Reading, evidence: Evidence, pool: Pool) -> bool:
    """Return whether a claim dates something otherwise than its evidence does."""
    if _misses(weekdays(claim), weekdays, evidence, pool):
        return True
    return _misses(months(claim), months, evidence, pool)


def weekdays(reading: Reading) -> set[str]:
    return {
        label
        for word in reading.words
        for label in word.labels
        if label.startswith(".day")
    }


def months(reading: Reading) -> set[int]:
    """Return the months that a sentence names, those of its days too.

    "may" and "mar" need a day beside them.
    """
    named = {month for month, _ in reading.days}
    table = tables().months
    for word in reading.words:
        plain = reading.text[word.start : word.end]
        if plain in table and len(plain) > 4:
            named.add(table[plain])
    return named


def _misses(
    given: set[T],
    of: Callable[[Reading], set[T]],
    evidence: Evidence,
    pool: Pool,
) -> bool:
    """Return whether what is given stands in no article, or the evidence gives another one."""
    if not given:
        return False
    everywhere: set[T] = set()
    for reading in pool.readings:
        everywhere |= of(reading)
    if not given <= everywhere:
        return True
    there: set[T] = set()
    for reading in evidence.readings:
        there |= of(reading)
    return bool(there) and not given & there
