"""Lay two sentences beside each other: what they share, and what stands in whose place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

from news.faithful.word import Keyed, stems_of

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class WordChange:
    """Places of a sentence, and those of another one that hold something else instead.

    Either is empty where words were only put in or only left out.
    """

    before: slice
    after: slice

    @property
    def replaces(self) -> bool:
        """Whether words stand on both sides.

        |firm| for |bank| does; a word that was only put in replaces none.
        """
        return all(
            places.start < places.stop for places in (self.before, self.after)
        )


@dataclass(frozen=True, slots=True)
class Diff:
    """What two sentences have in one order, and what differs between."""

    # Pairs of places, in the one and in the other sentence, with the same word.
    shared: tuple[tuple[int, int], ...]
    changes: tuple[WordChange, ...]

    def replaced(
        self, before: Sequence[T], after: Sequence[T]
    ) -> Iterator[tuple[Sequence[T], Sequence[T]]]:
        """Yield what the other sentence leaves out and puts in, where it does both.

        For the words of "the bank opened" and "the firm opened" → bank, firm.
        """
        for change in self.changes:
            if change.replaces:
                yield before[change.before], after[change.after]


def diff(before: Sequence[str], after: Sequence[str]) -> Diff:
    """Compare the keys of two sentences' words.

    Time is quadratic in the number of words at the worst; `reading.MAX_LENGTH` bounds that.
    """
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    shared: list[tuple[int, int]] = []
    changes: list[WordChange] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            shared += zip(range(i, j), range(k, m), strict=True)
            continue
        change = WordChange(before=slice(i, j), after=slice(k, m))
        changes.append(change)
    return Diff(tuple(shared), tuple(changes))


def diff_words(before: Iterable[Keyed], after: Iterable[Keyed]) -> Diff:
    """Compare two sentences' words by their keys, as `diff` does."""
    return diff(stems_of(before), stems_of(after))
