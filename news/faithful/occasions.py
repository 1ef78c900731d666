"""Check the days, months and weekdays of a claim, and what happened on them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from news.faithful.alignment import Evidence, count_shared
from news.faithful.lexicon import EAST, NOTHING
from news.faithful.pool import Pool
from news.faithful.reading import Reading
from news.numbers.tables import tables

T = TypeVar("T", str, int)
_MONTH_EAST = re.compile(r"(?<!\d)(1[0-2]|[1-9])月")
# Spans of time that a sentence gives by their distance from now.
_SPANS = frozenset(
    f"{which}_{span}"
    for which in ("this", "last", "next")
    for span in ("year", "month", "week")
)
# Names of months that are other words too.
_OTHER_WORDS = frozenset({"may", "mar", "mars", "march", "jan", "dec", "sep"})


def unknown_day(claim: Reading, pool: Pool) -> bool:
    """Return whether a claim gives a day that no article gives."""
    return not claim.days <= pool.days


def other_day(claim: Reading, evidence: Evidence, pool: Pool) -> bool:
    """Return whether a claim dates something otherwise than its evidence does."""
    if _in_another_span(claim, evidence):
        return True
    if _happened_another_day(claim, evidence):
        return True
    given = weekdays(claim)
    if _misses(claim, given, weekdays, evidence, pool):
        return True
    there = frozenset().union(*map(weekdays, evidence.readings))
    is_dated = any(reading.days for reading in evidence.readings)
    if given and is_dated and given.isdisjoint(there):
        return True
    return _misses(claim, months(claim), months, evidence, pool)


def _in_another_span(claim: Reading, evidence: Evidence) -> bool:
    """Return whether a claim says "next year" where its evidence says no such thing."""
    spans = claim.concepts & _SPANS
    said = (reading.concepts for reading in evidence.readings)
    return bool(spans.difference(*said))


def _happened_another_day(claim: Reading, evidence: Evidence) -> bool:
    """Return whether a claim puts beside a day what its evidence says in another clause only.

    "Found on April 3, weeks after it happened" does not say that it happened on April 3.
    """
    source = evidence.readings[0]
    if claim.language != source.language or not claim.days & source.days:
        return False
    said = claim.content_before(_day_starts(claim))
    day = _day_starts(source)
    at = source.clause_at(day)
    opening = {word.clause for word in source.content_before(day)}
    if not said or at not in opening:
        return False
    clauses = {word.clause for word in source.content if word.means(said[-1])}
    return bool(clauses) and at not in clauses


def _day_starts(reading: Reading) -> int:
    """Return where a sentence's first name of a month stands; 0 without one."""
    named = tables().months
    places = (
        word.start
        for word in reading.words
        if reading.text[word.start : word.end] in named
    )
    return next(places, 0)


def weekdays(reading: Reading) -> set[str]:
    """Return the labels of a sentence's weekdays: .day1 for Monday."""
    labels = NOTHING.union(*(word.labels for word in reading.words))
    return {label for label in labels if label.startswith(".day")}


def months(reading: Reading) -> set[int]:
    """Return the months that a sentence names, those of its days too.

    "may" and "mar" need a day beside them.
    """
    named = {month for month, _ in reading.days}
    table = tables().months
    for word in reading.written & table.keys() - _OTHER_WORDS:
        named.add(table[word])
    if reading.language in EAST:
        named.update(map(int, _MONTH_EAST.findall(reading.text)))
    return named


def _misses(
    claim: Reading,
    given: set[T],
    of: Callable[[Reading], set[T]],
    evidence: Evidence,
    pool: Pool,
) -> bool:
    """Return whether what is given stands in no article, or the evidence gives another one."""
    if not given:
        return False
    everywhere = frozenset[T]().union(*map(of, pool.readings))
    if not given <= everywhere:
        return True
    there = frozenset[T]().union(*map(of, _telling(claim, evidence)))
    return bool(there) and given.isdisjoint(there)


def _telling(claim: Reading, evidence: Evidence) -> tuple[Reading, ...]:
    """Return the evidence; its first sentence alone where that has all the words of a claim."""
    first = evidence.readings[0]
    if claim.language != first.language:
        return evidence.readings
    said = [word for word in claim.content if not word.is_light]
    is_whole = bool(said) and count_shared(said, first) == len(said)
    return (first,) if is_whole else evidence.readings
