"""Find numbers next to the wrong word: "cancels 410" for "cancels 260 of its 410"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import chain, product
from operator import attrgetter

from news.faithful.alignment import (
    count_shared,
    have_one_in_common,
    is_said,
    unsaid,
)
from news.faithful.amounts import equal_numbers, is_among
from news.faithful.case import Case
from news.faithful.number_differences import numbers_but_differences
from news.faithful.occasions import SPANS, weekdays
from news.faithful.pool import Pool
from news.faithful.sentence_reading import Reading
from news.faithful.spans import before, behind
from news.faithful.word import Word, saying
from news.numbers import Quantity

_DIRECTIONS = frozenset({"rise", "fall"})
# A count from which it belongs to what its clause names.
_TELLING = 100


def follows_anothers_word(case: Case) -> bool:
    """Return whether a number of a claim follows a word that precedes another number in
    its evidence.

    "Cancels 410 flights" for "cancels 260 of its 410 flights".
    """
    claim = case.reading
    sources = case.evidence.readings
    return any(
        _precedes_another(word, number, source)
        for number, source in product(numbers_but_differences(case), sources)
        for word in _words_before([number], claim)
    )


def _precedes_another(word: Word, number: Quantity, source: Reading) -> bool:
    """Return whether a sentence has a number, and a word before others of its unit only.

    In "cancels 260 of its 410 flights" 410 stands elsewhere, and "cancels" before 260.
    """
    same = equal_numbers(number, source)
    if not same or is_said(word, _words_before(same, source)):
        return False
    of_unit = _of_unit(number.unit, source.quantities)
    return is_said(word, _words_before(of_unit, source))


def _of_unit(unit: str, numbers: Iterable[Quantity]) -> list[Quantity]:
    """Return the numbers of a unit; those without a unit where it is empty.

    Of "3 km, 40 euros and 5 km", for a number in euros → 40.
    """
    return [number for number in numbers if number.unit == unit]


def counts_another_word(case: Case) -> bool:
    """Return whether a Japanese number counts another word of the articles than in its evidence.

    What is counted stands right before the number: 産科医2人.
    """
    claim = case.reading
    if claim.language != "ja":
        return False
    return any(
        word.key in case.pool.keys
        for number in claim.quantities
        for word in _newly_counted(number, claim, case.source)
    )


def _newly_counted(
    number: Quantity, claim: Reading, source: Reading
) -> list[Word]:
    """Return the word that a number of a claim counts in the place of a sentence's word.

    産科医2人 for 看護師2人 → 科医, the last pair. None where the claim has the sentence's word too.
    """
    counted = _words_before(equal_numbers(number, source), source)
    if not unsaid(counted, claim.words):
        return []
    return unsaid(_words_before([number], claim), source.words)


def _words_before(numbers: Iterable[Quantity], reading: Reading) -> list[Word]:
    """Return the word right before each number, where it says something: 産科医2人 → 科医.

    "3人死亡、27人受伤" has none: behind the mark another thing is counted. A
    single character says too little: 占三成.
    """
    return [
        word
        for number in numbers
        for word in before(reading.content, number.start)[-1:]
        if len(word.key) > 1
        and not reading.text[word.end : number.start].strip()
    ]


def comes_from_elsewhere(case: Case) -> bool:
    """Return whether a number of a claim comes from another sentence than all its words.

    The claim leaves out a number of the same noun: "an award of 90,000 euros" for "an award of
    250,000 euros".
    """
    claim = case.reading
    if case.pool.without_capitals:
        return False
    holders = [*filter(partial(_holds, claim), case.pool.readings)]
    if any(map(partial(_has_all_numbers, claim), holders)):
        return False
    return any(map(partial(_has_another, claim, case.pool), holders))


def _has_all_numbers(claim: Reading, source: Reading) -> bool:
    """Return whether a sentence has each number of a claim."""
    return not _numbers_without(source, claim)


def _holds(claim: Reading, source: Reading) -> bool:
    """Return whether a sentence has all words and days of a claim, whatever its numbers."""
    timed = weekdays(claim) <= weekdays(source)
    if not timed or not claim.days <= source.days:
        return False
    return count_shared(claim.content, source) == len(claim.content)


def _has_another(claim: Reading, pool: Pool, source: Reading) -> bool:
    """Return whether a sentence has another number in the place of a claim's one."""
    left_out = _numbers_without(claim, source)
    return any(
        _is_replaced(number, claim, left_out, source)
        for number in _numbers_without(source, claim)
        # "Nearly 700" for 686 is of no other sentence.
        if is_among(number, pool.quantities)
    )


def _numbers_without(other: Reading, reading: Reading) -> list[Quantity]:
    """Return the numbers of a sentence that another one does not have, in whatever words.

    Beside "410 flights" those of "260 of its 410 flights" → 260. A unit may be left
    out: "780 million roubles, of them 500 million".
    """
    return [
        number
        for number in reading.quantities
        if not is_among(number, other.quantities)
    ]


