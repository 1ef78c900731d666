"""Find reason and result that have changed places: "it snowed because the roof fell"
for the reverse.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from news.faithful.alignment import matched, unsaid
from news.faithful.case import Case
from news.faithful.concept_lexicon import EAST, Labels
from news.faithful.sentence_reading import Reading
from news.faithful.spans import before, behind
from news.faithful.word import Word, labels_of

# What a reason stands behind, or what came first: because, after.
_MARKS = (".cause", "after")
# Verbs with the reason before them and the result behind: the storm |caused| a blackout.
_CAUSING = ".causing"
# What turns such a verb round: "was caused by".
_TURNING = frozenset({".passive", ".to_be", ".negators"})


@dataclass(frozen=True, slots=True)
class _Causation:
    """The words of a reason, or of what came first, and those of its result."""

    reason: Sequence[Word]
    result: Sequence[Word]

    def runs_against(self, other: _Causation) -> bool:
        """Return whether reason and result of one are result and reason of the other.

        Words that both sides of the other have tell nothing.
        """
        first = unsaid(other.reason, other.result)
        last = unsaid(other.result, other.reason)
        return _leans(self.reason, last, first) and _leans(
            self.result, first, last
        )


def _leans(
    words: Sequence[Word], one: Sequence[Word], other: Sequence[Word]
) -> bool:
    """Return whether half of some words and more are of one side, and fewer of the other."""
    held = len(matched(words, one))
    return held >= len(words) / 2 and held > len(matched(words, other))


def reason_and_result_exchanged(case: Case) -> bool:
    """Return whether a claim gives as the reason what the articles give as the result,
    and the reverse.

    "The price rose because profits fell" for "profits fell because the price rose"; what one
    sentence puts after the other, the claim must not put before it. Where another sentence has
    them as the claim does, both may be so. Japanese has its marks behind, and is left alone.
    """
    if case.is_foreign or case.reading.language == "ja":
        return False
    mine = _causation(case.reading)
    if mine is None:
        return False
    told = filter(None, map(_causation, case.pool.readings))
    theirs = [other for other in told if _tell_one_thing(mine, other)]
    return bool(theirs) and all(map(mine.runs_against, theirs))


def _tell_one_thing(mine: _Causation, other: _Causation) -> bool:
    """Return whether two tell of one reason and result, whichever is which: each side is known."""
    words = [*other.reason, *other.result]
    return bool(matched(mine.reason, words) and matched(mine.result, words))


def _causation(reading: Reading) -> _Causation | None:
    """Return the reason and the result that a sentence tells of; None where it tells of none."""
    mark = next(iter(reading.marked(*_MARKS)), None)
    if mark is not None:
        return _by_mark(mark, reading)
    verb = next(iter(reading.marked(_CAUSING)), None)
    if verb is None or not _TURNING.isdisjoint(_beside(verb, reading)):
        return None
    return _whole(
        before(reading.content, verb.start), behind(reading.content, verb.end)
    )


def _beside(verb: Word, reading: Reading) -> Labels:
    """Return the labels of the words right before and behind a verb."""
    words = reading.words
    near = (*before(words, verb.start)[-1:], *behind(words, verb.end)[:1])
    return labels_of(near)


def _by_mark(mark: Word, reading: Reading) -> _Causation | None:
    """Return what stands around "because": the reason behind it, the result before it.

    Where the sentence begins with it, the reason is its clause and the result what follows:
    "because it snowed, the roof fell".
    """
    ahead = before(reading.content, mark.start)
    rest = behind(reading.content, mark.end)
    comes_first = not ahead or reading.language in EAST
    if not comes_first:
        return _whole(rest, ahead)
    reason = [word for word in rest if word.clause == mark.clause]
    result = [word for word in rest if word.clause != mark.clause]
    # 公司因油价上涨亏损: nothing parts the two.
    return None if ahead else _whole(reason, result)


def _whole(reason: Sequence[Word], result: Sequence[Word]) -> _Causation | None:
    """Return a reason with its result; None where one of them says nothing."""
    return _Causation(reason, result) if reason and result else None
