"""Check the days, months and weekdays of a claim, and what happened on them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from news.faithful.alignment import Evidence, count_shared
from news.faithful.lexicon import EAST, NOTHING
from news.faithful.pool import Pool
from news.faithful.reading import Reading
from news.faithful.spans import before
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
    """Return whether a claim gives a day that no article gives.

    April 6 and 4月6日 are one day; years are not compared.
    """
    return not claim.days <= pool.days


def other_day(claim: Reading, evidence: Evidence, pool: Pool) -> bool:
    """Return whether a claim dates something otherwise than its evidence does.

    By a span ("next year"), a day, a weekday or a month. A weekday must not stand
    for a date: "on Monday" for "on April 6".
    """
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
    """Return whether a claim says "next year" where its evidence says no such thing.

    A claim without a span may leave it out.
    """
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
    said = before(claim.content, _day_starts(claim))
    day = _day_starts(source)
    clause = source.clause_at(day)
    opening = {word.clause for word in before(source.content, day)}
    if not said or clause not in opening:
        return False
    last = said[-1]
    clauses = {word.clause for word in source.content if word.means(last)}
    return bool(clauses) and clause not in clauses


def _day_starts(reading: Reading) -> int:
    """Return where a sentence's first name of a month stands; 0 without one.

    19 in "The bridge fell on April 3".
    """
    named = tables().months
    places = (
        word.start
        for word in reading.words
        if reading.text[word.start : word.end] in named
    )
    return next(places, 0)


def weekdays(reading: Reading) -> set[str]:
    """Return the labels of a sentence's weekdays.

    .day1 for Monday, lundi and 周一.
    """
    labels = NOTHING.union(*(word.labels for word in reading.words))
    return {label for label in labels if label.startswith(".day")}


def months(reading: Reading) -> set[int]:
    """Return the months that a sentence names, those of its days too.

    4 for "in April", "April 6" and 4月. "May" and "mar" need a day beside them, for
    they are other words too.
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
    """Return the evidence; its first sentence alone where that has all the words of a claim.

    Then the second sentence says when something else happened.
    """
    first = evidence.readings[0]
    if claim.language != first.language:
        return evidence.readings
    said = [word for word in claim.content if not word.is_light]
    if not said or count_shared(said, first) < len(said):
        return evidence.readings
    return (first,)
