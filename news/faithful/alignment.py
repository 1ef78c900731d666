"""Find the evidence for a claim: the one or two sentences of the articles that support it best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from news.faithful.pool import Pool
from news.faithful.reading import Reading, Word, keys_of

# Letters by which a word within another counts as the same: Strom in Strompreis
# has five.
_COMPOUND = 5
_NUMBER_WEIGHT = 2
# Words that a second sentence must add to count as evidence.
_SECOND = 2


@dataclass(frozen=True, slots=True)
class Evidence:
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
    def words(self) -> tuple[Word, ...]:
        listed = (reading.words for reading in self.readings)
        return tuple(chain.from_iterable(listed))


def alike(word: Word, other: Word) -> bool:
    """Return whether two words say the same: by stem, by concept,
    by a common beginning, or by a German compound's part.

    "Employer" and "employee", Strom and Strompreis.
    """
    if word.means(other):
        return True
    one, two = word.key, other.key
    if min(len(one), len(two)) < _COMPOUND:
        return False
    return one[:_COMPOUND] == two[:_COMPOUND] or one in two or two in one


def is_said(word: Word, others: Iterable[Word]) -> bool:
    """Return whether one of some words means what a word does: is of its stem or concept."""
    return any(map(word.means, others))


def unsaid(words: Iterable[Word], others: Iterable[Word]) -> list[Word]:
    """Return the words that none of some others means."""
    others = list(others)
    return [word for word in words if not is_said(word, others)]


def matched(
    words: Iterable[Word], others: Iterable[Word], *, compounds: bool = False
) -> list[Word]:
    """Return the words of which the others hold one alike; parts of compounds only where asked for.

    Time is linear in the number of words, but for compounds.
    """
    known = _KnownWords(list(others), compounds=compounds)
    return [word for word in words if known.hold(word)]


class _KnownWords:
    """Words to compare others with, in the forms in which they are compared."""

    def __init__(self, words: Sequence[Word], *, compounds: bool) -> None:
        self._keys = keys_of(words)
        stems = {word.key for word in words}
        long = [stem for stem in stems if len(stem) >= _COMPOUND]
        self._beginnings = {stem[:_COMPOUND] for stem in long}
        # Comparing each word with each long one is quadratic: only German needs
        # it.
        self._parts = long if compounds else []

    def hold(self, word: Word) -> bool:
        """Return whether one of the words is alike.

        That is decided as `alike` does, with two differences: a part of a compound counts only
        where it was asked for, and time does not grow with the number of words.
        """
        stem = word.key
        if stem in self._keys or stem[:_COMPOUND] in self._beginnings:
            return True
        if not self._keys.isdisjoint(word.concepts):
            return True
        if len(stem) < _COMPOUND:
            return False
        return any(stem in part or part in stem for part in self._parts)


def count_shared(words: Iterable[Word], source: Reading) -> int:
    """Count the words that a sentence has too, by stem or concept.

    Each word counts by itself: "up" twice where a claim has it twice.
    """
    return sum(_holds(source, word) for word in words)


def _holds(source: Reading, word: Word) -> bool:
    """Return whether a sentence has a word, or one of its concept: "rose" for "went up"."""
    # In the innermost loop: a set of both, as `word.keys` is, takes a tenth
    # more of the whole check.
    keys = source.keys
    return word.key in keys or not keys.isdisjoint(word.concepts)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a claim says, of which a sentence may hold a part."""

    words: Sequence[Word]
    values: Sequence[Decimal]
    days: AbstractSet[tuple[int, int]]

    @property
    def weight(self) -> int:
        """The score of a sentence that holds all of it; a number or a day weighs as two words."""
        counted = len(self.values) + len(self.days)
        return len(self.words) + _NUMBER_WEIGHT * counted

    def score(self, source: Reading) -> float:
        """Return how much of it a sentence holds."""
        held = _values(source)
        counted = sum(value in held for value in self.values)
        counted += len(self.days & source.days)
        return count_shared(self.words, source) + _NUMBER_WEIGHT * counted

    def without(self, source: Reading) -> _Wanted:
        """Return what a sentence does not hold, for which a second one is looked for."""
        words = [word for word in self.words if not _holds(source, word)]
        held = set(_values(source))
        values = [value for value in self.values if value not in held]
        return _Wanted(words, values, self.days - source.days)


def _wanted(claim: Reading) -> _Wanted:
    """Return all that a claim says."""
    return _Wanted(claim.content, _values(claim), claim.days)


def _values(reading: Reading) -> list[Decimal]:
    """Return the numbers of a sentence, whatever their units."""
    return [number.value for number in reading.quantities]


def quick_score(claim: Reading, source: Reading) -> float:
    """Return how much of a claim a sentence holds, by stems, concepts, numbers and days alone."""
    return _wanted(claim).score(source)


def align(claim: Reading, pool: Pool, named: int = -1) -> Evidence:
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
    second = max(places, key=lambda at: (added[at], -abs(at - best)))
    merged = (best, second) if added[second] >= _SECOND else (best,)
    return Evidence(
        place=best,
        readings=tuple(pool.readings[place] for place in merged),
        near=_neighbours(best, pool),
        score=scores[best] / max(wanted.weight, 1),
    )


def _neighbours(place: int, pool: Pool) -> tuple[Reading, ...]:
    """Return a sentence, the one before it and the one behind it in its article."""
    article = pool.sources[place].article
    places = range(len(pool.sources))[max(place - 1, 0) : place + 2]
    return tuple(
        pool.readings[at]
        for at in places
        if pool.sources[at].article == article
    )
