"""Compare the terms of one block of articles with another's, all pairs at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from news.cluster.window_columns import (
    PIECES,
    PLACES,
    WORDS,
    ColumnBlock,
)

Table = npt.NDArray[np.float32]
# By pair and kind of key.
Shared = npt.NDArray[np.uint8]
# Rows of the first block at the most.
MOST_BESIDE = 8


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two blocks share of the keys that any language shares."""

    # The cosine of each pair: a line for each of ours, a column for each of
    # theirs.
    cosines: Table
    # How many keys of each kind each pair shares, on the last axis.
    shared: Shared


class Overlaps:
    """Compares terms; holds a line of half a megabyte.

    Our terms are numbered on a line of all places, and theirs looked up there: what is looked up
    often stays in the processor's cache.
    """

    def __init__(self) -> None:
        # The number of our term at each place, 0 for none.
        self._numbers = np.zeros(PLACES + 1, np.int32)

    def cosines(
        self, ours: ColumnBlock, theirs: ColumnBlock, terms: str
    ) -> Table:
        """Return the cosine of each pair by their "piece" or "word" terms."""
        places = ours.column(f"{terms}_places")
        met, numbers = self._meet(places, theirs.column(f"{terms}_places"))
        weights = ours.column(f"{terms}_weights")
        laid = _lay_out(numbers, weights, np.float32)
        return _products(theirs.column(f"{terms}_weights"), laid, met)

    def neutral(self, ours: ColumnBlock, theirs: ColumnBlock) -> Overlap:
        """Return the likeness by the keys that any language shares, and how many a pair shares."""
        places = ours.column("neutral_places")
        met, numbers = self._meet(places, theirs.column("neutral_places"))
        weights = ours.column("neutral_weights")
        laid = _lay_out(numbers, weights, np.float32)
        cosines = _products(theirs.column("neutral_weights"), laid, met)
        ones = _lay_out(numbers, ours.column("neutral_ones"), np.int32)
        packed = ones.take(met, axis=0)
        counts = np.add.reduce(packed, axis=1, dtype=np.int32)
        shared = np.ascontiguousarray(counts.T)[:, :, None].view(np.uint8)
        return Overlap(cosines, shared)

    def greatest(
        self, ours: ColumnBlock, theirs: ColumnBlock, worth: Table
    ) -> Table:
        """Return the greatest worth of the names that each pair shares, 0 where it shares none.

        `worth` tells what each key of ours is worth.
        """
        met, numbers = self._meet(
            ours.column("name_places"), theirs.column("name_places")
        )
        laid = _lay_out(numbers, worth, np.float32)
        found: Table = laid.take(met, axis=0).max(axis=1).T
        return found

    def _meet(
        self, ours: npt.NDArray[Any], theirs: npt.NDArray[Any]
    ) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        """Return the number of our term that each of theirs is, 0 for none, and ours' numbers."""
        line = self._numbers
        flat = ours.ravel()
        # A term of several rows takes its last number.
        line[flat] = _NUMBERS[: len(flat)]
        line[PLACES] = 0
        numbers = line.take(ours)
        met = line.take(theirs)
        line[flat] = 0
        return met, numbers


def _lay_out(
    numbers: npt.NDArray[np.int32], values: npt.NDArray[Any], kind: Any
) -> npt.NDArray[Any]:
    """Return a table of values: a line for each number, a column for each row; line 0 is empty."""
    rows, width = numbers.shape
    laid = np.zeros((rows * width + 1, rows), kind)
    laid[numbers, _COLUMNS[:rows]] = values
    laid[0] = 0
    return laid


def _products(
    weights: npt.NDArray[Any],
    laid: npt.NDArray[Any],
    met: npt.NDArray[np.int32],
) -> Table:
    """Return the sums of products over the terms that meet, a line for each column laid out."""
    gathered = laid.take(met, axis=0)
    sums: Table = np.matmul(weights[:, None, :], gathered)[:, 0].T
    return sums


_COLUMNS = np.arange(MOST_BESIDE)[:, None]
_NUMBERS = np.arange(1, MOST_BESIDE * max(PIECES, WORDS) + 1, dtype=np.int32)
