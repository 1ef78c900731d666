"""Check polarity: what a claim affirms or denies, its evidence must affirm or deny too.

Two tests: words that both share must be negated in both or in neither; and where the evidence says
the opposite of a claim's word (rose, fell) the claim must not stand for it. "Did not fall" and
"rose" agree, for a negation turns an opposite into its counterpart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from news.faithful.alignment import ClaimEvidence
from news.faithful.concept_lexicon import NOTHING, Labels, concepts
from news.faithful.denials import company_of, negated_otherwise
from news.faithful.sentence_reading import Reading
from news.faithful.spans import behind, in_clause
from news.faithful.word import (
    Word,
    concepts_among,
    keys_of,
    labels_of,
    stems_of,
)
from news.numbers import Quantity

_NUMBER = "#"
# What is said of one's side: "for the closure", "against the closure".
_SIDES = (".for", "oppose")
# Words that a number in common is worth: 63% support it, 21% oppose it.
_NUMBER_WEIGHT = 3


def contradicts(claim: Reading, evidence: ClaimEvidence) -> bool:
    """Return whether a claim says the opposite of its evidence, by a word or by a negation.

    "Prices fell" or "prices did not rise", for "prices rose".
    """
    if says_the_opposite(claim, evidence):
        return True
    return negated_otherwise(claim, evidence)


def takes_other_side(claim: Reading, evidence: ClaimEvidence) -> bool:
    """Return whether a claim says "for" of what its evidence says "against", or the reverse.

    "Signed for the closure" for "signed against the closure".
    """
    mine, against = (_first_behind(mark, [claim]) for mark in _SIDES)
    theirs, opposed = (
        _first_behind(mark, evidence.readings) for mark in _SIDES
    )
    turned = mine & (opposed - theirs) | against & (theirs - opposed)
    return bool(turned)


def _first_behind(mark: str, readings: Iterable[Reading]) -> set[str]:
    """Return the stem of the word that is the first to say something behind each mark."""
    stems: set[str] = set()
    for reading in readings:
        for found in reading.marked(mark):
            following = behind(reading.content, found.end)
            stems.update(stems_of(following[:1]))
    return stems


def says_the_opposite(claim: Reading, evidence: ClaimEvidence) -> bool:
    """Return whether a claim says a word whose opposite the evidence says instead.

    "Rose" for "fell", "before" for "after", "this year" for "last year".
    """
    directed = filter(_has_opposite, claim.content)
    return any(
        _Direction(word, claim).is_opposed_by(evidence) for word in directed
    )


def _has_opposite(word: Word) -> bool:
    """Return whether a word says what has an opposite: "rose" does, "bridge" does not."""
    return word.is_of(concepts().opposites.keys())


@dataclass(frozen=True)
class _Direction:
    """A word of a claim that has an opposite, such as "rose"."""

    word: Word
    claim: Reading

    def _ends_what_lasts(self, evidence: ClaimEvidence) -> bool:
        """Return whether a claim names as an end until when its evidence goes on.

        "Ends on Monday" says as much as "continues until Monday".
        """
        return self.word.is_of({"end"}) and any(
            reading.marked("go_on") and reading.marked(".until")
            for reading in evidence.readings
        )

    def is_opposed_by(self, evidence: ClaimEvidence) -> bool:
        """Return whether the evidence opposes the word, in closer company than where it agrees.

        "Exports rose" for "imports rose, exports fell": beside "fell" stands "exports".
        Where it only opposes, no company is needed.
        """
        if not self._axes or self._ends_what_lasts(evidence):
            return False
        by_sign: dict[int, list[tuple[Word, Reading]]] = defaultdict(list)
        for source in evidence.readings:
            for other in source.content:
                by_sign[self._sign(other, source)].append((other, source))
        agreeing = by_sign[1]
        opposing = by_sign[-1]
        if not agreeing or not opposing:
            return bool(opposing)
        if self._lists_both:
            return False
        company = _full_company(self.word, self.claim, [self.word])
        directed = [other for other, _ in chain(agreeing, opposing)]
        against = _best(company, opposing, directed)
        for_it = _best(company, agreeing, directed)
        if against == for_it and self._object:
            # "Admits a fault, but denies neglect": who acts is the company of both.
            against = _best(self._object, opposing, directed)
            for_it = _best(self._object, agreeing, directed)
        return against > for_it

    @property
    def _object(self) -> frozenset[str]:
        """Stems and concepts behind the word in its clause: of "admits neglect" → neglect."""
        clause = self.claim.told_in(self.word.clause)
        return keys_of(behind(clause, self.word.end))

    @cached_property
    def _axes(self) -> Labels:
        """The word's concepts that have an opposite, which its clause does not say as well.

        "From start to finish": who says both says neither instead of the other.
        """
        opposites = concepts().opposites
        axes = self.word.concepts.intersection(opposites)
        clause = self.claim.told_in(self.word.clause)
        said = concepts_among(labels_of(clause))
        return frozenset(
            axis for axis in axes if opposites[axis].isdisjoint(said)
        )

    @property
    def _lists_both(self) -> bool:
        """Whether the claim has a contrast's other side too: "cars may pass, and buses"."""
        other = self._opposites & concepts().contrasts
        return not other.isdisjoint(self.claim.concepts)

    @cached_property
    def _opposites(self) -> Labels:
        """What says the opposite of the word.

        Of "rose" → fall, lose.
        """
        opposites = concepts().opposites
        return NOTHING.union(*(opposites[axis] for axis in self._axes))

    def _sign(self, other: Word, source: Reading) -> int:
        """Return 1 where a word of a sentence agrees, -1 where it is opposed, 0 otherwise.

        "Rose" and "did not fall" agree; "in summer" and "not in winter" do not.
        """
        # What the articles only allege may be denied by a claim, and said by
        # nobody in particular.
        if self.word.negated and other in source.doubted:
            return 0
        sign = self._sign_by_meaning(other)
        is_turned = self.word.negated != other.negated
        if is_turned and not concepts().contrasts.issuperset(self._axes):
            return -sign
        return sign

    def _sign_by_meaning(self, other: Word) -> int:
        """Return the same by the words alone, whatever negates them.

        For "rose" 1 of "climbed", -1 of "fell", 0 of "opened".
        """
        if other.is_of(self._axes):
            return 1
        return -1 if other.is_of(self._opposites) else 0


