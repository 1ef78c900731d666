"""Find a bound of a number that a claim adds or reverses: "more than 45" for "45", "at least" for
"up to".
"""

from __future__ import annotations

from functools import partial
from itertools import filterfalse, takewhile

from news.faithful.amounts import is_same
from news.faithful.case import Case
from news.faithful.concept_lexicon import EAST, Labels
from news.faithful.scores_and_shares import is_year
from news.faithful.sentence_reading import Reading
from news.faithful.spans import before, between, in_clause
from news.faithful.word import Word, labels_of
from news.numbers import Quantity

# Words before a number in which a bound stands, and characters behind it in Chinese and Japanese:
# "more than 45", 45人以上.
_AHEAD = 3
_BEHIND = 3
_OVER = frozenset({".over"})
_UNDER = frozenset({".under"})
_ROUND = _OVER | _UNDER | {".about"}
# These, and further words of a phrase: least of "at least".
_SMALL = _ROUND | {".light"}


def bounds_otherwise(case: Case) -> bool:
    """Return whether a claim says "more than" of a number that the articles give without it, or
    "less than" of one that they give with "more than".
    """
    numbers = filterfalse(is_year, case.reading.quantities)
    return any(map(partial(_is_bounded_otherwise, case=case), numbers))


def _is_bounded_otherwise(number: Quantity, case: Case) -> bool:
    """Return whether each place of the articles that has a number bounds it otherwise.

    "Nearly" is both about and under, and is no bound. "Less than" may stand for a bare number,
    which is hardly less.
    """
    mine = _bounds(number, case.reading) & _ROUND
    over = {
        ".over" in _bounds(other, source)
        or (mine == _OVER and _has_over(other, source))
        for source in case.pool.readings
        for other in source.quantities
        if is_same(number, other)
    }
    return (mine, over) in ((_UNDER, {True}), (_OVER, {False}))


def _has_over(number: Quantity, reading: Reading) -> bool:
    """Return whether a number's clause says "more than" anywhere.

    So does "crosses the line of 34", whose words stand apart.
    """
    clause = in_clause(reading.words, reading.clause_of(number))
    return ".over" in labels_of(clause)


def _bounds(number: Quantity, reading: Reading) -> Labels:
    """Return the labels of the words right beside a number: .over of "more than HK$45".

    Between them only words stand that say nothing; Chinese and Japanese have some behind it.
    """
    is_east = reading.language in EAST
    blank = reading.text.rfind(" ", 0, number.start)
    start = number.start if is_east else blank + 1
    ahead = reversed(before(reading.words, start)[-_AHEAD:])
    last = number.end + _BEHIND * is_east
    behind = between(reading.words, number.end, last)
    return labels_of([*takewhile(_is_small, ahead), *behind])


def _is_small(word: Word) -> bool:
    """Return whether a word bounds a number or says nothing.

    "More" and "than" do; "crowns" and another number do not.
    """
    if not word.labels.isdisjoint(_SMALL):
        return True
    return not word.says_something and not word.key[0].isdigit()
