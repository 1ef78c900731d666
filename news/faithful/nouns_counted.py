"""Check that each number of a claim counts what it counts in the articles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from news.faithful.amounts import is_same
from news.faithful.case import Case
from news.faithful.lexicon import EAST
from news.faithful.pool import Pool
from news.faithful.reading import Reading
from news.faithful.scores_and_shares import is_score
from news.faithful.spans import behind
from news.faithful.word import Word, keys_of
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
        farthest = 0 if east else _TWO_BLANKS
        end = self.number.end
        for word in behind(self.reading.words, end):
            if word.start - end > farthest:
                break
            if len(word.key) > 1 or not east:
                return word
            end = word.end
        return None

    @property
    def first_behind(self) -> list[Word]:
        """The first word behind the number that says something, if it is near.

        The "cities" of "eleven cities", but no word of "eleven of the cities".
        """
        end = self.number.end
        following = behind(self.reading.content, end)[:1]
        return [word for word in following if word.start - end <= _BEHIND]

    @property
    def company(self) -> frozenset[str]:
        """Keys of the words of its clause that are nearer to it than to any other number.

        In "12 hurt and 3 dead" the 12 has "hurt", the 3 has "dead".
        """
        start = self.number.start
        clause = self.reading.clause_at(start)
        places = [other.start for other in self.reading.quantities]
        return keys_of(
            word
            for word in self.reading.told_in(clause)
            if _nearest(word.start, places) == start
        )

    def is_of_unit(self, other: Quantity) -> bool:
        """Return whether the number has the unit of another one, or has none as that has."""
        return self.number.unit == other.unit

    def counts(self, noun: Word) -> bool:
        """Return whether the number counts a noun.

        The 12 of "12 cracks" counts "cracks", and any word of that concept.
        """
        return self.noun is not None and self.noun.means(noun)

    @property
    def begins_range(self) -> bool:
        """Whether another number started from it: "from 6 to 4 minutes".

        The words before it are as much the other one's.
        """
        before = self.reading.text[: self.number.start].rstrip()
        return _FROM.search(before[-_FROM_LENGTH:]) is not None


def counts_otherwise(case: Case) -> bool:
    """Return whether a plain number of a claim counts what another number counts in the articles.

    By the noun and the words beside it. Scores and years count nothing.
    """
    claim = case.reading
    plain = (
        _Counted(number, claim)
        for number in claim.quantities
        if not is_score(number, claim)
    )
    return any(_is_misplaced(counted, case) for counted in plain)


def _is_misplaced(counted: _Counted, case: Case) -> bool:
    """Return whether another number fits a claim's words better than its own one does.

    "3 hurt" for "5 hurt and 3 killed": beside the evidence's 5 stands what the
    claim has beside its 3.
    """
    own, rivals = _parted(counted, case.evidence.readings)
    everywhere, others = _parted(counted, case.pool.readings)
    own = own or everywhere
    if not own:
        return False
    if _noun_differs(counted, own, others):
        return True
    if _counts_what_is_new(counted, own, case):
        return True
    return _fits_another(counted, own, rivals)


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
    if noun is None or counted.number.unit:
        return False
    if any(_may_count(other, noun) for other in own):
        return False
    plain = [other for other in others if not other.number.unit]
    return any(other.counts(noun) for other in plain)


def _may_count(other: _Counted, noun: Word) -> bool:
    """Return whether a number counts a noun, has it beside it, or counts nothing that has a name.

    "It took 12" may count anything; "employs 5,300 people" counts employees all the same.
    """
    if other.noun is None:
        return True
    return other.counts(noun) or noun.is_in(other.company)


def _counts_what_is_new(
    counted: _Counted, own: Sequence[_Counted], case: Case
) -> bool:
    """Return whether a claim counts what no article names, where its number counts something else.

    "Sold in eleven cities" for "sold in eleven countries". The claim must not have
    the countries elsewhere.
    """
    if counted.number.unit or case.is_foreign:
        return False
    if not any(_is_new(noun, case.pool) for noun in counted.first_behind):
        return False
    theirs = [other.first_behind for other in own]
    # Where a number of the articles counts nothing, the claim may say what it is.
    if not all(theirs):
        return False
    return keys_of(chain(*theirs)).isdisjoint(case.reading.keys)


def _is_new(noun: Word, pool: Pool) -> bool:
    """Return whether the articles have neither a noun nor another word of its concept.

    "Cities", where the articles speak of countries alone.
    """
    if noun.key in pool.keys:
        return False
    return not noun.is_of(pool.concepts)


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
    others = [
        len(company & other.company)
        for other in rivals
        if other.is_of_unit(counted.number) and not other.begins_range
    ]
    return max(others, default=0) > (best + _CLEARLY if best else 0)


def _nearest(place: int, numbers: Iterable[int]) -> int:
    """Return the one of some places that is nearest to a place; the first of two.

    Of 4 and 30 it is 4 for the place 9.
    """
    return min(numbers, key=lambda at: abs(at - place))
