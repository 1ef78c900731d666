"""Check that each number of a claim stands in the articles, with its unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import chain, combinations

from news.faithful.alignment import values_of
from news.faithful.case import Case
from news.faithful.concept_lexicon import EAST, Labels
from news.faithful.occasions import months
from news.faithful.sentence_reading import MOST_NUMBERS, Reading, gather
from news.faithful.word import labels_of
from news.numbers import Quantity

# By how much a rounded number may differ from the true one: 1.4 for 1.38 is 1.4
# %, 300 for 312 is 3.8 %.
_ROUNDED = Decimal("0.06")
_METRES = re.compile(r"(?:\d\s?)?m\b")
_DIGITS = re.compile(r"\d+")
# Characters on each side of a number in which a word such as "about" belongs
# to it; half as many in Chinese and Japanese.
_BESIDE = 12
_BESIDE_IN = dict.fromkeys(EAST, 6)
# What stands between two numbers of one scale, and the scales.
_TO = re.compile(r"\s?(?:to|auf|bis|a|à|до|至|到|から|[-–—])\s?(?=\d)")
_SCALES = (10**3, 10**4, 10**6, 10**8, 10**9)
# Tells of a true number and the one that a claim gives whether the claim's is
# the true one rounded.
_Rounding = Callable[[Decimal, Decimal], bool]


def unsupported(case: Case) -> bool:
    """Return whether a number of a claim stands nowhere in the articles,
    rounding and differences aside.
    """
    numbers = case.reading.quantities
    if len(numbers) >= MOST_NUMBERS:
        return True
    return not all(_stands(number, case) for number in numbers)


def _stands(number: Quantity, case: Case) -> bool:
    """Return whether the articles have a number, exactly or as the claim's words allow.

    The claim's words allow "about 280" for 276, and "the remaining 44" for 20 of 64.
    """
    ways = (
        _is_told, _is_of_a_day, _is_written_apart, _shares_scale, _is_derived,
        _is_share, _is_change,
    )  # fmt: skip
    return any(way(number, case) for way in ways)


def _is_told(number: Quantity, case: Case) -> bool:
    """Return whether the articles have a number, or one that the claim says it rounds.

    280 is told by 280, and in "about 280 people" by 276.
    """
    roundings = _roundings(number, case.reading)
    return any(
        is_same(number, other) or _rounds(number, other, roundings)
        for other in case.pool.quantities
    )


def _is_of_a_day(number: Quantity, case: Case) -> bool:
    """Return whether a bare number is that of a day or month: "the 5th" for May 5, 5月 for "in May".

    The numbers of a day are not among the quantities of the articles.
    """
    if number.unit:
        return False
    dated = set(chain.from_iterable(case.pool.days))
    if case.reading.text.startswith("月", number.end):
        dated |= gather(months, case.pool.readings)
    return number.value in map(Decimal, dated)


def _is_written_apart(number: Quantity, case: Case) -> bool:
    """Return whether the articles write a number's digits with a
    blank behind the mark: 3, 800 for 3,800.
    """
    claim = case.reading
    groups = _DIGITS.findall(claim.text_of(number))
    metres = _METRES.match(claim.text, max(number.end - 1, 0))
    if len(groups) < 2 and not metres:
        return False
    apart = r"[.,]\s".join(groups) + (r"\s?m" if metres else "")
    return bool(re.search(rf"(?<!\d){apart}(?!\w)", case.pool.text))


def is_same(number: Quantity, other: Quantity) -> bool:
    """Return whether two numbers are one: a unit that one leaves out is no difference,
    but a share is no count.

    3 km is 3,000 m and 3; it is neither 3 % nor 3 t.
    """
    if number.unit and other.unit:
        return number.amount == other.amount
    if number.value != other.value:
        return False
    return _units_agree(number, other)


def is_among(number: Quantity, others: Iterable[Quantity]) -> bool:
    """Return whether a number is one of some others: 3 km is among 3,000 m and 5 t."""
    return any(is_same(number, other) for other in others)


def equal_numbers(number: Quantity, reading: Reading) -> list[Quantity]:
    """Return the numbers of a sentence that are a number, in whatever words.

    For 3公里 the 3000米 of "从3000米跑到1000米".
    """
    amount = number.amount
    return [other for other in reading.quantities if other.amount == amount]


def _rounds(
    number: Quantity, other: Quantity, roundings: Sequence[_Rounding]
) -> bool:
    """Return whether a claim's number is another one rounded in one of some ways.

    "More than 200,000" and "about 280,000" for 276,000; whatever has another unit is no rounding.
    """
    if not other.value or not _units_agree(number, other):
        return False
    true = other.value * other.factor
    given = number.value * number.factor
    return any(rounds(true, given) for rounds in roundings)


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


def _is_near(true: Decimal, given: Decimal) -> bool:
    """Return whether a number is about a true one: 280,000 is about 276,000."""
    return abs((true - given) / true) <= _ROUNDED


def _is_just_above(true: Decimal, given: Decimal) -> bool:
    """Return whether a number is a little more than a true one.

    "Under 300" for 290, but not for 200, and not for 310.
    """
    if abs(true) >= abs(given):
        return False
    return _is_near(true, given)


# How a number may be rounded, by the label of the word beside it that says so.
_ROUNDINGS: Mapping[str, _Rounding] = {
    ".over": _floored,
    ".about": _is_near,
    ".under": _is_just_above,
}


def _roundings(number: Quantity, claim: Reading) -> list[_Rounding]:
    """Return the ways in which a claim says that it rounds a number.

    "About 280" may be near the true one, "more than 280" cuts its last digits.
    """
    beside = _labels_beside(number, claim)
    return [_ROUNDINGS[label] for label in _ROUNDINGS.keys() & beside]


def _labels_beside(number: Quantity, claim: Reading) -> Labels:
    """Return the labels of the words beside a number, which may say that it is a round one.

    "About 280 people came" → .about, …
    """
    reach = _BESIDE_IN.get(claim.language, _BESIDE)
    first = number.start - reach
    last = number.end + reach
    return labels_of(
        word for word in claim.words if first <= word.end and word.start <= last
    )


def _shares_scale(number: Quantity, case: Case) -> bool:
    """Return whether a number has the scale of the next one: 470 in "from 470 to 510 million"."""
    claim = case.reading
    if not _TO.match(claim.text, number.end):
        return False
    scaled = {number.value * scale for scale in _SCALES}
    return not scaled.isdisjoint(gather(values_of, case.pool.readings))


def _is_derived(number: Quantity, case: Case) -> bool:
    """Return whether a number is what remains of one of the evidence's without another.

    "The remaining 44" for 64, of which 20 are sold.
    """
    if not number.value or not case.reading.marked(".rest"):
        return False
    values = gather(values_of, case.evidence.readings)
    parts = {value - number.value for value in values}
    return not values.isdisjoint(parts)


# What a share that is told by a word is in percent.
_PERCENTS: Mapping[Decimal, str] = {
    Decimal(20): ".fifth",
    Decimal(25): ".quarter_share",
    Decimal(33): ".third",
    Decimal(50): ".half",
    Decimal(67): ".two_thirds",
    Decimal(75): ".three_quarters",
}


def _is_share(number: Quantity, case: Case) -> bool:
    """Return whether a number of percent is a share that the evidence tells by a word.

    "50%" for "half of the families", "a quarter" for 25 in 100.
    """
    if number.unit != "%":
        return False
    share = _PERCENTS.get(number.value)
    return share in labels_of(case.evidence.words)


# Concepts of a change, whose size may be worked out.
_CHANGES = frozenset({"rise", "fall", "more", "fewer", "cheap", "expensive"})


def _is_change(number: Quantity, case: Case) -> bool:
    """Return whether a number is how much two of one sentence differ, where a claim tells a change.

    "330 million more" for "rose from 1,150 to 1,480 million": both have its unit.
    """
    if case.reading.concepts.isdisjoint(_CHANGES):
        return False
    change, unit = number.amount
    for source in case.evidence.readings:
        amounts = [
            quantity.amount[0]
            for quantity in source.quantities
            if quantity.unit == unit
        ]
        for one, other in combinations(amounts, 2):
            if abs(one - other) == change:
                return True
    return False
