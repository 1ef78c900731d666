"""Check the days, months and weekdays of a claim, and what happened on them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import TypeVar

from news.faithful.alignment import count_shared, is_said
from news.faithful.case import Case
from news.faithful.concept_lexicon import EAST
from news.faithful.sentence_reading import Reading, gather
from news.faithful.spans import before
from news.faithful.word import Word, labels_of
from news.numbers.number_tables import tables
from news.words import fold

T = TypeVar("T", str, int)
_MONTH_EAST = re.compile(r"(?<!\d)(1[0-2]|[1-9])月")
# Concepts of spans of time that a sentence gives by their distance from now.
SPANS = frozenset(
    f"{which}_{span}"
    for which in ("this", "last", "next")
    for span in ("year", "month", "week")
)
# Concepts of what does not happen, or not then.
_OFF = ("cancel", "strike_off", "put_off")
# Names of months that are other words too.
_OTHER_WORDS = frozenset({"may", "mar", "mars", "march", "jan", "dec", "sep"})
# The same where their capital tells: "by March", "in May".
_WRITTEN_MONTH = re.compile(r"(?<=[a-z,] )(?:March|May)\b")


def unknown_day(case: Case) -> bool:
    """Return whether a claim gives a day that no article gives.

    April 6 and 4月6日 are one day; years are not compared.
    """
    return not case.reading.days <= case.pool.days


def in_another_span(case: Case) -> bool:
    """Return whether a claim says "next year" where its evidence says no such thing.

    A claim without a span may leave it out.
    """
    told = gather(attrgetter("concepts"), case.evidence.readings)
    return not told.issuperset(case.reading.concepts & SPANS)


def other_weekday(case: Case) -> bool:
    """Return whether a claim gives a weekday that no article gives, or its evidence another one."""
    return _differs(weekdays, case)


def other_month(case: Case) -> bool:
    """Return whether a claim gives a month that no article gives, or its evidence another one."""
    return _differs(months, case)


def was_called_off(case: Case) -> bool:
    """Return whether a claim gives a day on which its evidence says that nothing happens.

    "They strike on 9 February" for "they called off the strike planned for 9 February". What is
    put off happens on the day that stands behind: "planned for May 2, is put off to June 3".
    """
    claim = case.reading
    source = case.source
    marks = source.marked(*_OFF)
    if not marks or claim.marked("cancel", "strike_off", ".negators"):
        return False
    off = _off_part(marks, source)
    put_off = claim.marked("put_off")
    if put_off:
        # "Put off to June 3": the claim's own old day stands before that.
        old = _off_part(put_off, claim)
        return not (claim.days - old.days).isdisjoint(off.days)
    # "Ends in May" may be "gives up in May": months tell what is put off alone.
    if claim.days or off is source:
        return not claim.days.isdisjoint(off.days)
    return not months(claim).isdisjoint(months(off))


def _off_part(marks: Sequence[Word], source: Reading) -> Reading:
    """Return the part of a sentence whose days and months are those on which nothing happens.

    What stands before "is put off to", all beside "is called off". Where Japanese has its verb,
    behind all days, it does not tell the old one.
    """
    if "put_off" not in labels_of(marks):
        return source
    end = 0 if source.language == "ja" else marks[0].start
    return Reading(source.raw[:end], source.language)


def weekday_for_date(case: Case) -> bool:
    """Return whether a claim gives a weekday, and its evidence a date without it.

    "On Monday" must not stand for "on April 6".
    """
    sentences = case.evidence.readings
    if not any(sentence.days for sentence in sentences):
        return False
    given = weekdays(case.reading)
    return bool(given) and given.isdisjoint(gather(weekdays, sentences))


def happened_another_day(case: Case) -> bool:
    """Return whether a claim puts beside a day what its evidence says in another clause only.

    "Found on April 3, weeks after it happened" does not say that it happened on April 3.
    """
    claim = case.reading
    source = case.source
    if claim.language != source.language:
        return False
    if claim.days.isdisjoint(source.days):
        return False
    day = _day_starts(source)
    clause = source.clause_at(day)
    if clause not in _clauses(before(source.content, day)):
        return False
    last = before(claim.content, _day_starts(claim))[-1:]
    same = [word for word in source.content if is_said(word, last)]
    clauses = _clauses(same)
    if not clauses:
        return False
    return clause not in clauses


def _clauses(words: Iterable[Word]) -> set[int]:
    """Return the numbers of the clauses that some words stand in.

    Of "found" in "found on April 3, weeks after it happened" → 1.
    """
    return {word.clause for word in words}


def _day_starts(reading: Reading) -> int:
    """Return where a sentence's first name of a month stands; 0 without one.

    19 in "The bridge fell on April 3".
    """
    named = tables().months
    places = (
        word.start for word in reading.words if reading.text_of(word) in named
    )
    return next(places, 0)


def weekdays(reading: Reading) -> set[str]:
    """Return the labels of a sentence's weekdays.

    .day1 for Monday, lundi and 周一.
    """
    return {label for label in reading.labels if label.startswith(".day")}


def months(reading: Reading) -> set[int]:
    """Return the months that a sentence names, those of its days too.

    4 for "in April", "April 6" and 4月. "May" and "mar" need a day beside them, or an
    English capital, for they are other words too.
    """
    named = {month for month, _ in reading.days}
    table = tables().months
    written = reading.written & table.keys() - _OTHER_WORDS
    named.update(table[word] for word in written)
    named.update(map(_month_of, _WRITTEN_MONTH.findall(reading.raw)))
    if reading.language in EAST:
        named.update(map(int, _MONTH_EAST.findall(reading.text)))
    return named


def _month_of(name: str) -> int:
    """Return the number of a month by its name: May → 5."""
    return tables().months[fold(name)]


def _differs(find: Callable[[Reading], set[T]], case: Case) -> bool:
    """Return whether a claim gives what no article gives, or its evidence gives another one.

    `find` finds the weekdays of a sentence, or its months.
    """
    given = find(case.reading)
    if not given:
        return False
    if not given <= gather(find, case.pool.readings):
        return True
    there = gather(find, _telling(case))
    if not there:
        return False
    return given.isdisjoint(there)


def _telling(case: Case) -> Sequence[Reading]:
    """Return the evidence; its first sentence alone where that has all the words of a claim.

    Then the second sentence says when something else happened.
    """
    claim = case.reading
    source = case.source
    said = claim.telling
    if claim.language != source.language or not said:
        return case.evidence.readings
    if count_shared(said, source) < len(said):
        return case.evidence.readings
    return (source,)
