"""Find the words that a claim adds by itself: "all" for some, and a reason that nobody gives."""

from __future__ import annotations

from functools import partial
from itertools import takewhile
from operator import attrgetter

from news.faithful.case import Case
from news.faithful.sentence_reading import Reading, gather
from news.faithful.spans import before, behind, covered, in_clause
from news.faithful.word import Word, keys_of, labels_of, saying

_CAUSE = ".cause"
_PASSIVE = ("被", "遭")
_ALL = ".all"
_ALREADY = ".already"
_UNSURE = frozenset({".planned", ".possible"})
# Words that may give a reason: "because", and "blame".
_REASONS = (_CAUSE, "explain", "blame", "thanks_to", "affect")
# Words of a reason that are looked for: "because of the low water".
_REACH = 3


def adds_all(case: Case) -> bool:
    """Return whether a claim says "all" where its evidence does not.

    "All lines are closed" for "two of the five lines are closed". An "all" before a number is
    judged by the number. Across languages words of quantity differ too much: 每天, every day.
    """
    if case.is_foreign:
        return False
    claim = case.reading
    plain = [word for word in claim.marked(_ALL) if not _counts(word, claim)]
    told = labels_of(case.evidence.words)
    return bool(plain) and _ALL not in told


def _counts(word: Word, reading: Reading) -> bool:
    """Return whether a number stands right behind a word, as in "all seven sailors".

    The blank between them is one character.
    """
    behind_it = range(word.end, word.end + 2)
    return not covered(reading.quantities).isdisjoint(behind_it)


def adds_reason(case: Case) -> bool:
    """Return whether a claim gives as a reason what no sentence with a reason has.

    "It was put off because of the price" for "it was put off. The price is unknown." Across
    languages words can't be compared.
    """
    if case.is_foreign:
        return False
    claim = case.reading
    unexplained = partial(_is_unexplained, case=case)
    return any(map(unexplained, claim.marked(_CAUSE)))


def adds_already(case: Case) -> bool:
    """Return whether a claim says "already" of what its evidence plans or calls possible.

    "The plant already supplies 900 homes" for "it is to supply 900 homes from May".
    """
    told = labels_of(case.evidence.words)
    if _ALREADY not in case.reading.labels or _ALREADY in told:
        return False
    return not told.isdisjoint(_UNSURE)


def _is_unexplained(mark: Word, case: Case) -> bool:
    """Return whether no sentence that gives a reason has a word of the one behind a mark.

    Where the evidence gives a reason itself, it is this one that must be told: "fined
    because of the blast" is not borne out by "fined because of the smoke", whatever the
    blast explains.
    """
    reason = keys_of(_reason(mark, case.reading))
    if case.source.marked(_CAUSE) and reason.isdisjoint(case.source.keys):
        return bool(reason)
    giving = filter(_gives_reason, case.pool.readings)
    given = gather(attrgetter("keys"), giving)
    return bool(reason) and reason.isdisjoint(given)


def _gives_reason(reading: Reading) -> bool:
    """Return whether a sentence of the articles gives a reason for anything.

    "It closed because of the storm" does, and "they blame the storm" does.
    """
    return bool(reading.marked(*_REASONS))


def _reason(mark: Word, reading: Reading) -> list[Word]:
    """Return the first words of a reason: of "because of the low water" → low, water.

    Japanese has them before the mark: 低水位|のため. Chinese has its passive right behind them:
    因|爆炸|被罚款.
    """
    clause = in_clause(reading.words, mark.clause)
    if reading.language == "ja":
        return before(saying(clause), mark.start)[-_REACH:]
    rest = behind(clause, mark.end)
    if reading.language == "zh":
        rest = list(takewhile(_begins_no_passive, rest))
    return saying(rest)[:_REACH]


def _begins_no_passive(word: Word) -> bool:
    """Return whether a Chinese word is not in the passive: 被 alone, or cut with its verb, 被罚."""
    return not word.key.startswith(_PASSIVE)