def _is_replaced(
    number: Quantity,
    claim: Reading,
    left_out: Iterable[Quantity],
    source: Reading,
) -> bool:
    """Return whether a number that a claim leaves out has the unit and the noun of its own number.

    "90,000 euros" is in the place of "250,000 euros", not in that of "250 guests".
    """
    of_unit = _of_unit(number.unit, left_out)
    if number.unit and of_unit and len(claim.content) > 1:
        return True
    noun = _words_behind([number], claim)
    return have_one_in_common(noun, _words_behind(of_unit, source))


def _words_behind(numbers: Iterable[Quantity], reading: Reading) -> list[Word]:
    """Return the word right behind each number, where it says something: "410 flights" → flights.

    "410 of its flights" has none.
    """
    following = (behind(reading.words, number.end)[:1] for number in numbers)
    return saying(chain.from_iterable(following))


def is_of_another_clause(case: Case) -> bool:
    """Return whether a claim gives a number to what has another number in its evidence.

    "Sales fell by 41%" for "profit fell by 41%, while sales rose by 5%": the clause of the number
    is about something that the claim leaves out, and another clause is about what the claim names.
    """
    numbers = numbers_but_differences(case)
    return any(
        _is_anothers(number, case.reading, source)
        for number, source in product(numbers, case.evidence.readings)
    )


def has_word_of_later_number(case: Case) -> bool:
    """Return whether a claim gives a number what stands beside a later number that it leaves out.

    "The 24 stations are unfinished" for "it has 24 stations, of which six are unfinished". A later
    clause tells no doer of an earlier one.
    """
    claim = case.reading
    if not case.compares_names:
        return False
    takes = partial(_takes_later_word, claim=claim, source=case.source)
    return any(map(takes, claim.quantities))


def _is_telling(number: Quantity) -> bool:
    """Return whether a number has a unit or is large, so that it belongs to one thing.

    9 % and 410 do; nine votes for it and three against may be anything's.
    """
    return bool(number.unit) or number.value >= _TELLING


def _is_anothers(number: Quantity, claim: Reading, source: Reading) -> bool:
    """Return whether a number's clause lacks what the claim gives the number to.

    What the claim gives it to stands beside another number of the sentence.
    """
    same = equal_numbers(number, source)
    if len(same) != 1:
        return False
    clause = source.clause_of(same[0])
    told = source.told_in(clause)
    # A clause may leave out its doer, who then is the claim's as well.
    if not told or is_said(told[0], claim.content):
        return False
    is_foreign = claim.language != source.language
    if not is_foreign and not have_one_in_common(told, claim.content):
        # "Five firefighters died" for "a firefighter died and five were hurt".
        others = set(map(attrgetter("clause"), source.content)) - {clause}
        if any(map(partial(_tells_all, claim, source), others)):
            return True
    if not _is_telling(number):
        return False
    rivals = _beside_rivals(number, clause, source)
    return have_one_in_common(_named_before(number, claim), rivals)


def _takes_later_word(
    number: Quantity, claim: Reading, source: Reading
) -> bool:
    """Return whether a number has a word beside it that its evidence has beside a later one."""
    same = equal_numbers(number, source)
    if len(same) != 1:
        return False
    clause = source.clause_of(same[0])
    left_out = _of_unit(number.unit, _numbers_without(claim, source))
    clauses = set(map(source.clause_of, behind(left_out, same[0].end)))
    told = chain.from_iterable(map(source.told_in, clauses - {clause}))
    # "A profit of 615 million, up from 540": it rose to the first.
    later = [word for word in told if not word.is_of(_DIRECTIONS)]
    beside = claim.told_in(claim.clause_of(number))
    own = unsaid(beside, source.told_in(clause))
    return have_one_in_common(own, later)


def _tells_all(claim: Reading, source: Reading, clause: int) -> bool:
    """Return whether one clause of a sentence has all words of a claim."""
    return not unsaid(claim.content, source.told_in(clause))


def _beside_rivals(
    number: Quantity, clause: int, source: Reading
) -> list[Word]:
    """Return the words of the other clauses with another number of the same unit, or of none.

    Of "profit fell by 41%, sales rose by 5%", for 41 % → sale, rose.
    """
    # "Nine million euros, of which four million": one unit for both.
    numbers = [
        *_of_unit(number.unit, source.quantities),
        *_of_unit("", source.quantities),
    ]
    rivals = {*map(source.clause_of, numbers)} - {clause}
    return list(chain.from_iterable(map(source.told_in, rivals)))


def _named_before(number: Quantity, reading: Reading) -> list[Word]:
    """Return the words before a number in its clause that may name what is counted.

    Light verbs do not, nor does "last year".
    """
    clause = reading.told_in(reading.clause_of(number))
    return [
        word
        for word in before(clause, number.start)
        if not word.is_light and not word.is_of(SPANS)
    ]
