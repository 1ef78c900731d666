"""Check that each number of a claim counts what it counts in the articles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, filterfalse

from news.faithful.amounts import is_same
from news.faithful.case import Case
from news.faithful.concept_lexicon import EAST
from news.faithful.number_differences import numbers_but_differences
from news.faithful.scores_and_shares import is_score
from news.faithful.sentence_reading import Reading, listed
from news.faithful.spans import behind
from news.faithful.wholes import is_whole, whole_of
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
class _NumberInSentence:
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
    def counts_nothing(self) -> bool:
        """Whether the number is a score, a year, or says which one, not how many: 第二航站楼.

        Of a whole, as the 26 of "12 of 26 trams", another check asks.
        """
        if self.reading.text[: self.number.start].endswith("第"):
            return True
        is_plain = not is_score(self.number, self.reading)
        return not is_plain or is_whole(self.number, self.reading)

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
        own = self.noun
        return own is not None and own.means(noun)

    def may_count(self, noun: Word) -> bool:
        """Return whether the number counts a noun, has it beside it, or counts nothing with a name.

        "It took 12" may count anything; "employs 5,300 people" counts employees all the same, and a
        part counts what its whole does: "900 of its 2,400 jobs".
        """
        if self.noun is None or self.counts(noun):
            return True
        whole = whole_of(self.number, self.reading)
        if whole and _NumberInSentence(whole, self.reading).counts(noun):
            return True
        return noun.is_in(self.company)

    @property
    def begins_range(self) -> bool:
        """Whether another number started from it: "from 6 to 4 minutes".

        The words before it are as much the other one's.
        """
        before = self.reading.text[: self.number.start].rstrip()
        return _FROM.search(before[-_FROM_LENGTH:]) is not None


def counts_otherwise(case: Case) -> bool:
    """Return whether a plain number of a claim counts what another number counts in the articles.

    By the noun and the words beside it.
    """
    claim = case.reading
    numbers = (
        _NumberInSentence(number, claim)
        for number in numbers_but_differences(case)
    )
    plain = [counted for counted in numbers if not counted.counts_nothing]
    return any(_Comparison(counted, case).is_misplaced for counted in plain)


def _numbers(reading: Reading) -> list[_NumberInSentence]:
    """Return the numbers of a sentence: of "12 cracks in 3 bridges" → 12, 3."""
    return [_NumberInSentence(number, reading) for number in reading.quantities]


@dataclass(frozen=True)
class _Comparison:
    """A plain number of a claim beside the numbers of the articles."""

    counted: _NumberInSentence
    case: Case

    def _is_equal(self, other: _NumberInSentence) -> bool:
        """Return whether a number of the articles is the claim's: 3 km is 3,000 m."""
        return is_same(self.counted.number, other.number)

    @cached_property
    def own(self) -> list[_NumberInSentence]:
        """The claim's number where the evidence has it, otherwise where any sentence has it."""
        near = listed(_numbers, self.case.evidence.readings)
        own = list(filter(self._is_equal, near))
        if own:
            return own
        everywhere = listed(_numbers, self.case.pool.readings)
        return list(filter(self._is_equal, everywhere))

    @property
    def rivals(self) -> list[_NumberInSentence]:
        """The evidence's other numbers of the same unit, whose words are their own.

        The 6 of "from 6 to 4 minutes" shares its words with the 4.
        """
        near = listed(_numbers, self.case.evidence.readings)
        others = filterfalse(self._is_equal, near)
        return [
            other
            for other in others
            if other.is_of_unit(self.counted.number)
            and not other.begins_range
            and not is_whole(other.number, other.reading)
        ]

    @property
    def is_misplaced(self) -> bool:
        """Whether another number fits the claim's words better than its own one does.

        "3 hurt" for "5 hurt and 3 killed": beside the evidence's 5 stands what the
        claim has beside its 3.
        """
        if not self.own:
            return False
        if self._noun_differs:
            return True
        if self._counts_what_is_new:
            return True
        return self._fits_another

    @property
    def _noun_differs(self) -> bool:
        """Whether the claim counts weeks where the articles count cracks,
        and weeks by another number.

        Where nothing in the articles counts weeks, "12 weeks" may say "three months" in
        other words.
        """
        noun = self.counted.noun
        # "6% last year": what follows a share or a sum is not counted by it.
        if noun is None or self.counted.number.unit:
            return False
        if any(other.may_count(noun) for other in self.own):
            return False
        everywhere = listed(_numbers, self.case.pool.readings)
        others = filterfalse(self._is_equal, everywhere)
        plain = [other for other in others if not other.number.unit]
        return any(other.counts(noun) for other in plain)

    @property
    def _counts_what_is_new(self) -> bool:
        """Whether the claim counts what no article names, where its number counts something else.

        "Sold in eleven cities" for "sold in eleven countries". The claim must not have
        the countries elsewhere.
        """
        if self.counted.number.unit or self.case.is_foreign:
            return False
        if not any(map(self._is_new, self.counted.first_behind)):
            return False
        theirs = [other.first_behind for other in self.own]
        # Where a number of the articles counts nothing, the claim may say what
        # it is.
        if not all(theirs):
            return False
        keys = keys_of(chain.from_iterable(theirs))
        return keys.isdisjoint(self.case.reading.keys)

    def _is_new(self, noun: Word) -> bool:
        """Return whether the articles have neither a noun nor another word of its concept.

        "Cities", where the articles speak of countries alone.
        """
        pool = self.case.pool
        if noun.key in pool.keys:
            return False
        return not noun.is_of(pool.concepts)

    @property
    def _fits_another(self) -> bool:
        """Whether a number of the same unit has clearly more of the number's company.

        "The bridge cost 40 million" for "the bridge cost 30 million, a tunnel came to 40
        million": "bridge" and "cost" stand beside 30. Where the own number shares no
        word, one word decides.
        """
        best = max(map(self._count_shared, self.own))
        most = max(map(self._count_shared, self.rivals), default=0)
        return most > (best + _CLEARLY if best else 0)

    def _count_shared(self, other: _NumberInSentence) -> int:
        """Count the words that stand beside the claim's number and beside one of the articles.

        "Bridge" and "cost" are two.
        """
        return len(self._company & other.company)

    @cached_property
    def _company(self) -> frozenset[str]:
        """The words that stand beside the claim's number."""
        return self.counted.company


def _nearest(place: int, numbers: Iterable[int]) -> int:
    """Return the one of some places that is nearest to a place; the first of two.

    Of 4 and 30 it is 4 for the place 9.
    """
    return min(numbers, key=lambda at: abs(at - place))
