"""Whose it is: who acts in a claim must act in its evidence, and a number stays with its name."""

from __future__ import annotations

from collections.abc import Sequence

from news.faithful.alignment import Evidence
from news.faithful.claims import Claim
from news.faithful.lexicon import concepts
from news.faithful.name_check import cased, mentions, same_person
from news.faithful.names import Name, claim_names, find_names
from news.faithful.pool import Pool
from news.faithful.reading import Reading
from news.numbers import Quantity
from news.words import fold

_LEAST = 100
"""A plain count below it may belong to anything: in the third minute, 3-2.

Measured on claims of two public sets of summaries with their articles.
"""
_FIRST_YEAR, _LAST_YEAR = 1900, 2100


def comes_later(claim: Claim, reading: Reading, evidence: Evidence, pool: Pool) -> bool:
    """Tell whether who does it in a claim is first heard of behind the sentences it rests on.

    "He" and "the company" point back, so that a name from before the evidence may be meant there;
    one that the article names only afterwards is not. Only the name that a claim begins with is
    looked at: where it happened is often said later.
    """
    name = _leading(claim_names(claim, reading), reading, pool)
    if name is None or _is_held(name, claim, evidence):
        return False
    places = [
        place for place, sentence in enumerate(pool.readings) if mentions(sentence, name, claim)
    ]
    return bool(places) and all(_is_behind(place, evidence, pool) for place in places)


def acts_for_another(claim: Claim, reading: Reading, evidence: Evidence, pool: Pool) -> bool:
    """Tell whether a claim begins with one name, and its evidence with another one and without it."""
    name = _leading(claim_names(claim, reading), reading, pool)
    source = evidence.readings[0]
    if name is None:
        ours, theirs = _body(reading), _body(source)
        return bool(ours and theirs) and not ours & source.concepts
    if _is_held(name, claim, evidence):
        return False
    return _leading(find_names(source), source, pool) is not None


def _is_held(name: Name, claim: Claim, evidence: Evidence) -> bool:
    """Tell whether the evidence has a name, in its own sentences or beside them."""
    held = (*evidence.readings, *evidence.near)
    return any(mentions(sentence, name, claim) for sentence in held)


def _body(reading: Reading) -> frozenset[str]:
    """Return the kinds of body that a sentence begins with: the council, the government."""
    return reading.content[0].concepts & concepts().actors if reading.content else frozenset()


def _leading(names: Sequence[Name], reading: Reading, pool: Pool) -> Name | None:
    """Return the name that a sentence begins with; None for "Rome's mayor".

    A title or what kind of thing it is may stand before it: plant «Volna».
    """
    kinds = concepts().titles | concepts().actors
    for name in names[:1]:
        before = [word for word in reading.content if word.end <= name.start]
        possessive = "'s" in reading.text[name.start : name.end + 2]
        # "The Mexican" is an epithet of somebody whom the article names.
        epithet = not before and name.start > 0 and " " not in name.text
        plain = all(word.concepts & kinds for word in before) and len(before) <= 1
        if plain and not (possessive or epithet) and (name.sure or _is_known(name, pool)):
            return name
    return None


def _is_known(name: Name, pool: Pool) -> bool:
    """Tell whether a word that may be a common one is a name in the articles."""
    parts = [fold(part) for part in name.parts]
    known = (entry for entry in pool.names if len(entry) > 1 or pool.language == "ru")
    return any(cased(part, other) for entry in known for other in entry for part in parts)


def _is_behind(place: int, evidence: Evidence, pool: Pool) -> bool:
    """Tell whether a sentence stands behind the evidence in the same article."""
    same_article = pool.sources[place].article == pool.sources[evidence.place].article
    return same_article and place > evidence.place


def takes_anothers(claim: Claim, reading: Reading, evidence: Evidence) -> bool:
    """Tell whether a claim gives one name a number that its evidence gives to another.

    "A and B build it, of which A pays 60%": both names stand in the sentence, and only one of them
    in the clause of the number.
    """
    ours = claim_names(claim, reading)
    for number in filter(_is_telling, reading.quantities) if ours else ():
        mine = _in_clause(number, reading, ours)
        for source in evidence.readings if mine else ():
            theirs = find_names(source)
            if _belongs_elsewhere(number, mine, source, theirs, claim):
                return True
    return False


def _is_telling(number: Quantity) -> bool:
    """Tell whether a number is large, or has a unit, so that it belongs to somebody."""
    year = not number.unit and _FIRST_YEAR <= number.value <= _LAST_YEAR
    return bool(number.unit) or (number.value >= _LEAST and not year)


def _belongs_elsewhere(
    number: Quantity, mine: Sequence[Name], source: Reading, theirs: Sequence[Name], claim: Claim
) -> bool:
    same = [other for other in source.quantities if other.amount == number.amount]
    if len(same) != 1:
        return False
    owners = _in_clause(same[0], source, theirs)
    others = [name for name in theirs if name not in owners]
    if not owners or any(same_person(name, claim, owner) for name in mine for owner in owners):
        return False
    return all(any(same_person(name, claim, other) for other in others) for name in mine)


def _in_clause(number: Quantity, reading: Reading, names: Sequence[Name]) -> list[Name]:
    clause = _clause_at(number.start, reading)
    return [name for name in names if _clause_at(name.start, reading) == clause]


def _clause_at(place: int, reading: Reading) -> int:
    """Return the number of the clause that holds a place."""
    before = [word.clause for word in reading.words if word.start <= place]
    return before[-1] if before else 0
