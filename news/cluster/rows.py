"""The window's articles in one array: 1.7 KB each, a fixed number of terms, weights at
half precision.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from news.cluster.fingerprints import SKETCH
from news.cluster.terms import Terms, Weights

# Pieces of a title that are kept: titles have 40 to 90.
PIECES = 96
# Words of a text that are kept, the strongest.
WORDS = 80
# Terms by which an article is found.
KEYS = 32
# Keys of a title that any language shares.
NEUTRAL = 24
ROW = np.dtype(
    [
        ("time", np.int32),
        ("has_text", np.bool_),
        ("round_up", np.bool_),
        ("pieces", np.int32, PIECES),
        ("piece_weights", np.float16, PIECES),
        ("words", np.int32, WORDS),
        ("word_weights", np.float16, WORDS),
        ("keys", np.int32, KEYS),
        ("neutral", np.int32, NEUTRAL),
        ("neutral_weights", np.float16, NEUTRAL),
        ("sketch", np.uint32, SKETCH),
    ]
)
Rows = npt.NDArray[np.int64]
_FIRST = 1024


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors by which one article is compared, ready to be stored."""

    # UTC seconds.
    time: int
    has_text: bool
    pieces: tuple[Terms, Weights]
    words: tuple[Terms, Weights]
    # Terms by which it is found; the most telling first.
    keys: Terms
    # Keys that tellings in other languages share.
    neutral: tuple[Terms, Weights]
    sketch: npt.NDArray[np.uint32]


class ArticleRows:
    """Rows by number; a number that was freed is used again."""

    def __init__(self) -> None:
        self.data = np.zeros(_FIRST, ROW)
        self._free: list[int] = []
        self._next = 0

    def __len__(self) -> int:
        return self._next - len(self._free)

    def put(self, vectors: Vectors) -> int:
        """Keep an article's vectors; returns the row's number."""
        row = self._take()
        self.data[row] = np.zeros((), ROW)
        entry = self.data[row]
        entry["time"], entry["has_text"] = vectors.time, vectors.has_text
        _fill(entry, "pieces", "piece_weights", vectors.pieces)
        _fill(entry, "words", "word_weights", vectors.words)
        _fill(entry, "neutral", "neutral_weights", vectors.neutral)
        entry["keys"] = -1
        entry["keys"][: len(vectors.keys)] = vectors.keys[:KEYS]
        entry["sketch"][: len(vectors.sketch)] = vectors.sketch
        return row

    def put_all(self, block: npt.NDArray[Any]) -> range:
        """Keep rows as they were dumped; only before anything was freed."""
        start = self._next
        self._next += len(block)
        self._reserve(self._next)
        self.data[start : self._next] = block
        return range(start, self._next)

    def free(self, row: int) -> None:
        """Give up a row."""
        self._free.append(row)

    def _take(self) -> int:
        if self._free:
            return self._free.pop()
        self._next += 1
        self._reserve(self._next)
        return self._next - 1

    def _reserve(self, count: int) -> None:
        if count > len(self.data):
            # A quarter more at a time: doubling would hold twice what the
            # window needs.
            grown = np.zeros(max(count, len(self.data) * 5 // 4), ROW)
            grown[: len(self.data)] = self.data
            self.data = grown


def _fill(
    entry: Any, terms: str, weights: str, vector: tuple[Terms, Weights]
) -> None:
    count = len(vector[0])
    entry[terms][:count] = vector[0]
    entry[weights][:count] = vector[1]
