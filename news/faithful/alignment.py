"""Find the evidence for a claim: the one or two sentences of the articles that support it best."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from news.faithful.pool import Pool
from news.faithful.reading import Reading, Word

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
    # The same of both sentences together.
    both: float

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(
            word for reading in self.readings for word in reading.words
        )


def alike(word: Word, other: Word) -> bool:
    """Return whether two words say the same: by stem, by concept,
    by a common beginning, or by a German compound's part.
    """
    if word.means(other):
        return True
    one, two = word.key, other.key
    if min(len(one), len(two)) < _COMPOUND:
        return False
    return one[:_COMPOUND] == two[:_COMPOUND] or one in two or two in one


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
        self._keys = {word.key for word in words}
        self._meant = frozenset[str]().union(*(word.concepts for word in words))
        long = [key for key in self._keys if len(key) >= _COMPOUND]
        self._beginnings = {key[:_COMPOUND] for key in long}
        # Comparing each word with each long one is quadratic: only German needs
        # it.
        self._parts = long if compounds else []

    def hold(self, word: Word) -> bool:
        """Return whether one of the words is alike."""
        key = word.key
        if key in self._keys or not self._meant.isdisjoint(word.concepts):
            return True
        if len(key) < _COMPOUND:
            return False
        begins_alike = key[:_COMPOUND] in self._beginnings
        return begins_alike or any(
            key in part or part in key for part in self._parts
        )


def count_shared(words: Iterable[Word], source: Reading) -> int:
    """Count the words that a sentence has too, by stem or concept."""
    return sum(
        word.key in source.keys or bool(word.concepts & source.keys)
        for word in words
    )


def quick_score(claim: Reading, source: Reading) -> float:
    """Return how much of a claim a sentence holds, by stems, concepts, numbers and days alone."""
    held = count_shared(claim.content, source)
    amounts = {number.value for number in source.quantities}
    counted = sum(number.value in amounts for number in claim.quantities)
    return held + _NUMBER_WEIGHT * (counted + len(claim.days & source.days))


def whole(claim: Reading) -> float:
    """Return the score of a sentence that holds all of a claim."""
    return len(claim.content) + _NUMBER_WEIGHT * (
        len(claim.quantities) + len(claim.days)
    )


def align(claim: Reading, pool: Pool, named: int = -1) -> Evidence:
    """Find the sentence a claim rests on, and a second one that adds words of it.

    The sentence that the model named wins over others that hold no more.
    """
    scores = [quick_score(claim, reading) for reading in pool.readings]
    best = max(
        range(len(scores)), key=lambda at: (scores[at], at == named, -at)
    )
    total = max(whole(claim), 1)
    first = pool.readings[best]
    missing = [
        word
        for word in claim.content
        if word.key not in first.keys and not word.concepts & first.keys
    ]
    second = _second(claim, missing, first, pool, best)
    readings = (first,) if second is None else (first, pool.readings[second])
    near = tuple(
        pool.readings[at]
        for at in range(max(best - 1, 0), min(best + 2, len(scores)))
        if pool.sources[at].article == pool.sources[best].article
    )
    both = scores[best]
    if second is not None:
        both += quick_score_missing(
            missing, claim, first, pool.readings[second]
        )
    return Evidence(
        best, readings, near, scores[best] / total, min(both / total, 1)
    )


def quick_score_missing(
    missing: list[Word], claim: Reading, first: Reading, source: Reading
) -> float:
    """Return what a second sentence adds to the first one's score."""
    held = count_shared(missing, source)
    had = {number.value for number in first.quantities}
    added = {number.value for number in source.quantities} - had
    counted = sum(number.value in added for number in claim.quantities)
    return held + _NUMBER_WEIGHT * (
        counted + len((claim.days - first.days) & source.days)
    )


def _second(
    claim: Reading, missing: list[Word], first: Reading, pool: Pool, best: int
) -> int | None:
    added = [
        quick_score_missing(missing, claim, first, reading)
        if at != best
        else -1
        for at, reading in enumerate(pool.readings)
    ]
    place = max(range(len(added)), key=lambda at: (added[at], -abs(at - best)))
    return place if added[place] >= _SECOND else None