def _full_company(
    word: Word, reading: Reading, directed: Sequence[Word]
) -> frozenset[str]:
    """Return the company of a word with the numbers of its clause.

    Of "support" in "63% support it": #63. A sum is the nearest word's alone: of "a profit of 3
    euros after a loss of 8 euros" the 8 is in the company of "loss".
    """
    rivals = [word, *in_clause(directed, word.clause)]
    numbers = (
        f"{_NUMBER}{number.value.normalize()}"
        for number in reading.quantities
        if reading.clause_of(number) == word.clause
        and (not number.unit or _nearest(number, rivals) == word)
    )
    return company_of(word, reading).union(numbers)


def _nearest(number: Quantity, words: Iterable[Word]) -> Word:
    """Return the one of some words that begins nearest to a number."""
    return min(words, key=lambda word: abs(word.start - number.start))


def _best(
    company: frozenset[str],
    others: Sequence[tuple[Word, Reading]],
    directed: Sequence[Word],
) -> int:
    """Return how much of a company the likest one of some words has; numbers weigh more.

    With "#63" and "vote" in common it is four.
    """
    return max(
        sum(map(_weight, company & _full_company(other, source, directed)))
        for other, source in others
    )


def _weight(key: str) -> int:
    """Return what it counts to have a word or a number in common.

    "#63" counts three, "vote" one.
    """
    return _NUMBER_WEIGHT if key.startswith(_NUMBER) else 1
