"""Compare two headlines: what both name, and what only one of them names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from news.cluster.terms import EVENT, KIND_MASK, NUMBER, PLACE, SOUND

Marks = npt.NDArray[np.float32]
Flags = npt.NDArray[np.bool_]

# Names or other words that two headlines share by their sound, up to which they
# share few: one alone may be of any day's news.
FEW = 1


@dataclass(frozen=True, slots=True)
class Contrast:
    """Keys of two blocks of rows, counted by kind: sounds, places, numbers, events."""

    # By kind and row.
    ours: Marks
    theirs: Marks
    # By kind, our row and their row.
    shared: Marks

    def disjoint(self) -> Flags:
        """Return, by kind and pair, whether both name some and share none."""
        named: Flags = self.ours[:, :, None] * self.theirs[:, None, :] > 0
        none_shared: Flags = self.shared == 0
        return named & none_shared

    def rival(self) -> Flags:
        """Return, by kind and pair, whether each names one that the other does not."""
        ours_alone: Flags = self.ours[:, :, None] > self.shared
        theirs_alone: Flags = self.theirs[:, None, :] > self.shared
        return ours_alone & theirs_alone

    def share_few(self) -> Flags:
        """Return, by pair, whether it shares at most one name or other word."""
        few: Flags = self.shared[SOUND] <= FEW
        return few


def doubly(disjoint: Flags) -> Flags:
    """Return, by pair, whether it names different numbers, and different places or events too."""
    double: Flags = disjoint[NUMBER] & (disjoint[PLACE] | disjoint[EVENT])
    return double


def marks_by_kind(terms: npt.NDArray[Any], held: Flags) -> Marks:
    """Return 1 for each row, key and the key's kind, 0 elsewhere."""
    kinds = (terms & KIND_MASK)[:, :, None] == np.arange(KIND_MASK + 1)
    marks: Marks = (kinds & held[:, :, None]).astype(np.float32)
    return marks
