"""Compare the terms of one block of articles with another's, all pairs at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from news.cluster.contrasts import Flags, Packed
from news.cluster.window_columns import (
    KEYS,
    NEUTRAL,
    NO_PLACE,
    OF_NAMES,
    OF_NEUTRAL,
    OF_PIECES,
    PIECES,
    ColumnBlock,
)

Table = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int32]
Values = npt.NDArray[np.float32]
# By pair, how many keys of each kind: eight bits a kind.
PackedCounts = npt.NDArray[np.uint32]
# Rows of the first block at the most.
MOST_BESIDE = 8


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
    # The greatest worth of the names that each pair shares, 0 where it shares none.
    rarest_name: Table


@dataclass(frozen=True, slots=True)
class Across:
    """How alike tellings in two languages are, by pair."""

    # The time between them takes from it, and so do places and numbers of which
    # none is shared.
    likeness: Table
    # How many keys both have.
    shared: Packed
    # Whether both say what happened, and share nothing but places.
    place_alone: Flags
    # Whether they name other places, or other numbers.
    conflict: Flags
    # Days between them.
    days: Table

    def with_rows(self, theirs: slice) -> Across:
        """Return the pairs with some of their rows."""
        return Across(
            self.likeness[:, theirs],
            self.shared[:, theirs],
            self.place_alone[:, theirs],
            self.conflict[:, theirs],
            self.days[:, theirs],
        )


class Overlaps:
    """Compares terms; holds a line of a megabyte and a half.

    Our terms are numbered on a line of all places, and theirs looked up there: what is looked up
    often stays in the processor's cache.
    """

    def __init__(self) -> None:
        # The number of our term at each place, 0 for none.
        self._numbers = np.zeros(NO_PLACE + 1, np.int32)
        # The same line, for the values of one row alone; it is 0 between two comparisons.
        self._values = self._numbers.view(np.float32)

    def words(self, ours: ColumnBlock, theirs: ColumnBlock) -> Table:
        """Return the cosine of each pair by the words of their texts."""
        met = self._meet(
            ours.column("word_places"),
            ours.column("word_weights"),
            theirs.column("word_places"),
        )
        return _products(theirs.column("word_weights"), met)

    def titles(
        self, ours: ColumnBlock, theirs: ColumnBlock, worth: Table
    ) -> TitleOverlap:
        """Compare the titles by all of their terms.

        `worth` tells what each key of ours is worth if it is a name.
        """
        values = np.concatenate((ours.weights, worth), axis=1)
        met = self._meet(ours.places, values, theirs.places)
        weights = theirs.weights
        in_neutral = met[:, OF_NEUTRAL]
        neutral = Overlap(
            _products(weights[:, OF_NEUTRAL], in_neutral),
            _count_shared(theirs, in_neutral),
        )
        pieces = _products(weights[:, OF_PIECES], met[:, OF_PIECES])
        rarest: Table = np.maximum.reduce(met[:, OF_NAMES], axis=1).T
        return TitleOverlap(pieces, neutral, rarest)

    def neutral(self, ours: ColumnBlock, theirs: ColumnBlock) -> Overlap:
        """Compare the titles by the keys that any language shares."""
        met = self._meet(
            ours.places[:, OF_NEUTRAL],
            ours.weights[:, OF_NEUTRAL],
            theirs.places[:, OF_NEUTRAL],
        )
        cosines = _products(theirs.weights[:, OF_NEUTRAL], met)
        return Overlap(cosines, _count_shared(theirs, met))

    def _meet(self, ours: Numbers, values: Values, theirs: Numbers) -> Values:
        """Return the value of ours that each of their terms meets, for each row of ours on the last
        axis; 0 for none.

        `ours` and `theirs` are the places of terms, `values` has one for each of ours.
        """
        line = self._numbers
        rows = len(ours)
        flat = ours.ravel()
        if rows == 1:
            return self._meet_one(flat, values.ravel(), theirs)
        # A term of several rows takes its last number; numbers begin at 1.
        line[flat] = _NUMBERS[: len(flat)]
        line[NO_PLACE] = 0
        numbers = line.take(ours)
        met = line.take(theirs)
        line[flat] = 0
        laid = np.zeros((len(flat) + 1, rows), np.float32)
        laid[numbers, _COLUMNS[:rows]] = values
        laid[0] = 0
        gathered: Values = laid.take(met, axis=0)
        return gathered

    def _meet_one(
        self, ours: Numbers, values: Values, theirs: Numbers
    ) -> Values:
        """Return the same for one row of ours, whose values can lie on the line themselves."""
        line = self._values
        line[ours] = values
        line[NO_PLACE] = 0
        met = line.take(theirs)
        line[ours] = 0
        return met[:, :, None]


def _count_shared(theirs: ColumnBlock, met: Values) -> PackedCounts:
    """Return how many neutral keys each pair shares, by kind: a key that meets one of
    ours is of its kind.
    """
    ones = theirs.neutral_ones[:, None, :]
    counts: PackedCounts = np.matmul(ones, met > 0)[:, 0].T
    return counts


def _products(weights: Values, met: Values) -> Table:
    """Return the sums of products over the terms that meet, a line for each of our rows."""
    lines = weights[:, None, :]
    sums: Table = np.matmul(lines, met)[:, 0].T
    return sums


_COLUMNS = np.arange(MOST_BESIDE)[:, None]
_MOST_TERMS = MOST_BESIDE * (PIECES + NEUTRAL + KEYS)
_NUMBERS = np.arange(1, _MOST_TERMS + 1, dtype=np.int32)
