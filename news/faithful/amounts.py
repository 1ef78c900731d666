"""Check that each number of a claim stands in the articles, with its unit."""

from __future__ import annotations

import re
from decimal import Decimal

from news.faithful.alignment import Evidence
from news.faithful.lexicon import EAST
from news.faithful.pool import Pool
from news.faithful.reading import MOST_NUMBERS, Reading, Word
from news.numbers import Quantity

# By how much a rounded number may differ from the true one: 1.4 for 1.38 is 1.4
# %, 300 for 312 is 3.8 %.
_ROUNDED = Decimal("0.06")
_METRES = re.compile(r"(?:\d\s?)?m\b")
_DIGITS = re.compile(r"\d+")
# Characters beside a number in which a word such as "about" belongs to it.
_BESIDE = 12
_BESIDE_EAST = 3


def unsupported(claim: Reading, pool: Pool, evidence: Evidence) -> bool:
    """Return whether a number of a claim stands nowhere in the articles,
    rounding and differences aside.
    """
    if len(claim.quantities) >= MOST_NUMBERS:
        return True
    return any(
        not _stands(number, claim, pool, evidence)
        for number in claim.quantities
    )


def _stands(
    number: Quantity, claim: Reading, pool: Pool, evidence: Evidence
) -> bool:
    if any(is_same(number, other) for other in pool.quantities):
        return True
    dated = {Decimal(value) for day in pool.days for value in day}
    if not number.unit and number.value in dated and number.value <= 31:
        return True
    if any(_rounds(number, other, claim) for other in pool.quantities):
        return True
    if _written_apart(number, claim, pool):
        return True
    return _derived(number, claim, evidence)


def _written_apart(number: Quantity, claim: Reading, pool: Pool) -> bool:
    """Return whether the articles write a number's digits with a
    blank behind the mark: 3, 800 for 3,800.
    """
    groups = _DIGITS.findall(claim.text[number.start : number.end])
    metres = bool(_METRES.match(claim.text, max(number.end - 1, 0)))
    if len(groups) < 2 and not metres:
        return False
    apart = r"[.,]\s".join(groups) + (r"\s?m" if metres else "")
    return bool(re.search(rf"(?<!\d){apart}(?!\w)", pool.text))


def is_same(number: Quantity, other: Quantity) -> bool:
    """Return whether two numbers are one: a unit that one leaves out is no difference,
    but a share is no count.
    """
    if number.unit and other.unit:
        return number.amount == other.amount
    return number.value == other.value and _units_agree(number, other)


def _rounds(number: Quantity, other: Quantity, claim: Reading) -> bool:
    """Return whether a claim's number is another one rounded, as a word beside it says."""
    if not other.value or not _units_agree(number, other):
        return False
    words = {label for word in _beside(number, claim) for label in word.labels}
    true, given = other.value * other.factor, number.value * number.factor
    if ".over" in words and _floored(true, given):
        return True
    difference = (true - given) / true
    if abs(difference) > _ROUNDED:
        return False
    return ".about" in words or (".under" in words and difference < 0)


def _units_agree(number: Quantity, other: Quantity) -> bool:
    """Return whether two numbers may be of one unit:
    one may leave it out, but a share is no count.
    """
    if (number.unit == "%") != (other.unit == "%"):
        return False
    return not (number.unit and other.unit) or number.unit == other.unit


def _floored(true: Decimal, given: Decimal) -> bool:
    """Return whether a number is a true one cut after the given one's digits:
    "more than 200,000" of 270,000.
    """
    digits = len(given.normalize().as_tuple().digits)
    cut = Decimal(10) ** (true.adjusted() - digits + 1)
    return given == true // cut * cut


def _beside(number: Quantity, claim: Reading) -> list[Word]:
    reach = _BESIDE_EAST if claim.language in EAST else _BESIDE
    unit = 6 if claim.language in EAST else reach
    return [
        word
        for word in claim.words
        if number.start - reach <= word.end <= number.start + 1
        or number.end <= word.start <= number.end + unit
    ]


def _derived(number: Quantity, claim: Reading, evidence: Evidence) -> bool:
    """Return whether a number is what remains when one of the
    evidence's numbers is taken from another.
    """
    if not claim.marked(".rest"):
        return False
    values = [
        other.value
        for reading in evidence.readings
        for other in reading.quantities
    ]
    return any(
        one - other == number.value
        for one in values
        for other in values
        if one > other
    )
