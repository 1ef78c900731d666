"""Check that each number of a claim counts what it counts in the articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from news.faithful.alignment import Evidence
from news.faithful.amounts import is_same
from news.faithful.lexicon import EAST
from news.faithful.ordinals import other_ordinal
from news.faithful.pool import Pool
from news.faithful.reading import Reading, Word
from news.faithful.scores_and_shares import (
    counts_other_part,
    is_score,
    names_other_share,
    part_exceeds_whole,
    turns_score,
)
from news.numbers import Quantity

# What stands before the number that a change starts from.
_FROM = re.compile(r"(?:\b(?:from|von|de|с)|从|由)$")
_FROM_LENGTH = 5
# Words by which another number must fit a claim's words better than its own.
_CLEARLY = 2
# Characters between a number and what it counts: a blank, or a measure word.
_BEHIND = 3

# A number of the articles and its sentence.
Found = tuple[Quantity, Reading]


def misplaced(claim: Reading, evidence: Evidence, pool: Pool) -> bool:
    """Return whether a number of a claim counts what another number counts in the evidence."""
    if (
        part_exceeds_whole(claim)
        or turns_score(claim, pool)
        or names_other_share(claim, evidence)
    ):
        return True
    if other_ordinal(claim, evidence):
        return True
    if any(
        counts_other_part(number, claim, evidence)
        for number in claim.quantities
    ):
        return True
    return any(
        _counts_otherwise(number, claim, evidence, pool)
        for number in claim.quantities
        if not is_score(number, claim)
    )


def _counts_otherwise(
    number: Quantity, claim: Reading, evidence: Evidence, pool: Pool
) -> bool:
    own = _equal(number, evidence.readings) or _equal(number, pool.readings)
    if not own:
        return False
    if _noun_differs(number, claim, own, pool) or _counts_what_is_new(
        number, claim, own, pool
    ):
        return True
    company = _company(number, claim)
    best = max(len(company & _company(other, source)) for other, source in own)
    rivals = [
        len(company & _company(other, source))
        for other, source in _others(number, evidence.readings)
        if other.unit == number.unit and not _begins_range(other, source)
    ]
    rival = max(rivals, default=0)
    return rival > best + _CLEARLY or (best == 0 and rival > 0)


def _begins_range(number: Quantity, reading: Reading) -> bool:
    """Return whether a number is what another one started from: "from 6 to 4 minutes".

    The words before it are as much the other one's.
    """
    before = reading.text[: number.start].rstrip()
    return bool(_FROM.search(before[-_FROM_LENGTH:]))


def _equal(number: Quantity, readings: Iterable[Reading]) -> list[Found]:
    """Return the numbers of sentences that are the given one."""
    return [one for one in _numbers(readings) if is_same(number, one[0])]


def _others(number: Quantity, readings: Iterable[Reading]) -> list[Found]:
    """Return the numbers of sentences that are not the given one."""
    return [one for one in _numbers(readings) if not is_same(number, one[0])]


def _numbers(readings: Iterable[Reading]) -> Iterator[Found]:
    for reading in readings:
        for number in reading.quantities:
            yield number, reading


def _noun_differs(
    number: Quantity, claim: Reading, own: Sequence[Found], pool: Pool
) -> bool:
    """Return whether a claim counts weeks where the articles count cracks,
    and weeks by another number.
    """
    noun = _counted(number, claim)
    if noun is None or number.unit or _counts(noun, own):
        return False
    # "Employs 5,300 people" counts employees all the same.
    companies = (_company(other, source) for other, source in own)
    if any(
        noun.key in company or noun.concepts & company for company in companies
    ):
        return False
    # "6% last year": what follows a share or a sum is not counted by it.
    others = (
        _counted(other, source)
        for other, source in _others(number, pool.readings)
        if not other.unit
    )
    return any(other is not None and other.means(noun) for other in others)


def _counts_what_is_new(
    number: Quantity, claim: Reading, own: Sequence[Found], pool: Pool
) -> bool:
    """Return whether a claim counts what no article names, where its number counts something else.

    "Sold in eleven cities" for "sold in eleven countries".
    """
    if number.unit or claim.language != pool.language:
        return False
    noun = _first_behind(number, claim)
    if noun is None or noun.key in pool.keys or noun.concepts & pool.concepts:
        return False
    counted = [_first_behind(other, source) for other, source in own]
    return bool(counted) and all(
        other is not None
        and other.key not in claim.keys
        and not other.concepts & claim.keys
        for other in counted
    )


def _first_behind(number: Quantity, reading: Reading) -> Word | None:
    """Return the first word behind a number that says something, if it is near."""
    for word in reading.content:
        if word.start >= number.end:
            return word if word.start - number.end <= _BEHIND else None
    return None


def _counts(noun: Word, own: Sequence[Found]) -> bool:
    """Return whether a number counts a noun somewhere, or nothing that can be named."""
    counted = [_counted(other, source) for other, source in own]
    return any(other is None or other.means(noun) for other in counted)


def _counted(number: Quantity, reading: Reading) -> Word | None:
    """Return the word behind a number, which is what it counts, or its measure word."""
    east = reading.language in EAST
    end = number.end
    for word in reading.words:
        if word.start < end:
            continue
        if word.start - end > (0 if east else 2):
            return None
        if not east or len(word.key) > 1:
            return word
        # 16名员工: a measure word stands between.
        end = word.end
    return None


def _company(number: Quantity, reading: Reading) -> frozenset[str]:
    """Return the keys of the words that are nearer to a number than
    to any other in its clause or next to it.
    """
    places = [other.start for other in reading.quantities]
    clause = reading.clause_at(number.start)
    near = [
        word
        for word in reading.content
        if word.clause == clause
        and _nearest(word.start, places) == number.start
    ]
    return frozenset(key for word in near for key in (word.key, *word.concepts))


def _nearest(place: int, numbers: Iterable[int]) -> int:
    return min(numbers, key=lambda at: abs(at - place))
