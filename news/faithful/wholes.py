"""Tell parts from wholes: in "900 of its 2,400 jobs" the jobs that go are 900, not 2,400."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import partial

from news.faithful.alignment import have_one_in_common, unsaid, values_of
from news.faithful.amounts import is_among
from news.faithful.case import Case
from news.faithful.concept_lexicon import EAST
from news.faithful.sentence_reading import Reading, gather
from news.faithful.spans import before, in_clause
from news.faithful.word import labels_of
from news.numbers import Quantity

# What stands before a whole: "of its", "von den"; "the unit's" too.
_OF = re.compile(
    r"(?:\b(?:out of|of|von|der|aus|unter|des|de|d[ao]s|sur|parmi|из|entre)\s)"
    r"(?:(?:the|its|their|his|her|all|den|ihren|seinen|insgesamt|los|las|sus|"
    r"les|ses|leurs|его|её|их|своих|всех)\s)?(?:\w+['’]s\s)?$"
)
# Those behind which a part's noun may stand: "12 trams out of 26".
_PARTING = re.compile(r"out of|von|aus|sur|из")
_FAR = 16
# What says how many a part has, where no number does.
_SOME = re.compile(
    r"(?:^|[,;:(]|\b(?:one|some|most|many|half|none|thirds?|quarters?|\w+er|"
    r"ein|eine|einer|eines|hälfte|drittel|teil|un|une|uno|una|moitié|tiers|"
    r"mitad|parte|один|одна|одно|одну|половина|треть|часть))\s*$"
)
# What stands behind a whole in Chinese and Japanese, a noun between: 2工場のうち.
_AMONG = re.compile(
    r"[^\d、，。,]{0,6}?(?:うち|中有|中的|当中|之中|里有|中[，,])"
)
# What tells of a part without its number: the rest. "Most" may be a superlative.
_UNCOUNTED = ".rest"
# Characters before a number in which "of the unit's" stands.
_REACH = 30


def is_whole(number: Quantity, reading: Reading) -> bool:
    """Return whether a sentence speaks of a part of a number: the 2,400 of "900 of its 2,400 jobs".

    The part may have no number of its own: "one of the two furnaces", 2工場のうち松本工場.
    """
    if reading.language in EAST:
        return _AMONG.match(reading.text, number.end) is not None
    start = max(number.start - _REACH, 0)
    ahead = reading.text[start : number.start]
    of = _OF.search(ahead)
    if of is None:
        return False
    place = start + of.start()
    numbers = before(reading.quantities, place)
    counted = numbers[-1:]
    reach = _FAR if _PARTING.match(of.group()) else 1
    if any(place - part.end <= reach for part in counted):
        return True
    some = _SOME.search(reading.text[:place])
    return some is not None


def whole_of(number: Quantity, reading: Reading) -> Quantity | None:
    """Return what a number is a part of: of the 900 in "900 of its 2,400 jobs" the 2,400.

    The whole stands right behind it, or anywhere before it: "von den 740 Stellen bleiben 610".
    """
    clause = reading.clause_of(number)
    wholes = (
        other
        for other in reading.quantities
        if reading.clause_of(other) == clause and is_whole(other, reading)
    )
    return next(wholes, None)


def takes_whole_for_part(case: Case) -> bool:
    """Return whether a claim says of a whole what its evidence says of a part.

    "Both plants close" for "one of the two plants closes". Who only says how many there are, "it
    has two plants", or names the part too, says nothing wrong of the whole.
    """
    claim = case.reading
    sources = case.pool.readings
    wholes = gather(_wholes, sources)
    parts = gather(_parts, sources) - wholes
    if not parts.isdisjoint(values_of(claim)):
        return False
    told = _others(claim) - _values(_is_owned, claim)
    only_wholes = wholes - gather(_others, sources)
    return not told.isdisjoint(only_wholes)


def _values(
    is_one: Callable[[Quantity, Reading], object], reading: Reading
) -> set[Decimal]:
    """Return the values of the numbers of a sentence that are of some kind."""
    numbers = reading.quantities
    return {number.value for number in numbers if is_one(number, reading)}


# The numbers of which a sentence counts a part, and the parts: 2,400 and 900.
_wholes = partial(_values, is_whole)
_parts = partial(_values, whole_of)


def _others(reading: Reading) -> set[Decimal]:
    """Return the numbers of a sentence that are no wholes."""
    values = set(values_of(reading))
    return values - _wholes(reading)


def _is_owned(number: Quantity, reading: Reading) -> bool:
    """Return whether the word before a number says that somebody has so many: "employs 2,400"."""
    ahead = before(reading.words, number.start)
    last = ahead[-1:]
    return ".owning" in labels_of(last)


def takes_part_for_whole(case: Case) -> bool:
    """Return whether a claim says of a part what its evidence says of the whole.

    "1,800 homes lost power" for "2,300 homes lost power, of which 1,800 have it back".
    """
    claim = case.reading
    return any(
        _is_told_of_whole(part, claim, source)
        for source in case.evidence.readings
        for part in source.quantities
        if is_among(part, claim.quantities) and _follows_part_mark(part, source)
    )


def _follows_part_mark(number: Quantity, reading: Reading) -> bool:
    """Return whether "of which" or its like stands before a number in its clause."""
    clause = in_clause(reading.words, reading.clause_of(number))
    ahead = before(clause, number.start)
    return ".part" in labels_of(ahead)


def _is_told_of_whole(part: Quantity, claim: Reading, source: Reading) -> bool:
    """Return whether a claim has words of the clause before a part's, and none of what
    is told of it.

    A claim that has the whole's number too tells both.
    """
    clause = source.clause_of(part)
    whole = source.told_in(clause - 1)
    told = unsaid(source.told_in(clause), whole)
    wholes = [
        number
        for number in source.quantities
        if source.clause_of(number) == clause - 1
    ]
    if not told or any(is_among(one, claim.quantities) for one in wholes):
        return False
    if have_one_in_common(told, claim.content):
        return False
    return bool(wholes) and have_one_in_common(whole, claim.content)


def takes_rest_for_whole(case: Case) -> bool:
    """Return whether a claim says of a whole number what its evidence says of the rest.

    "140 ships went to Tangier" for "140 ships were sent away, most to Ceuta, the rest to Tangier".
    """
    claim = case.reading
    if _UNCOUNTED in claim.labels:
        return False
    source = case.source
    counted = {
        source.clause_of(number)
        for number in source.quantities
        if is_among(number, claim.quantities)
    }
    rests = source.marked(_UNCOUNTED)
    uncounted = {rest.clause for rest in rests} - counted
    if not counted or not uncounted:
        return False
    elsewhere = [
        word for word in source.content if word.clause not in uncounted
    ]
    own = [word for word in source.content if word.clause in uncounted]
    return have_one_in_common(unsaid(own, elsewhere), claim.content)
