"""Find claims that only leave words out: an extract of one sentence, its words in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from news.faithful.pool import Pool
from news.faithful.reading import Reading, Word

# Words that an extract may leave out in one place.
#
# Two are an adverb or a member of a list. With more, one clause's subject may
# come before another's verb.
_LEFT_OUT = 2
# What turns or weakens the words beside it can't be left out.
_TURNING = frozenset(
    {
        ".negators",
        ".negating_verbs",
        ".possible",
        ".planned",
        ".alleged",
    }
)


def is_extract(claim: Reading, pool: Pool) -> bool:
    """Return whether a sentence of the articles has all words of a claim in their order.

    Such a claim is negated, counted and told as its sentence is, whatever other sentences say.
    """
    return any(
        _holds_in_order(claim.words, source.words)
        for source in pool.readings
        if claim.all_keys <= source.all_keys
    )


def _holds_in_order(words: Sequence[Word], others: Sequence[Word]) -> bool:
    """Return whether the other words have these in their order, with small gaps."""
    if not words:
        return False
    starts = [
        place for place, other in enumerate(others) if other.key == words[0].key
    ]
    return any(_continues(words, others[start:]) for start in starts)


def _continues(words: Sequence[Word], others: Sequence[Word]) -> bool:
    """Return whether the words follow each other from the first of the others on."""
    rest = iter(others)
    return all(_comes_soon(word, rest) for word in words)


def _comes_soon(word: Word, rest: Iterator[Word]) -> bool:
    """Return whether a word comes next, or behind words that may be left out; take all these."""
    for skipped, other in enumerate(rest):
        if other.key == word.key:
            return True
        if skipped == _LEFT_OUT or _weighs(other):
            return False
    return False


def _weighs(word: Word) -> bool:
    """Return whether a word changes what the words beside it mean, or is a number."""
    return word.key[:1].isdigit() or not word.labels.isdisjoint(_TURNING)
