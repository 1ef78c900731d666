"""Check scores, shares and parts: 9-4 for 4-9, "all" for "half", a part larger than its whole."""

from __future__ import annotations

import re

from news.faithful.alignment import Evidence
from news.faithful.amounts import is_same
from news.faithful.pool import Pool
from news.faithful.reading import Reading
from news.numbers import Quantity

_SCORE = re.compile(
    r"(?<![\d.,])(\d{1,3})\s?(?:[-–:：比対]|\bto\b)\s?(\d{1,3})(?![\d%]|[.,]\d)"
)
# What says which ones are counted: the first ten are not the first forty.
_PLACED = re.compile(
    r"(?:\b(?:first|last|ersten|letzten|premiers|premières|derniers|dernières|primeros|primeras|"
    r"últimos|últimas|первые|первых|последние|последних)\s|前|首批|首|最初の)\s?$"
)
_SHARES = frozenset(
    {
        ".all", ".half", ".third", ".two_thirds", ".quarter_share",
        ".three_quarters", ".double", ".most_of",
    }
)  # fmt: skip
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
# Characters behind a number that make it a part of a date.
_DATED = frozenset("年月日号號")


def is_score(number: Quantity, claim: Reading) -> bool:
    """Return whether a number belongs to a score such as 4 - 0,
    or is a year: neither counts a noun.
    """
    around = claim.text[max(number.start - 4, 0) : number.end + 4]
    dated = claim.text[number.end : number.end + 1] in _DATED
    return dated or is_year(number) or bool(_SCORE.search(around))


def is_year(number: Quantity) -> bool:
    """Return whether a plain number may be a year."""
    return (
        not number.unit
        and _FIRST_YEAR <= number.value <= _LAST_YEAR
        and number.value % 1 == 0
    )


def names_other_share(claim: Reading, evidence: Evidence) -> bool:
    """Return whether a claim says "all" where its evidence says "half"."""
    given = _shares(claim)
    told = frozenset().union(*map(_shares, evidence.readings))
    return bool(given and told) and not given & told


def _shares(reading: Reading) -> frozenset[str]:
    """Return the shares that a sentence names; "two thirds" is no third."""
    labels = frozenset(label for word in reading.words for label in word.labels)
    two = {".third"} if ".two_thirds" in labels else set()
    return labels & _SHARES - two


def turns_score(claim: Reading, pool: Pool) -> bool:
    """Return whether a claim gives a score or a vote the other way round: 9-4 for 4-9."""
    given = set(_SCORE.findall(claim.text))
    told = set(_SCORE.findall(pool.text)) if given else set()
    return any(pair not in told and pair[::-1] in told for pair in given)


def counts_other_part(
    number: Quantity, claim: Reading, evidence: Evidence
) -> bool:
    """Return whether a claim says "the first 40" where its evidence
    says the first ten, and 40 of all.
    """
    if not _is_placed(number, claim):
        return False
    placed = [
        other
        for reading in evidence.readings
        for other in reading.quantities
        if _is_placed(other, reading)
    ]
    return bool(placed) and not any(is_same(number, other) for other in placed)


def _is_placed(number: Quantity, reading: Reading) -> bool:
    return bool(
        _PLACED.search(reading.text[max(number.start - 14, 0) : number.start])
    )


def part_exceeds_whole(claim: Reading) -> bool:
    """Return whether a claim gives a part larger than its whole:
    "costs 30, of which the state pays 42".
    """
    for mark in claim.marked(".part"):
        before = [
            number for number in claim.quantities if number.end <= mark.start
        ]
        after = [
            number for number in claim.quantities if number.start >= mark.end
        ]
        if before and after and after[0].unit in {before[-1].unit, ""}:
            whole, part = before[-1], after[0]
            if part.value * part.factor > whole.value * whole.factor:
                return True
    return False
