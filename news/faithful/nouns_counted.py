"""Check that each number of a claim counts what it counts in the articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from news.faithful.alignment import Evidence
from news.faithful.amounts import is_same
from news.faithful.lexicon import EAST
from news.faithful.ordinals import other_ordinal
from news.faithful.pool import Pool
from news.faithful.reading import Reading, Word, keys_of
from news.faithful.scores_and_shares import (
    counts_other_part,
    is_score,
    names_other_share,
    part_exceeds_whole,
    turns_score,
)
from news.faithful.spans import behind, in_clause
from news.numbers import Quantity

# What stands before the number that a change starts from.
_FROM = re.compile(r"(?:\b(?:from|von|de|с)|从|由)$")
_FROM_LENGTH = 5
# Words by which another number must fit a claim's words better than its own.
_CLEARLY = 2
# Characters between a number and what it counts: a blank, or a measure word.
_BEHIND = 3
# Characters between a word and the number before it in a Western language.
_TWO_BLANKS = 2


@dataclass(frozen=True, slots=True)
class _Counted:
    """A number, and the sentence that it stands in."""

    number: Quantity
    reading: Reading

    @property
    def noun(self) -> Word | None:
        """The word behind the number, which is what it counts, or its measure word.

        The "cracks" of "12 cracks". In 16名员工 a measure word of one character stands
        between; None where a mark or the end follows.
        """
        east = self.reading.language in EAST
        end = self.number.end
        for word in self.reading.words:
            if word.start < end:
                continue
            if word.start - end > (0 if east else _TWO_BLANKS):
                break
            if len(word.key) > 1 or not east:
                return word
            end = word.end
        return None

    @property
    def first_behind(self) -> Word | None:
        """The first word behind the number that says something, if it is near.

        The "cities" of "eleven cities", but no word of "eleven of the cities".
        """
        end = self.number.end
        for word in behind(self.reading.content, end)[:1]:
            if word.start - end <= _BEHIND:
                return word
        return None

    @property
    def company(self) -> frozenset[str]:
        """Keys of the words of its clause that are nearer to it than to any other number.

        In "12 hurt and 3 dead" the 12 has "hurt", the 3 has "dead".
        """
        start = self.number.start
        clause = self.reading.clause_at(start)
        places = [other.start for other in self.reading.quantities]
        near = []
        for word in in_clause(self.reading.content, clause):
            if _nearest(word.start, places) == start:
                near.append(word)
        return keys_of(near)

    @property
    def begins_range(self) -> bool:
        """Whether another number started from it: "from 6 to 4 minutes".

        The words before it are as much the other one's.
        """
        before = self.reading.text[: self.number.start].rstrip()
        return _FROM.search(before[-_FROM_LENGTH:]) is not None


def misplaced(claim: Reading, evidence: Evidence, pool: Pool) -> bool:
    """Return whether a number of a claim counts what another number counts in the evidence.

    First scores, shares, parts and ordinals, which have rules of their own; then
    each plain number by the noun and the words beside it.
    """
    if part_exceeds_whole(claim) or turns_score(claim, pool):
        return True
    if names_other_share(claim, evidence) or other_ordinal(claim, evidence):
        return True
    return any(
        counts_other_part(number, claim, evidence)
        or _is_misplaced(number, claim, evidence, pool)
        for number in claim.quantities
    )


def _is_misplaced(
    number: Quantity, claim: Reading, evidence: Evidence, pool: Pool
) -> bool:
    """Return whether a plain number counts what another one counts.

    Scores and years count nothing.
    """
    if is_score(number, claim):
        return False
    return _counts_otherwise(_Counted(number, claim), evidence, pool)


def _counts_otherwise(
    counted: _Counted, evidence: Evidence, pool: Pool
) -> bool:
    """Return whether another number fits a claim's words better than its own one does.

    "3 hurt" for "5 hurt and 3 killed": beside the evidence's 5 stands what the
    claim has beside its 3.
    """
    own, rivals = _parted(counted, evidence.readings)
    everywhere, others = _parted(counted, pool.readings)
    own = own or everywhere
    if not own:
        return False
    if _noun_differs(counted, own, others):
        return True
    if _counts_what_is_new(counted, own, pool):
        return True
    return _fits_another(counted, own, rivals)


def _fits_another(
    counted: _Counted, own: Sequence[_Counted], rivals: Sequence[_Counted]
) -> bool:
    """Return whether a number of the same unit has clearly more of a number's company.

    "The bridge cost 40 million" for "the bridge cost 30 million, a tunnel came to 40
    million": "bridge" and "cost" stand beside 30. Where the own number shares no
    word, one word decides.
    """
    company = counted.company
    best = max(len(company & other.company) for other in own)
    most = 0
    for other in rivals:
        if other.number.unit != counted.number.unit or other.begins_range:
            continue
        most = max(most, len(company & other.company))
    return most > (best + _CLEARLY if best else 0)


def _parted(
    counted: _Counted, readings: Iterable[Reading]
) -> tuple[list[_Counted], list[_Counted]]:
    """Return the numbers of sentences that are the given one, and those that are not.

    Equal ones have one value and one unit: 3 km is 3,000 m.
    """
    same: list[_Counted] = []
    others: list[_Counted] = []
    for reading in readings:
        for number in reading.quantities:
            listed = same if is_same(counted.number, number) else others
            listed.append(_Counted(number, reading))
    return same, others


def _noun_differs(
    counted: _Counted, own: Sequence[_Counted], others: Sequence[_Counted]
) -> bool:
    """Return whether a claim counts weeks where the articles count cracks,
    and weeks by another number.

    Where nothing in the articles counts weeks, "12 weeks" may say "three months" in
    other words.
    """
    noun = counted.noun
    # "6% last year": what follows a share or a sum is not counted by it.
    if noun is None or counted.number.unit or _counts(noun, own):
        return False
    # "Employs 5,300 people" counts employees all the same.
    if any(noun.is_in(other.company) for other in own):
        return False
    plain = [other for other in others if not other.number.unit]
    return any(_is_counted(noun, other) for other in plain)


def _is_counted(noun: Word, other: _Counted) -> bool:
    """Return whether a number counts a noun.

    The 12 of "12 cracks" counts "cracks".
    """
    return other.noun is not None and other.noun.means(noun)


def _counts(noun: Word, own: Sequence[_Counted]) -> bool:
    """Return whether a number counts a noun somewhere, or nothing that can be named.

    "It took 12" may count anything.
    """
    return any(other.noun is None or other.noun.means(noun) for other in own)


def _counts_what_is_new(
    counted: _Counted, own: Sequence[_Counted], pool: Pool
) -> bool:
    """Return whether a claim counts what no article names, where its number counts something else.

    "Sold in eleven cities" for "sold in eleven countries". The claim must not have
    the countries elsewhere.
    """
    claim = counted.reading
    noun = counted.first_behind
    if noun is None or counted.number.unit or claim.language != pool.language:
        return False
    if noun.key in pool.keys or noun.concepts & pool.concepts:
        return False
    for other in own:
        word = other.first_behind
        if word is None or word.is_in(claim.keys):
            return False
    return True


def _nearest(place: int, numbers: Iterable[int]) -> int:
    """Return the one of some places that is nearest to a place; the first of two."""
    return min(numbers, key=lambda at: abs(at - place))
