"""Check each number of a claim: it stands in the articles with its unit and the noun it counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from news.faithful.alignment import Evidence
from news.faithful.lexicon import EAST
from news.faithful.ordinals import other_ordinal
from news.faithful.pool import Pool
from news.faithful.reading import MOST_NUMBERS, Reading, Word
from news.numbers import Quantity

# By how much a rounded number may differ from the true one: 1.4 for 1.38 is 1.4
# %, 300 for 312 is 3.8 %.
_ROUNDED = Decimal("0.06")
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
_METRES = re.compile(r"(?:\d\s?)?m\b")
_DIGITS = re.compile(r"\d+")
# Characters behind a number that make it a part of a date.
_DATED = frozenset("年月日号號")
# Characters beside a number in which a word such as "about" belongs to it.
_BESIDE = 12
_BESIDE_EAST = 3
# Words by which another number must fit a claim's words better than its own.
_CLEARLY = 2


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
    if any(_same(number, other) for other in pool.quantities):
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


def _same(number: Quantity, other: Quantity) -> bool:
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


def misplaced(claim: Reading, evidence: Evidence, pool: Pool) -> bool:
    """Return whether a number of a claim counts what another number counts in the evidence."""
    if (
        _part_exceeds_whole(claim)
        or _turns_score(claim, pool)
        or _other_share(claim, evidence)
    ):
        return True
    if other_ordinal(claim, evidence):
        return True
    if any(
        _counts_other_part(number, claim, evidence)
        for number in claim.quantities
    ):
        return True
    return any(
        _counts_otherwise(number, claim, evidence, pool)
        for number in claim.quantities
        if not _is_score(number, claim)
    )


def _is_score(number: Quantity, claim: Reading) -> bool:
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


def _other_share(claim: Reading, evidence: Evidence) -> bool:
    """Return whether a claim says "all" where its evidence says "half"."""
    given = _shares(claim)
    told = frozenset().union(*map(_shares, evidence.readings))
    return bool(given and told) and not given & told


def _shares(reading: Reading) -> frozenset[str]:
    """Return the shares that a sentence names; "two thirds" is no third."""
    labels = frozenset(label for word in reading.words for label in word.labels)
    two = {".third"} if ".two_thirds" in labels else set()
    return labels & _SHARES - two


# Characters between a number and what it counts: a blank, or a measure word.
_BEHIND = 3


def _turns_score(claim: Reading, pool: Pool) -> bool:
    """Return whether a claim gives a score or a vote the other way round: 9-4 for 4-9."""
    given = set(_SCORE.findall(claim.text))
    told = set(_SCORE.findall(pool.text)) if given else set()
    return any(pair not in told and pair[::-1] in told for pair in given)


def _counts_other_part(
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
    return bool(placed) and not any(_same(number, other) for other in placed)


def _is_placed(number: Quantity, reading: Reading) -> bool:
    return bool(
        _PLACED.search(reading.text[max(number.start - 14, 0) : number.start])
    )


def _part_exceeds_whole(claim: Reading) -> bool:
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


# A number of the articles and its sentence.
Found = tuple[Quantity, Reading]


def _counts_otherwise(
    number: Quantity, claim: Reading, evidence: Evidence, pool: Pool
) -> bool:
    own = _equal(number, evidence.readings) or _equal(number, pool.readings)
    if not own:
        return False
    if _noun_differs(number, claim, own, pool) or _counts_what_is_new(
        number, claim, own, pool
    ):
        return True
    company = _company(number, claim)
    best = max(len(company & _company(other, source)) for other, source in own)
    rivals = [
        len(company & _company(other, source))
        for other, source in _others(number, evidence.readings)
        if other.unit == number.unit
    ]
    rival = max(rivals, default=0)
    return rival > best + _CLEARLY or (best == 0 and rival > 0)


def _equal(number: Quantity, readings: Iterable[Reading]) -> list[Found]:
    """Return the numbers of sentences that are the given one."""
    return [
        (other, reading)
        for reading in readings
        for other in reading.quantities
        if _same(number, other)
    ]


def _others(number: Quantity, readings: Iterable[Reading]) -> list[Found]:
    """Return the numbers of sentences that are not the given one."""
    return [
        (other, reading)
        for reading in readings
        for other in reading.quantities
        if not _same(number, other)
    ]


def _noun_differs(
    number: Quantity, claim: Reading, own: Sequence[Found], pool: Pool
) -> bool:
    """Return whether a claim counts weeks where the articles count cracks,
    and weeks by another number.
    """
    noun = _counted(number, claim)
    if noun is None or number.unit or _counts(noun, own):
        return False
    # "Employs 5,300 people" counts employees all the same.
    companies = (_company(other, source) for other, source in own)
    if any(
        noun.key in company or noun.concepts & company for company in companies
    ):
        return False
    # "6% last year": what follows a share or a sum is not counted by it.
    others = (
        _counted(other, source)
        for other, source in _others(number, pool.readings)
        if not other.unit
    )
    return any(other is not None and other.means(noun) for other in others)


def _counts_what_is_new(
    number: Quantity, claim: Reading, own: Sequence[Found], pool: Pool
) -> bool:
    """Return whether a claim counts what no article names, where its number counts something else.

    "Sold in eleven cities" for "sold in eleven countries".
    """
    if number.unit or claim.language != pool.language:
        return False
    noun = _first_behind(number, claim)
    if noun is None or noun.key in pool.keys or noun.concepts & pool.concepts:
        return False
    counted = [_first_behind(other, source) for other, source in own]
    return bool(counted) and all(
        other is not None
        and other.key not in claim.keys
        and not other.concepts & claim.keys
        for other in counted
    )


def _first_behind(number: Quantity, reading: Reading) -> Word | None:
    """Return the first word behind a number that says something, if it is near."""
    for word in reading.content:
        if word.start >= number.end:
            return word if word.start - number.end <= _BEHIND else None
    return None


def _counts(noun: Word, own: Sequence[Found]) -> bool:
    """Return whether a number counts a noun somewhere, or nothing that can be named."""
    counted = [_counted(other, source) for other, source in own]
    return any(other is None or other.means(noun) for other in counted)


def _counted(number: Quantity, reading: Reading) -> Word | None:
    """Return the word behind a number, which is what it counts, or its measure word."""
    east = reading.language in EAST
    end = number.end
    for word in reading.words:
        if word.start < end:
            continue
        if word.start - end > (0 if east else 2):
            return None
        if not east or len(word.key) > 1:
            return word
        # 16名员工: a measure word stands between.
        end = word.end
    return None


def _company(number: Quantity, reading: Reading) -> frozenset[str]:
    """Return the keys of the words that are nearer to a number than
    to any other in its clause or next to it.
    """
    places = [other.start for other in reading.quantities]
    clause = reading.clause_at(number.start)
    near = [
        word
        for word in reading.content
        if word.clause == clause
        and _nearest(word.start, places) == number.start
    ]
    return frozenset(key for word in near for key in (word.key, *word.concepts))


def _nearest(place: int, numbers: Iterable[int]) -> int:
    return min(numbers, key=lambda at: abs(at - place))
