"""Tell parts from wholes: in "900 of its 2,400 jobs" the jobs that go are 900, not 2,400."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import partial

from news.faithful.alignment import values_of
from news.faithful.case import Case
from news.faithful.concept_lexicon import EAST
from news.faithful.sentence_reading import Reading, gather
from news.faithful.spans import before
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
# Characters before a number in which "of the unit's" stands.
_REACH = 30


def is_whole(number: Quantity, reading: Reading) -> bool:
    """Return whether a sentence speaks of a part of a number: the 2,400 of "900 of its 2,400 jobs".

    The part may have no number of its own: "one of the two furnaces", 2工場のうち松本工場.
    """
    if reading.language in EAST:
        return _AMONG.match(reading.text, number.end) is not None
    start = max(number.start - _REACH, 0)
    of = _OF.search(reading.text[start : number.start])
    if of is None:
        return False
    place = start + of.start()
    counted = before(reading.quantities, place)[-1:]
    reach = _FAR if _PARTING.match(of.group()) else 1
    if any(place - part.end <= reach for part in counted):
        return True
    return _SOME.search(reading.text[:place]) is not None


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
    return set(values_of(reading)) - _wholes(reading)


def _is_owned(number: Quantity, reading: Reading) -> bool:
    """Return whether the word before a number says that somebody has so many: "employs 2,400"."""
    last = before(reading.words, number.start)[-1:]
    return ".owning" in labels_of(last)
