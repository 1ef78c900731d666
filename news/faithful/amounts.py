"""Check that each number of a claim stands in the articles, with its unit."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import chain

from news.faithful.alignment import Evidence
from news.faithful.lexicon import EAST, NOTHING, Labels
from news.faithful.pool import Pool
from news.faithful.reading import MOST_NUMBERS, Reading
from news.numbers import Quantity

# By how much a rounded number may differ from the true one: 1.4 for 1.38 is 1.4
# %, 300 for 312 is 3.8 %.
_ROUNDED = Decimal("0.06")
_METRES = re.compile(r"(?:\d\s?)?m\b")
_DIGITS = re.compile(r"\d+")
# Characters on each side of a number in which a word such as "about" belongs
# to it.
_BESIDE = 12
_BESIDE_EAST = 6


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
    """Return whether the articles have a number, exactly or as the claim's words allow.

    The claim's words allow "about 280" for 276, and "the remaining 44" for 20 of 64.
    """
    words = _labels_beside(number, claim)
    if any(
        is_same(number, other) or _rounds(number, other, words)
        for other in pool.quantities
    ):
        return True
    # "The 5th" for May 5: a day's numbers are no quantities.
    dated = map(Decimal, chain.from_iterable(pool.days))
    if not number.unit and number.value in dated:
        return True
    written_apart = _written_apart(number, claim, pool)
    return written_apart or _derived(number, claim, evidence)


def _written_apart(number: Quantity, claim: Reading, pool: Pool) -> bool:
    """Return whether the articles write a number's digits with a
    blank behind the mark: 3, 800 for 3,800.
    """
    groups = _DIGITS.findall(claim.text[number.start : number.end])
    metres = _METRES.match(claim.text, max(number.end - 1, 0))
    if len(groups) < 2 and not metres:
        return False
    apart = r"[.,]\s".join(groups) + (r"\s?m" if metres else "")
    return bool(re.search(rf"(?<!\d){apart}(?!\w)", pool.text))


def is_same(number: Quantity, other: Quantity) -> bool:
    """Return whether two numbers are one: a unit that one leaves out is no difference,
    but a share is no count.

    3 km is 3,000 m and 3; it is neither 3 % nor 3 t.
    """
    if number.unit and other.unit:
        return number.amount == other.amount
    return number.value == other.value and _units_agree(number, other)


def equal_numbers(number: Quantity, reading: Reading) -> list[Quantity]:
    """Return the numbers of a sentence that are a number, in whatever words: 3公里 for 3000米."""
    amount = number.amount
    return [other for other in reading.quantities if other.amount == amount]


def _rounds(number: Quantity, other: Quantity, words: Labels) -> bool:
    """Return whether a claim's number is another one rounded, as a word beside it says.

    "More than 200,000" and "about 280,000" for 276,000. `words` are the labels of what stands
    beside the number.
    """
    if not other.value or not _units_agree(number, other):
        return False
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

    40 may be 40 m; 40 % is 40 % only.
    """
    units = {number.unit, other.unit}
    left_out = "" in units and "%" not in units
    return left_out or len(units) == 1


def _floored(true: Decimal, given: Decimal) -> bool:
    """Return whether a number is a true one cut after the given one's digits:
    "more than 200,000" of 270,000.
    """
    digits = len(given.normalize().as_tuple().digits)
    cut = Decimal(10) ** (true.adjusted() - digits + 1)
    return given == true // cut * cut


def _labels_beside(number: Quantity, claim: Reading) -> Labels:
    """Return the labels of the words beside a number, which may say that it is a round one.

    "About 280 people came" → .about, …
    """
    reach = _BESIDE_EAST if claim.language in EAST else _BESIDE
    first, last = number.start - reach, number.end + reach
    beside = [
        word.labels
        for word in claim.words
        if first <= word.end and word.start <= last
    ]
    return NOTHING.union(*beside)


def _derived(number: Quantity, claim: Reading, evidence: Evidence) -> bool:
    """Return whether a number is what remains of one of the evidence's without another.

    "The remaining 44" for 64, of which 20 are sold.
    """
    if not number.value or not claim.marked(".rest"):
        return False
    values = {
        other.value
        for reading in evidence.readings
        for other in reading.quantities
    }
    return any(value - number.value in values for value in values)
