"""Check scores, shares and parts: 9-4 for 4-9, "all" for "half", a part larger than its whole."""

from __future__ import annotations

import re

from news.faithful.case import Case
from news.faithful.sentence_reading import Reading, gather
from news.numbers import Quantity

_SCORE = re.compile(
    r"(?<![\d.,])(\d{1,3})\s?(?:[-–:：比対]|\bto\b)\s?(\d{1,3})(?![\d%]|[.,]\d)"
)
# Two numbers of which the first becomes the second: from £18 to £21, 18円から21円.
_NUMBER = r"[$£€¥]?(\d+(?:[.,]\d+)*)"
_TO = r"(?:から|降?到|降?至|[减增][至到]|\bto\b|\bauf\b|\ba\b|\bà\b|\bдо\b)"
_CHANGE = re.compile(
    rf"(?<![\d.,]){_NUMBER}(?:\s?[^\W\d_%]{{1,9}}|\s?%)?[^\w.;]{{0,2}}{_TO}\s?{_NUMBER}"
)
_SHARES = frozenset(
    {
        ".all", ".half", ".third", ".two_thirds", ".quarter_share",
        ".three_quarters", ".fifth", ".double", ".most_of",
    }
)  # fmt: skip
# Plain numbers that may be years.
_YEARS = frozenset(range(1900, 2101))
# Characters on each side of a number in which the rest of its score stands, and
# before it in which "the first" stands.
_SCORE_REACH = 4
# Characters behind a number that make it a part of a date.
_DATED = frozenset("年月日号號")


def is_score(number: Quantity, claim: Reading) -> bool:
    """Return whether a number belongs to a score such as 4 - 0,
    or is a year: neither counts a noun.

    A day, 6日, counts none either.
    """
    text = claim.text
    start = number.start
    end = number.end
    around = text[max(start - _SCORE_REACH, 0) : end + _SCORE_REACH]
    if is_year(number) or _SCORE.search(around):
        return True
    return text[end : end + 1] in _DATED


def is_year(number: Quantity) -> bool:
    """Return whether a plain number may be a year.

    1950 may be one; 1950.5 and 1,950 euros may not.
    """
    return not number.unit and number.value in _YEARS


def names_other_share(case: Case) -> bool:
    """Return whether a claim says "all" where its evidence says "half".

    One share in common is enough; a claim may leave them out.
    """
    given = _shares(case.reading)
    told = gather(_shares, case.evidence.readings)
    if not given or not told:
        return False
    return given.isdisjoint(told)


def _shares(reading: Reading) -> frozenset[str]:
    """Return the shares that a sentence names.

    "Half of them" → .half. "Two thirds" is no third.
    """
    shares = reading.labels & _SHARES
    return shares - {".third"} if ".two_thirds" in shares else shares


def turns_score(case: Case) -> bool:
    """Return whether a claim gives a score or a vote the other way round.

    9-4 for 4-9, where no sentence has 9-4, and "from 21 to 18" for "from 18 to 21".
    """
    given = _ordered(case.reading)
    if not given:
        return False
    told = gather(_ordered, case.pool.readings)
    turned = {(second, first) for first, second in given - told}
    return not turned.isdisjoint(told)


def _ordered(reading: Reading) -> set[tuple[str, str]]:
    """Return the scores of a sentence, and what changes from which number to which.

    Of "won 4-9" → (4, 9), of "from 18 to 21" and 18円から21円 → (18, 21).
    """
    scores = _SCORE.findall(reading.text)
    return {*scores, *_CHANGE.findall(reading.text)}
