"""Find numbers next to the wrong word: "cancels 410" for "cancels 260 of its 410"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from news.faithful.alignment import Evidence, count_shared
from news.faithful.lexicon import EAST
from news.faithful.pool import Pool
from news.faithful.reading import Reading, Word
from news.numbers import Quantity

# A count from which it belongs to what its clause names.
_TELLING = 100
# A blank between a number and the word before it.
_GAP = 2
# When something was, which nothing is counted of.
_TIMES = frozenset(
    f"{which}_{span}"
    for which in ("this", "last", "next")
    for span in ("year", "month", "week")
)


def follows_anothers_word(claim: Reading, evidence: Evidence) -> bool:
    """Return whether a number of a claim follows a word that precedes another number in
    its evidence.
    """
    for number in claim.quantities:
        word = _right_before(number, claim)
        if word is not None and any(
            _has_other_number(number, word, source)
            for source in evidence.readings
        ):
            return True
    return False


def counts_another_word(claim: Reading, evidence: Evidence, pool: Pool) -> bool:
    """Return whether a Japanese number counts another word of the articles than in its evidence.

    What is counted stands right before the number: 産科医2人.
    """
    if claim.language != "ja" or pool.language != "ja":
        return False
    source = evidence.readings[0]
    return any(
        _is_exchanged(_right_before(number, claim), theirs, claim, source, pool)
        for number in claim.quantities
        for theirs in _words_before(number, source)
    )


def _words_before(number: Quantity, source: Reading) -> list[Word]:
    """Return the word right before each number of a sentence that is the given one."""
    same = [one for one in source.quantities if one.amount == number.amount]
    words = [_right_before(one, source) for one in same]
    return [word for word in words if word is not None]


def _is_exchanged(
    word: Word | None, theirs: Word, claim: Reading, source: Reading, pool: Pool
) -> bool:
    """Return whether a claim has a word of other sentences where its evidence has its own."""
    if (
        word is None
        or word.key not in pool.keys
        or _is_said(word, source.words)
    ):
        return False
    return not _is_said(theirs, claim.words)


def comes_from_elsewhere(
    claim: Reading, evidence: Evidence, pool: Pool
) -> bool:
    """Return whether a number of a claim comes from another sentence than all its words.

    That one has a number of the same unit or noun, which the claim leaves out: "a reward of 90,000"
    for "a reward of 250,000".
    """
    source = evidence.readings[0]
    if pool.without_capitals or claim.language != source.language:
        return False
    said = [word for word in claim.content if not word.is_light]
    if count_shared(said, source) < len(said):
        return False
    there = {one.amount for one in source.quantities}
    mine = {one.amount for one in claim.quantities}
    return any(
        number.amount not in there and _is_left_for(number, mine, claim, source)
        for number in claim.quantities
    )


def is_of_another_clause(claim: Reading, evidence: Evidence) -> bool:
    """Return whether a claim gives a number to what has another number in its evidence.

    "Sales fell by 41%" for "profit fell by 41%, while sales rose by 5%": the clause of the number
    is about something that the claim leaves out, and another clause is about what the claim names.
    """
    return any(
        _is_anothers(number, claim, source)
        for number in claim.quantities
        # A bare count may belong to anything: nine for it, three against.
        if number.unit or number.value >= _TELLING
        for source in evidence.readings
    )


def _is_anothers(number: Quantity, claim: Reading, source: Reading) -> bool:
    """Return whether a number's clause lacks what the claim gives the number to."""
    same = [one for one in source.quantities if one.amount == number.amount]
    if len(same) != 1:
        return False
    clause = source.clause_at(same[0].start)
    told = [word for word in source.content if word.clause == clause]
    # A clause may leave out its doer, who then is the claim's as well.
    if not told or _is_said(told[0], claim.content):
        return False
    beside = _beside_rivals(number, clause, source)
    return any(
        _is_said(word, beside) and not _is_said(word, told)
        for word in _named_before(number, claim)
    )


def _beside_rivals(
    number: Quantity, clause: int, source: Reading
) -> list[Word]:
    """Return the words of the other clauses with another number of the same unit, or of none."""
    rivals = {
        source.clause_at(other.start)
        for other in source.quantities
        # "Nine million euros, of which four million": one unit for both.
        if other.unit in (number.unit, "") and other.amount != number.amount
    }
    rivals.discard(clause)
    return [word for word in source.content if word.clause in rivals]


def _named_before(number: Quantity, reading: Reading) -> list[Word]:
    """Return the words before a number in its clause, light ones left out, and those that tell
    when: "last year" names nothing that is counted.
    """
    clause = reading.clause_at(number.start)
    return [
        word
        for word in reading.content
        if word.clause == clause
        and word.end <= number.start
        and not word.is_light
        and word.concepts.isdisjoint(_TIMES)
    ]


def _is_said(word: Word, others: Sequence[Word]) -> bool:
    return any(word.means(other) for other in others)


def _is_left_for(
    number: Quantity,
    mine: set[tuple[Decimal, str]],
    claim: Reading,
    source: Reading,
) -> bool:
    """Return whether a sentence has a number of the same unit and noun that a claim leaves out."""
    noun = _right_behind(number, claim)
    for other in source.quantities:
        if other.amount in mine or other.unit != number.unit:
            continue
        theirs = _right_behind(other, source)
        if noun is not None and theirs is not None and noun.means(theirs):
            return True
        if number.unit and noun is None and theirs is None:
            return True
    return False


def _right_behind(number: Quantity, reading: Reading) -> Word | None:
    """Return the word that says something right behind a number."""
    behind = [word for word in reading.words if word.start >= number.end]
    near = behind[:1] if behind and behind[0].start - number.end <= _GAP else []
    return next((word for word in near if word.says_something), None)


def _right_before(number: Quantity, reading: Reading) -> Word | None:
    """Return the word right before a number; None where it says nothing."""
    before = [word for word in reading.words if word.end <= number.start]
    if not before or not _touches(before[-1], number, reading):
        return None
    word = before[-1]
    if any(
        other.start <= word.start < other.end for other in reading.quantities
    ):
        return None
    # A single character says too little: 占三成.
    short = reading.language in EAST and len(word.key) == 1
    return word if word.says_something and not short else None


def _touches(word: Word, number: Quantity, reading: Reading) -> bool:
    """Return whether only a blank stands between a word and a number.

    "3人死亡、27人受伤": behind the mark another thing is counted.
    """
    between = reading.text[word.end : number.start]
    return len(between) <= _GAP and not between.strip()


def _has_other_number(number: Quantity, word: Word, source: Reading) -> bool:
    """Return whether a sentence has another number of this unit after a word, and this
    number elsewhere.
    """
    same = [one for one in source.quantities if one.amount == number.amount]
    others = [
        one
        for one in source.quantities
        if one.unit == number.unit and one.amount != number.amount
    ]
    return (
        bool(same)
        and not _any_behind(same, word, source)
        and _any_behind(others, word, source)
    )


def _any_behind(
    numbers: Sequence[Quantity], word: Word, source: Reading
) -> bool:
    return any(
        before is not None and before.means(word)
        for before in (_right_before(number, source) for number in numbers)
    )
