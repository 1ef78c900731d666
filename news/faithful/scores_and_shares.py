"""Check scores, shares and parts: 9-4 for 4-9, "all" for "half", a part larger than its whole."""

from __future__ import annotations

import re

from news.faithful.amounts import is_among
from news.faithful.case import Case
from news.faithful.sentence_reading import Reading, gather
from news.faithful.spans import before, behind
from news.faithful.word import Word
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
# What says which ones are counted: the first ten are not the first forty.
_PLACED = re.compile(
    r"(?:\b(?:first|last|ersten|letzten|premiers|premières|derniers|dernières|"
    r"primeros|primeras|"
    r"últimos|últimas|первые|первых|последние|последних)\s|前|首批|首|最初の)\s?$"
)
_SHARES = frozenset(
    {
        ".all", ".half", ".third", ".two_thirds", ".quarter_share",
        ".three_quarters", ".double", ".most_of",
    }
)  # fmt: skip
# Plain numbers that may be years.
_YEARS = frozenset(range(1900, 2101))
# Characters on each side of a number in which the rest of its score stands, and
# before it in which "the first" stands.
_SCORE_REACH = 4
_PLACED_LENGTH = 14
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


def counts_other_part(case: Case) -> bool:
    """Return whether a claim says "the first 40" where its evidence
    says the first ten, and 40 of all.
    """
    placed = gather(_placed, case.evidence.readings)
    if not placed:
        return False
    return not all(is_among(number, placed) for number in _placed(case.reading))


def _placed(reading: Reading) -> list[Quantity]:
    """Return the numbers of a sentence that count the first or last ones of something.

    Of "the first ten of the 40 buses" → 10.
    """
    numbers = reading.quantities
    return [number for number in numbers if _is_placed(number, reading)]


def _is_placed(number: Quantity, reading: Reading) -> bool:
    """Return whether a number counts the first or last ones.

    The ten of "the first ten buses" does, that of "ten buses" does not.
    """
    text = reading.text[: number.start]
    return _PLACED.search(text[-_PLACED_LENGTH:]) is not None


def part_exceeds_whole(case: Case) -> bool:
    """Return whether a claim gives a part larger than its whole:
    "costs 30, of which the state pays 42".
    """
    claim = case.reading
    return any(_exceeds_at(mark, claim) for mark in claim.marked(".part"))


def _exceeds_at(mark: Word, claim: Reading) -> bool:
    """Return whether the number behind "of which" is larger than the one before it.

    Only where both have one unit, or the second one none: "30 euros, of which 42".
    """
    wholes = before(claim.quantities, mark.start)
    parts = behind(claim.quantities, mark.end)
    if not wholes or not parts:
        return False
    whole = wholes[-1]
    part = parts[0]
    if part.unit not in {whole.unit, ""}:
        return False
    return part.amount[0] > whole.amount[0]
