"""Compare the terms of one block of articles with another's, all pairs at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from news.cluster.window_columns import (
    KEYS,
    NEUTRAL,
    NO_PLACE,
    OF_NAMES,
    OF_NEUTRAL,
    OF_PIECES,
    PIECES,
    ColumnBlock,
    Rows,
)

Table = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int32]
# By pair, how many keys of each kind: eight bits a kind.
PackedCounts = npt.NDArray[np.uint32]
# Rows of the first block at the most.
MOST_BESIDE = 8


@dataclass(frozen=True, slots=True)
class Meeting:
    """The terms of two blocks that meet: those of ours are numbered from 1 on."""

    # A line for each of our rows.
    ours: Numbers
    # The number of our term that each of theirs is, 0 for none of ours: a line for
    # each of their rows.
    theirs: Numbers
    # The highest number.
    last: int

    def part(self, columns: slice) -> Meeting:
        """Return what meets of some columns alone."""
        ours, theirs = self.ours[:, columns], self.theirs[:, columns]
        return Meeting(ours, theirs, self.last)

    def gather(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return the value of ours that each of their terms meets, for each row of ours on the last
        axis; 0 for none.

        `values` has one for each of our terms.
        """
        gathered: npt.NDArray[Any] = self._lay_out(values).take(
            self.theirs, axis=0
        )
        return gathered

    def by_term(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return the same with their terms on the first axis: numpy adds up over that fastest."""
        gathered: npt.NDArray[Any] = self._lay_out(values).take(
            self.theirs.T, axis=0
        )
        return gathered

    def _lay_out(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return a line for each number with the value that it has in each of our rows."""
        rows = len(values)
        laid = np.zeros((self.last + 1, rows), values.dtype)
        laid[self.ours, _COLUMNS[:rows]] = values
        laid[0] = 0
        return laid


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two blocks share of the keys that any language shares."""

    # The cosine of each pair: a line for each of ours, a column for each of
    # theirs.
    cosines: Table
    shared: PackedCounts


@dataclass(frozen=True, slots=True)
class TitleOverlap:
    """What two blocks share of their titles."""

    # The cosine of each pair by the pieces.
    pieces: Table
    neutral: Overlap
    names: Meeting

    def some(self, theirs: Rows) -> TitleOverlap:
        """Return the pairs with some of their rows."""
        neutral, names = self.neutral, self.names
        return TitleOverlap(
            self.pieces[:, theirs],
            Overlap(neutral.cosines[:, theirs], neutral.shared[:, theirs]),
            Meeting(names.ours, names.theirs[theirs], names.last),
        )

    def greatest_name(self, worth: Table) -> Table:
        """Return the greatest worth of the names that each pair shares, 0 where it shares none.

        `worth` tells what each key of ours is worth.
        """
        worths = self.names.by_term(worth)
        greatest: Table = np.maximum.reduce(worths, axis=0).T
        return greatest


class Overlaps:
    """Compares terms; holds a line of a megabyte and a half.

    Our terms are numbered on a line of all places, and theirs looked up there: what is looked up
    often stays in the processor's cache.
    """

    def __init__(self) -> None:
        # The number of our term at each place, 0 for none.
        self._numbers = np.zeros(NO_PLACE + 1, np.int32)

    def words(self, ours: ColumnBlock, theirs: ColumnBlock) -> Table:
        """Return the cosine of each pair by the words of their texts."""
        met = self._meet(ours, theirs, "word_places")
        laid = met.gather(ours.column("word_weights"))
        return _products(theirs.column("word_weights"), laid)

    def titles(self, ours: ColumnBlock, theirs: ColumnBlock) -> TitleOverlap:
        """Compare the titles by all of their terms."""
        met = self._meet(ours, theirs, "title_places")
        weights = theirs.column("title_weights")
        laid = met.part(_WEIGHED).gather(ours.column("title_weights"))
        return TitleOverlap(
            _products(weights[:, OF_PIECES], laid[:, OF_PIECES]),
            Overlap(
                _products(weights[:, OF_NEUTRAL], laid[:, OF_NEUTRAL]),
                _count_shared(ours, met.part(OF_NEUTRAL)),
            ),
            met.part(OF_NAMES),
        )

    def neutral(self, ours: ColumnBlock, theirs: ColumnBlock) -> Overlap:
        """Compare the titles by the keys that any language shares."""
        met = self._meet(ours, theirs, "neutral_places")
        laid = met.gather(ours.column("neutral_weights"))
        cosines = _products(theirs.column("neutral_weights"), laid)
        return Overlap(cosines, _count_shared(ours, met))

    def _meet(
        self, ours: ColumnBlock, theirs: ColumnBlock, places: str
    ) -> Meeting:
        line = self._numbers
        our_places = ours.column(places)
        flat = our_places.ravel()
        # A term of several rows takes its last number.
        line[flat] = _NUMBERS[: len(flat)]
        line[NO_PLACE] = 0
        numbers = line.take(our_places)
        met = line.take(theirs.column(places))
        line[flat] = 0
        return Meeting(numbers, met, len(flat))


def _count_shared(ours: ColumnBlock, met: Meeting) -> PackedCounts:
    """Return how many neutral keys each pair shares, by kind."""
    ones = met.by_term(ours.column("neutral_ones"))
    counts: PackedCounts = np.add.reduce(ones, axis=0, dtype=np.uint32).T
    return counts


def _products(weights: npt.NDArray[Any], laid: npt.NDArray[Any]) -> Table:
    """Return the sums of products over the terms that meet, a line for each of our rows."""
    sums: Table = np.matmul(weights[:, None, :], laid)[:, 0].T
    return sums


# Columns of a title's terms that have weights: all but the names.
_WEIGHED = slice(OF_NAMES.start)
_COLUMNS = np.arange(MOST_BESIDE)[:, None]
_NUMBERS = np.arange(
    1, MOST_BESIDE * (PIECES + NEUTRAL + KEYS) + 1, dtype=np.int32
)
