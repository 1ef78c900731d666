"""Check polarity: what a claim affirms or denies, its evidence must affirm or deny too.

Two tests: words that both share must be negated in both or in neither; and where the evidence says
the opposite of a claim's word (rose, fell) the claim must not stand for it. "Did not fall" and
"rose" agree, for a negation turns an opposite into its counterpart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from news.faithful.alignment import Evidence
from news.faithful.lexicon import concepts
from news.faithful.reading import Reading, Word


def contradicts(claim: Reading, evidence: Evidence) -> bool:
    """Return whether a claim says the opposite of its evidence, by a word or by a negation."""
    return says_the_opposite(claim, evidence) or negated_otherwise(
        claim, evidence
    )


_NUMBER = "#"
# Words that a number in common is worth: 63% support it, 21% oppose it.
_NUMBER_WEIGHT = 3
# A claim's word and the evidence's that says the same.
Pair = tuple[Word, Word]


def negated_otherwise(claim: Reading, evidence: Evidence) -> bool:
    """Return whether the words that both share are negated in one and affirmed in the other."""
    shared = [
        pair
        for reading in evidence.readings
        for pair in _shared(claim, reading)
    ]
    if _agree_somewhere(shared):
        return False
    affirmed = {
        word.key
        for word, other in shared
        if not (word.negated or other.negated)
    }
    turned = [(word, other) for word, other in shared if _turned(word, other)]
    # A word said twice, once negated and once not, decides by its company.
    return any(
        word.key not in affirmed or _closer(word, other, claim, evidence)
        for word, other in turned
    )


def _turned(word: Word, other: Word) -> bool:
    """Return whether a negation turns a word in one of two sentences only."""
    return word.negated != other.negated and (word.target or other.target)


def _agree_somewhere(shared: Sequence[Pair]) -> bool:
    """Return whether a word is negated in both, or none in either."""
    in_claim = {word.key for word, _ in shared if word.negated}
    in_source = {word.key for word, other in shared if other.negated}
    return not (in_claim or in_source) or bool(in_claim & in_source)


def _shared(claim: Reading, reading: Reading) -> Iterator[Pair]:
    """Yield a claim's words beside those of a sentence that say the same."""
    for word in claim.content:
        for other in reading.content:
            if word.key == other.key or (
                word.means(other) and not _denies(other, reading)
            ):
                yield word, other


def _denies(word: Word, reading: Reading) -> bool:
    """Return whether a word of its own meaning denies in the clause:
    "gesperrt" for "keine Züge fahren".
    """
    negative = concepts().negative
    return any(
        other.clause == word.clause and other.concepts & negative
        for other in reading.content
    )


def _closer(
    word: Word, other: Word, claim: Reading, evidence: Evidence
) -> bool:
    """Return whether the evidence's negated word stands in the claim's
    company rather than the affirmed one.
    """
    company = _company(word, claim.content)
    rivals = [
        _company(rival, reading.content)
        for reading in evidence.readings
        for rival in reading.content
        if rival.means(word) and rival.negated == word.negated
    ]
    mine = next(
        (
            _company(other, reading.content)
            for reading in evidence.readings
            if other in reading.content
        ),
        frozenset(),
    )
    return len(company & mine) > max(
        (len(company & rival) for rival in rivals), default=0
    )


def _company(word: Word, words: Sequence[Word]) -> frozenset[str]:
    """Return keys and concepts of the words around a word in its clause."""
    near = [
        other
        for other in words
        if other.clause == word.clause
        and other is not word
        and other.key != word.key
    ]
    return frozenset(
        key for other in near for key in (other.key, *other.concepts)
    )


def says_the_opposite(claim: Reading, evidence: Evidence) -> bool:
    """Return whether a claim says a word whose opposite the evidence says instead."""
    opposites = concepts().opposites
    for word in claim.content:
        axes = [concept for concept in word.concepts if concept in opposites]
        # "From start to finish": a claim that says both says neither instead of
        # the other.
        beside = {
            concept
            for other in claim.content
            if other.clause == word.clause
            for concept in other.concepts
        }
        axes = [axis for axis in axes if not opposites[axis] & beside]
        if axes and _opposed(word, axes, claim, evidence):
            return True
    return False


def _opposed(
    word: Word, axes: Sequence[str], claim: Reading, evidence: Evidence
) -> bool:
    agreeing: list[tuple[Word, Reading]] = []
    opposing: list[tuple[Word, Reading]] = []
    for reading in evidence.readings:
        for other in reading.content:
            # What the articles only allege may be denied by a claim, and said
            # by nobody else.
            sign = (
                0
                if word.negated and other in reading.doubted
                else _sign(word, other, axes)
            )
            if sign:
                (agreeing if sign > 0 else opposing).append((other, reading))
    if not opposing:
        return False
    if not agreeing:
        return True
    company = _full_company(word, claim)
    return _best(company, opposing) > _best(company, agreeing)


def _sign(word: Word, other: Word, axes: Sequence[str]) -> int:
    """Return 1 where two words agree on an axis, -1 where they are opposed,
    0 where they have nothing in common.
    """
    opposites = concepts().opposites
    shared = any(axis in other.concepts for axis in axes)
    opposite = not shared and any(
        opposites[axis] & other.concepts for axis in axes
    )
    # "This year" and "this month" share a word, and are opposed all the same.
    same = shared or (word.key == other.key and not opposite)
    if not (same or opposite):
        return 0
    if concepts().contrasts.issuperset(axes):
        return 1 if same else -1
    return 1 if same == (word.negated == other.negated) else -1


def _full_company(word: Word, reading: Reading) -> frozenset[str]:
    """Return the company of a word with the numbers of its clause."""
    clause = [other for other in reading.words if other.clause == word.clause]
    low, high = clause[0].start, clause[-1].end
    numbers = {
        f"{_NUMBER}{number.value.normalize()}"
        for number in reading.quantities
        if low <= number.start < high
    }
    return _company(word, reading.content) | numbers


def _best(
    company: frozenset[str], others: Sequence[tuple[Word, Reading]]
) -> int:
    return max(
        _shared_weight(company & _full_company(other, reading))
        for other, reading in others
    )


def _shared_weight(shared: frozenset[str]) -> int:
    return sum(_NUMBER_WEIGHT if key[0] == _NUMBER else 1 for key in shared)
