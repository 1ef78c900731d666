"""Find a condition that a claim leaves out: "digging goes on" for "digging goes on if
money is found".
"""

from __future__ import annotations

from news.faithful.alignment import have_one_in_common
from news.faithful.case import Case
from news.faithful.concept_lexicon import EAST
from news.faithful.sentence_reading import Reading
from news.faithful.spans import before, behind
from news.faithful.word import Word, labels_of

_CONDITION = ".condition"
# Phrases with such a word that tie nothing to anything: even if, wenn auch, an otherwise calm day.
_UNCONDITIONAL = ".unconditional"
# Words of a claim that leave open whether something happens: a condition or a doubt.
_OPEN = frozenset({_CONDITION, ".possible", ".alleged"})
# Words of a condition by which a claim is seen to name it: if |money| is |found|.
_NAMED = 3
# Words of the other clause by which a claim is seen to tell what hangs on the condition.
_TIED = 2


def leaves_condition_out(case: Case) -> bool:
    """Return whether a claim states what its evidence ties to a condition.

    "There will be new strikes" for "there will be new strikes if the firm breaks its word". Who
    names the condition in other words, "in that case", ties it as well.
    """
    if case.is_foreign or not case.reading.labels.isdisjoint(_OPEN):
        return False
    source = case.source
    return any(
        _is_left_out(mark, source, case.reading)
        for mark in source.marked(_CONDITION)
        if not _ties_nothing(mark, source)
    )


def _ties_nothing(mark: Word, source: Reading) -> bool:
    """Return whether "if" begins or ends a phrase that is no condition: if only, even if.

    The first word of a phrase carries its label.
    """
    last = before(source.words, mark.start)[-1:]
    return _UNCONDITIONAL in labels_of([*last, mark])


def _is_left_out(mark: Word, source: Reading, claim: Reading) -> bool:
    """Return whether a claim tells what hangs on a condition, and nothing of the condition."""
    if not have_one_in_common(_tied(mark, source), claim.content):
        return False
    return not have_one_in_common(_named(mark, source), claim.content)


def _named(mark: Word, source: Reading) -> list[Word]:
    """Return the first words of the condition: of "if the money is found" → money, found.

    Japanese has them before its mark: 資金が見つかれば.
    """
    clause = source.told_in(mark.clause)
    if source.language == "ja":
        return before(clause, mark.start)[-_NAMED:]
    return behind(clause, mark.end)[:_NAMED]


def _tied(mark: Word, source: Reading) -> list[Word]:
    """Return the words that tell what hangs on a condition.

    The last one before "if"; where the condition comes first, and always in Chinese and Japanese,
    the first words of the clause behind it.
    """
    ahead = before(source.content, mark.start)[-1:]
    comes_first = not ahead or "say" in ahead[0].concepts
    if comes_first or source.language in EAST:
        return source.told_in(mark.clause + 1)[:_TIED]
    return ahead
