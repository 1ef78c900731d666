"""Find the evidence for a claim: the one or two sentences of the articles that support it best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from news.faithful.concept_lexicon import NOTHING, concepts
from news.faithful.pool import Pool
from news.faithful.sentence_reading import Reading, listed
from news.faithful.word import (
    COMPOUND,
    Word,
    keys_of,
    one_holds_other,
    stems_of,
)

_NUMBER_WEIGHT = 2
# Words that a second sentence must add to count as evidence.
_SECOND = 2


@dataclass(frozen=True, slots=True)
class ClaimEvidence:
    """The sentences that support a claim."""

    # The number of the best source sentence.
    place: int
    # The best sentence, and a second one where the claim merges two.
    readings: tuple[Reading, ...]
    # These and their neighbours, for who speaks is often said a sentence
    # before.
    near: tuple[Reading, ...]
    # Share of the claim's words, numbers and days that the best sentence holds.
    score: float

    @property
    def source(self) -> Reading:
        """The sentence that supports the claim best.

        "Ek paid 30 euros" for the claim "Ek paid 30", though others name Ek as well.
        """
        return self.readings[0]

    @property
    def words(self) -> list[Word]:
        """All words of its sentences, in their order."""
        return listed(attrgetter("words"), self.readings)

    @property
    def content(self) -> list[Word]:
        """The words of its sentences that say something.

        Of "The dam broke. It was old." → dam, break, old.
        """
        return listed(attrgetter("content"), self.readings)


def is_said(word: Word, others: Iterable[Word]) -> bool:
    """Return whether one of some words means what a word does: is of its stem or concept.

    "Climbed" is said by the words of "prices rose".
    """
    return any(map(word.means, others))


def unsaid(words: Iterable[Word], others: Iterable[Word]) -> list[Word]:
    """Return the words that none of some others means.

    Of "prices climbed sharply" beside "prices rose" → sharply.
    """
    others = list(others)
    return [word for word in words if not is_said(word, others)]


def have_one_in_common(words: Iterable[Word], others: Iterable[Word]) -> bool:
    """Return whether one of some words means what one of the others does.

    "Sales fell" and "profit dropped" do by their verbs.
    """
    others = list(others)
    return any(is_said(word, others) for word in words)


def matched(
    words: Iterable[Word], others: Iterable[Word], *, compounds: bool = False
) -> list[Word]:
    """Return the words of which the others hold one alike; parts of compounds only where asked for.

    Time is linear in the number of words, but for compounds.
    """
    known = _ComparedWords(list(others), compounds=compounds)
    return list(filter(known.hold, words))


class _ComparedWords:
    """Words to compare others with, in the forms in which they are compared."""

    def __init__(self, words: Sequence[Word], *, compounds: bool) -> None:
        stems = set(stems_of(words))
        # What is denied says its opposite, too: "has not decided" is "undecided".
        self._keys = keys_of(words) | opposites_of_denied(words)
        self._beginnings = {stem[:COMPOUND] for stem in stems}
        # Comparing each word with each other one is quadratic: only German
        # needs it.
        self._parts = list(filter(_is_long, stems)) if compounds else []

    def hold(self, word: Word) -> bool:
        """Return whether one of the words is alike.

        That is decided as by `Word.is_like`, with two differences: a part of a compound counts only
        where it was asked for, and time does not grow with the number of words.
        """
        stem = word.key
        if stem[:COMPOUND] in self._beginnings or word.is_in(self._keys):
            return True
        # A short word is no part of a compound.
        parts = self._parts if _is_long(stem) else []
        return any(one_holds_other(stem, part) for part in parts)


def opposites_of_denied(words: Iterable[Word]) -> frozenset[str]:
    """Return the opposites of what some words deny: of "did not fall" → rise, more."""
    opposites = concepts().opposites
    negated = filter(attrgetter("negated"), words)
    denied = keys_of(negated)
    turned = denied & opposites.keys()
    against = map(opposites.__getitem__, turned)
    return NOTHING.union(*against)


def _is_long(stem: str) -> bool:
    """Return whether a stem is long enough to be a part of a compound: Strom in Strompreis."""
    return len(stem) >= COMPOUND


def count_shared(words: Sequence[Word], source: Reading) -> int:
    """Count the words that a sentence has too, by stem or concept.

    Each word counts by itself: "up" twice where a claim has it twice.
    """
    missing = _missing(words, source)
    return len(words) - len(missing)


def _missing(words: Iterable[Word], source: Reading) -> list[Word]:
    """Return the words that a sentence has neither by stem nor by concept.

    Of "prices rose sharply" for "prices went up" → sharply.
    """
    # In the innermost loop: a set of both, as `word.keys` is, takes a tenth
    # more of the whole check.
    keys = source.keys
    return [
        word
        for word in words
        if word.key not in keys and keys.isdisjoint(word.concepts)
    ]


@dataclass(frozen=True, slots=True)
class _WantedContent:
    """What a claim says, of which a sentence may hold a part."""

    words: Sequence[Word]
    values: Sequence[Decimal]
    days: AbstractSet[tuple[int, int]]

    @property
    def weight(self) -> int:
        """The score of a sentence that holds all of it; a number or a day weighs as two words."""
        counted = len(self.values) + len(self.days)
        weight = _NUMBER_WEIGHT * counted
        return len(self.words) + weight

    def score(self, source: Reading) -> int:
        """Return the weight of what a sentence holds of it.

        For "Ek paid 30 euros", "Ek paid" holds two words, and "30 euros" a number that
        weighs as two.
        """
        held = values_of(source)
        counted = sum(value in held for value in self.values)
        counted += len(self.days & source.days)
        words = count_shared(self.words, source)
        return words + _NUMBER_WEIGHT * counted

    def without(self, source: Reading) -> _WantedContent:
        """Return what a sentence does not hold, for which a second one is looked for.

        Beside "Ek paid", of "Ek paid 30 euros in May" it is the number, "euro" and "May".
        """
        words = _missing(self.words, source)
        held = values_of(source)
        values = [value for value in self.values if value not in held]
        return _WantedContent(words, values, self.days - source.days)


def _wanted(claim: Reading) -> _WantedContent:
    """Return all that a claim says, which a sentence may hold.

    Of "On May 3 the crew found 12 cracks" the day, the 12, and the words but "on" and "the".
    """
    return _WantedContent(claim.content, values_of(claim), claim.days)


def values_of(reading: Reading) -> list[Decimal]:
    """Return the numbers of a sentence, whatever their units.

    "3 km in 40 minutes" → 3, 40.
    """
    return [number.value for number in reading.quantities]


def quick_score(claim: Reading, source: Reading) -> float:
    """Return how much of a claim a sentence holds, by stems, concepts, numbers and days alone."""
    return _wanted(claim).score(source)


def align(claim: Reading, pool: Pool, named: int = -1) -> ClaimEvidence:
    """Find the sentence a claim rests on, and a second one that adds words of it.

    The sentence that the model named wins over others that hold no more; of
    equals the first one wins.
    """
    wanted = _wanted(claim)
    scores = [wanted.score(reading) for reading in pool.readings]
    places = range(len(scores))
    best = max(places, key=lambda at: (scores[at], at == named))
    rest = wanted.without(pool.readings[best])
    added = [rest.score(reading) for reading in pool.readings]
    # Of those that add as much, the nearest one.
    second = max(places, key=lambda at: (added[at], -abs(at - best)))
    merged = (best, second) if added[second] >= _SECOND else (best,)
    return ClaimEvidence(
        place=best,
        readings=tuple(pool.readings[place] for place in merged),
        near=pool.beside(best),
        score=scores[best] / max(wanted.weight, 1),
    )
