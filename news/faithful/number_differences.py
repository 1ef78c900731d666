"""Find a difference that a claim tells as an amount: "16 million" for "16 million more
than planned".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import filterfalse, takewhile

from news.faithful.amounts import is_same
from news.faithful.case import Case
from news.faithful.concept_lexicon import EAST
from news.faithful.sentence_reading import Reading
from news.faithful.spans import before, behind, in_clause
from news.faithful.word import Word, labels_of
from news.numbers import Quantity

# Concepts of words right beside a number that make a difference of it: two |more|, 多出22亿.
_COMPARING = frozenset({"more", "fewer", "below", "above", "exceed"})
# Labels of a claim that tell of a difference or of a change in some way.
_TELLING = _COMPARING | {
    "rise", "fall", "reduce_", "price_go_up", "drop_price", "grow_economy", "expand_", "over_budget",
    "under_budget", "early", "late", "extend", "shorten", "expensive", "cheap", "deficit_", "delay",
    "high", "low", "create", "build_up", ".than", ".over", ".under", ".extra",
}  # fmt: skip
# Words behind a number within which "more" stands: two packs more, 2 % mehr.
_NEAR = 2


def takes_difference_for_amount(case: Case) -> bool:
    """Return whether a claim gives as an amount what the articles only give as a difference.

    "2,000 hectares burnt" for "9,300 hectares burnt, 2,000 more than in 2017". A claim
    that compares anything, or tells of a rise or a fall, may give it as a difference in
    other words.
    """
    if _tells_difference(case.reading):
        return False
    is_difference = partial(_is_only_difference, readings=case.pool.readings)
    return any(map(is_difference, case.reading.quantities))


def numbers_but_differences(case: Case) -> list[Quantity]:
    """Return the numbers of a claim but for differences that it tells as such.

    Of "the pier cost 16 million more than planned" none: the pier costs another sum in
    the articles, and still the claim says what they say.
    """
    numbers = case.reading.quantities
    if not _tells_difference(case.reading):
        return list(numbers)
    is_difference = partial(_is_only_difference, readings=case.pool.readings)
    return list(filterfalse(is_difference, numbers))


def _tells_difference(claim: Reading) -> bool:
    """Return whether a claim has a word that tells a number as a difference: more,
    rose, over budget.
    """
    return not claim.labels.isdisjoint(_TELLING)


def _is_only_difference(number: Quantity, readings: Sequence[Reading]) -> bool:
    """Return whether each sentence that has a number has it as a difference."""
    found = [
        _is_difference(other, reading)
        for reading in readings
        for other in reading.quantities
        if is_same(number, other)
    ]
    return bool(found) and all(found)


def _is_difference(number: Quantity, reading: Reading) -> bool:
    """Return whether a sentence compares by a number: "2,000 more", "deux de moins", 多出22亿.

    What "more than" bounds is no difference: "more than 2,000 hectares" has it before the number,
    and no "than" behind it.
    """
    clause = in_clause(reading.words, reading.clause_of(number))
    ahead = before(clause, number.start)[-1:]
    if reading.language in EAST:
        return _compares(ahead) and ".than" in labels_of(clause)
    following = list(takewhile(_is_no_number, behind(clause, number.end)))
    if _compares(following[:_NEAR]):
        return True
    # Portuguese: mais 2.000 do que no ano passado.
    return _compares(ahead) and ".than" in labels_of(following)


def _compares(words: Sequence[Word]) -> bool:
    """Return whether one of some words compares: more, fewer, 多出."""
    return not labels_of(words).isdisjoint(_COMPARING)


def _is_no_number(word: Word) -> bool:
    """Return whether a word is written in letters: another number has its own "more"."""
    return not word.key[0].isdigit()
