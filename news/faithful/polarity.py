"""Check polarity: what a claim affirms or denies, its evidence must affirm or deny too.

Two tests: words that both share must be negated in both or in neither; and where the evidence says
the opposite of a claim's word (rose, fell) the claim must not stand for it. "Did not fall" and
"rose" agree, for a negation turns an opposite into its counterpart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from news.faithful.alignment import Evidence
from news.faithful.lexicon import concepts
from news.faithful.reading import Reading, Word, keys_of
from news.faithful.spans import in_clause

_NUMBER = "#"
# Words that a number in common is worth: 63% support it, 21% oppose it.
_NUMBER_WEIGHT = 3


@dataclass(frozen=True, slots=True)
class _SharedWord:
    """A claim's word, and the evidence's that says the same."""

    word: Word
    other: Word
    # The sentence of the other one.
    source: Reading

    @property
    def is_affirmed(self) -> bool:
        """Whether neither sentence denies it: "opened" and "opened"."""
        return not self.word.negated and not self.other.negated

    @property
    def is_turned(self) -> bool:
        """Whether a negation turns this very word in one of the sentences.

        Not only a word beside it, as "yesterday" in "did not open yesterday".
        """
        return self.word.target or self.other.target


def contradicts(claim: Reading, evidence: Evidence) -> bool:
    """Return whether a claim says the opposite of its evidence, by a word or by a negation.

    "Prices fell" or "prices did not rise", for "prices rose".
    """
    by_word = says_the_opposite(claim, evidence)
    return by_word or negated_otherwise(claim, evidence)


def negated_otherwise(claim: Reading, evidence: Evidence) -> bool:
    """Return whether the words that both share are negated in one and affirmed in the other.

    "The bridge was not closed" for "The bridge was closed": no shared word may be
    negated in both.
    """
    shared = list(_shared_words(claim, evidence))
    if _deny_one_word(shared):
        return False
    affirmed = {pair.word.key for pair in shared if pair.is_affirmed}
    for pair in shared:
        if not pair.is_turned:
            continue
        if pair.word.key not in affirmed:
            return True
        # Said twice, once negated and once not: its company tells which is meant.
        if _is_closest(pair, claim, evidence):
            return True
    return False


def _deny_one_word(shared: Sequence[_SharedWord]) -> bool:
    """Return whether both sentences deny a word that they share.

    "The bridge was not closed on Monday" and "it was not closed": what stands
    beside the word may be negated in one of them only.
    """
    denied = {pair.word.key for pair in shared if pair.word.negated}
    theirs = {pair.word.key for pair in shared if pair.other.negated}
    return not denied.isdisjoint(theirs)


def _shared_words(claim: Reading, evidence: Evidence) -> Iterator[_SharedWord]:
    """Yield a claim's words beside those of its evidence that say the same.

    By concept only where no word of its clause denies by its meaning: "no trains
    run" says what "the lines are closed" says.
    """
    for source in evidence.readings:
        denying = _denying_clauses(source)
        for word, other in product(claim.content, source.content):
            is_plain = other.clause not in denying
            if word.key == other.key or (is_plain and word.means(other)):
                yield _SharedWord(word, other, source)


def _denying_clauses(reading: Reading) -> set[int]:
    """Return the clauses with a word of denying meaning.

    "Gesperrt" (closed) denies by itself what "keine Züge fahren" denies by "keine".
    """
    negative = concepts().negative
    return {word.clause for word in reading.content if word.is_of(negative)}


def _is_closest(pair: _SharedWord, claim: Reading, evidence: Evidence) -> bool:
    """Return whether the evidence's word stands in the claim's company, rather than one that is
    negated as the claim's is.

    "The bank opened, the museum did not open": "the museum opened" goes with the
    second one.
    """
    company = _company(pair.word, claim)
    mine = _company(pair.other, pair.source)
    best = 0
    for source in evidence.readings:
        for rival in source.content:
            is_alike = rival.negated == pair.word.negated
            if is_alike and rival.means(pair.word):
                shared = company & _company(rival, source)
                best = max(best, len(shared))
    return len(company & mine) > best


def _company(word: Word, reading: Reading) -> frozenset[str]:
    """Return keys and concepts of the words around a word in its clause.

    Of "opened" in "the bank opened in May": bank, may.
    """
    clause = in_clause(reading.content, word.clause)
    return keys_of(other for other in clause if other.key != word.key)


def says_the_opposite(claim: Reading, evidence: Evidence) -> bool:
    """Return whether a claim says a word whose opposite the evidence says instead.

    "Rose" for "fell", "before" for "after", "this year" for "last year".
    """
    for word in claim.content:
        axes = _axes(word, claim)
        if axes and _is_opposed(word, axes, claim, evidence):
            return True
    return False


def _axes(word: Word, claim: Reading) -> set[str]:
    """Return the concepts of a word that have an opposite, which its clause does not say as well.

    "From start to finish": who says both says neither instead of the other.
    """
    opposites = concepts().opposites
    axes = {axis for axis in word.concepts if axis in opposites}
    if not axes:
        return axes
    said: set[str] = set()
    for other in in_clause(claim.content, word.clause):
        said |= other.concepts
    return {axis for axis in axes if opposites[axis].isdisjoint(said)}


def _is_opposed(
    word: Word, axes: set[str], claim: Reading, evidence: Evidence
) -> bool:
    """Return whether the evidence opposes a word, in closer company than where it agrees.

    "Exports rose" for "imports rose, exports fell": beside "fell" stands "exports".
    Where it only opposes, no company is needed.
    """
    by_sign: dict[int, list[tuple[Word, Reading]]] = defaultdict(list)
    for source in evidence.readings:
        for other in source.content:
            sign = _sign(word, other, axes, source)
            by_sign[sign].append((other, source))
    agreeing, opposing = by_sign[1], by_sign[-1]
    if not agreeing or not opposing:
        return bool(opposing)
    company = _full_company(word, claim)
    return _best(company, opposing) > _best(company, agreeing)


def _sign(word: Word, other: Word, axes: set[str], source: Reading) -> int:
    """Return 1 where two words agree on an axis, -1 where they are opposed, 0 otherwise.

    "Rose" and "did not fall" agree; "in summer" and "not in winter" do not.
    """
    # What the articles only allege may be denied by a claim, and said by nobody
    # in particular.
    if word.negated and other in source.doubted:
        return 0
    same = other.is_of(axes)
    if not same and not _has_opposite(other, axes):
        return 0
    if concepts().contrasts.issuperset(axes):
        return 1 if same else -1
    is_turned = word.negated != other.negated
    return -1 if same == is_turned else 1


def _has_opposite(word: Word, axes: set[str]) -> bool:
    """Return whether a word says the opposite of one of some concepts.

    "Fell" of "rise"; whether it is negated is not asked here.
    """
    opposites = concepts().opposites
    against = frozenset().union(*(opposites[axis] for axis in axes))
    return not against.isdisjoint(word.concepts)


def _full_company(word: Word, reading: Reading) -> frozenset[str]:
    """Return the company of a word with the numbers of its clause.

    Of "support" in "63% support it": #63.
    """
    values = (
        number.value.normalize()
        for number in reading.quantities
        if reading.clause_at(number.start) == word.clause
    )
    numbers = {f"{_NUMBER}{value}" for value in values}
    return _company(word, reading) | numbers


def _best(
    company: frozenset[str], others: Sequence[tuple[Word, Reading]]
) -> int:
    """Return how much of a company the likest one of some words has; numbers weigh more.

    With "#63" and "vote" in common it is four.
    """
    weights = []
    for other, source in others:
        shared = company & _full_company(other, source)
        numbers = sum(key.startswith(_NUMBER) for key in shared)
        weights.append(len(shared) + numbers * (_NUMBER_WEIGHT - 1))
    return max(weights)
