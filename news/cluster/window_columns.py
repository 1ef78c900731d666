"""The window's articles in arrays by column: 2.4 KB each, a fixed number of terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from news.cluster.contrasts import PROBE
from news.cluster.fingerprints import SKETCH
from news.cluster.hashed_terms import (
    BITS,
    KIND_MASK,
    KINDS,
    Terms,
    Weights,
)

# Pieces of a title that are kept: titles have 40 to 90.
PIECES = 96
# Words of a text that are kept, the strongest.
WORDS = 80
# Terms by which an article is found.
KEYS = 32
# Keys of a title that any language shares.
NEUTRAL = 24
# Terms are compared on fewer places than they have numbers: a line of all
# places stays in the processor's cache.
PLACES = 1 << 17
# What the stored key of a name has more than its term; states from before it
# have none.
NAME = np.int32(1 << BITS)
# Pieces and words, neutral keys and names each have places of their own, so that
# all terms of a title are looked up at once.
NEUTRAL_PLACES, NAME_PLACES = PLACES, 2 * PLACES
# The place of a term that is not there; nothing is ever laid out on it but 0.
NO_PLACE = 3 * PLACES
# An article as it is stored: weights at half precision.
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
# The same in memory: numpy reads half precision slowly, so weights are widened
# once; `piece_places` and its like are where terms are compared.
_COLUMNS = np.dtype(
    [
        ("time", np.int32),
        ("has_text", np.bool_),
        ("round_up", np.bool_),
        # Of pieces, neutral keys and those of the keys that are names of the headline:
        # no place for the others.
        ("title_places", np.int32, PIECES + NEUTRAL + KEYS),
        # Of pieces and neutral keys.
        ("title_weights", np.float32, PIECES + NEUTRAL),
        # How far the title is from telling enough: 0 for a long one, 1 for none.
        ("brevity", np.float32),
        ("word_places", np.int32, WORDS),
        ("word_weights", np.float32, WORDS),
        ("keys", np.int32, KEYS),
        # -1 for none.
        ("neutral", np.int32, NEUTRAL),
        # What each neutral key adds to a number that counts each kind in eight bits
        # of its own; what all add up to, and `PROBE`.
        ("neutral_ones", np.uint32, NEUTRAL),
        ("kind_counts", np.uint32),
        ("sketch", np.uint32, SKETCH),
    ]
)
# The parts of the columns of a title's terms.
OF_PIECES = slice(PIECES)
OF_NEUTRAL = slice(PIECES, PIECES + NEUTRAL)
OF_NAMES = slice(PIECES + NEUTRAL, None)
_PARTS = {
    "piece_places": ("title_places", OF_PIECES),
    "neutral_places": ("title_places", OF_NEUTRAL),
    "name_places": ("title_places", OF_NAMES),
    "piece_weights": ("title_weights", OF_PIECES),
    "neutral_weights": ("title_weights", OF_NEUTRAL),
}
# Pieces of a title that tells enough, about ten words.
LONG_TITLE = 50
BITS_A_KIND = 8
# By kind; the last is of a place without a key.
_ONE_OF_KIND = np.array(
    [*(1 << BITS_A_KIND * kind for kind in range(KINDS)), 0], np.uint32
)
Rows = npt.NDArray[np.int64]
Column = npt.NDArray[Any]
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
    # Which of them are names of the headline.
    named: npt.NDArray[np.bool_]
    # Keys that tellings in other languages share.
    neutral: tuple[Terms, Weights]
    sketch: npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class ColumnBlock:
    """Some rows, of which each column is gathered when it is asked for."""

    columns: dict[str, Column]
    numbers: Rows

    def __len__(self) -> int:
        return len(self.numbers)

    def some(self, places: Rows) -> ColumnBlock:
        """Return the rows at some places of this block."""
        return ColumnBlock(self.columns, self.numbers[places])

    def column(self, name: str) -> Column:
        """Return one column of the rows, in their order."""
        gathered: Column = self.columns[name][self.numbers]
        return gathered


class ArticleRows:
    """Rows by number; a number that was freed is used again."""

    def __init__(self) -> None:
        # Each column apart: most comparisons need few of them.
        self.data = _with_parts(
            {
                name: np.zeros(_FIRST, _COLUMNS[name])
                for name in _COLUMNS.names or ()
            }
        )
        self._free: list[int] = []
        self._next = 0

    def __len__(self) -> int:
        return self._next - len(self._free)

    @property
    def room(self) -> int:
        """How many rows there is room for before the columns grow."""
        return len(self.data["time"])

    def block(self, rows: Rows) -> ColumnBlock:
        """Return some rows to compare."""
        return ColumnBlock(self.data, rows)

    def put(self, vectors: Vectors) -> int:
        """Keep an article's vectors; returns the row's number."""
        row = self._take()
        data = self.data
        data["time"][row] = vectors.time
        data["has_text"][row], data["round_up"][row] = vectors.has_text, False
        pieces = self._fill(row, "piece", vectors.pieces)
        self._fill(row, "word", vectors.words)
        weights = self._fill(row, "neutral", vectors.neutral)
        data["brevity"][row] = _brevity(np.count_nonzero(pieces))
        neutral = np.zeros(NEUTRAL, np.int32)
        neutral[: len(vectors.neutral[0])] = vectors.neutral[0]
        self._tell_neutral(row, neutral, weights > 0)
        keys, sketch = data["keys"][row], data["sketch"][row]
        keys[: len(vectors.keys)] = vectors.keys[:KEYS]
        keys[len(vectors.keys) :] = -1
        named = np.zeros(KEYS, np.bool_)
        named[: len(vectors.keys)] = vectors.named[:KEYS]
        data["name_places"][row] = places_of(keys, named, NAME_PLACES)
        sketch[: len(vectors.sketch)] = vectors.sketch
        sketch[len(vectors.sketch) :] = 0
        return row

    def put_all(self, stored: npt.NDArray[Any]) -> range:
        """Keep rows as `stored` gave them; only before anything was freed."""
        start = self._next
        self._next += len(stored)
        self._reserve(self._next)
        where = slice(start, self._next)
        for name in ("time", "has_text", "round_up", "sketch"):
            self.data[name][where] = stored[name]
        keys = stored["keys"]
        named = (keys >= 0) & (keys & NAME > 0)
        keys = np.where(named, keys - NAME, keys)
        self.data["keys"][where] = keys
        self.data["name_places"][where] = places_of(keys, named, NAME_PLACES)
        for name, terms in _TERMS.items():
            weights = stored[f"{name}_weights"]
            places = places_of(stored[terms], weights > 0)
            self.data[f"{name}_weights"][where] = weights
            self.data[f"{name}_places"][where] = places
        pieces = np.count_nonzero(stored["piece_weights"], axis=1)
        self.data["brevity"][where] = _brevity(pieces)
        held = stored["neutral_weights"] > 0
        self._tell_neutral(where, stored["neutral"], held)
        return range(start, self._next)

    def stored(self, rows: list[int]) -> npt.NDArray[Any]:
        """Return rows as they are stored, of type `ROW`."""
        entries = np.zeros(len(rows), ROW)
        for name in ROW.names or ():
            column = _STORED_FROM.get(name, name)
            entries[name] = self.data[column][rows]
        entries["keys"] += NAME * (self.data["name_places"][rows] < NO_PLACE)
        return entries

    def free(self, row: int) -> None:
        """Give up a row."""
        self._free.append(row)

    def _fill(
        self, row: int, name: str, vector: tuple[Terms, Weights]
    ) -> npt.NDArray[np.float32]:
        """Put a vector into a row's columns; returns its weights, as fine as they are stored."""
        terms, weights = vector
        count = len(terms)
        places = self.data[f"{name}_places"][row]
        kept: npt.NDArray[np.float32] = self.data[f"{name}_weights"][row]
        places[:count] = terms & (PLACES - 1)
        places[count:] = NO_PLACE
        kept[:count] = weights.astype(np.float16)
        kept[count:] = 0
        return kept

    def _tell_neutral(
        self, where: slice | int, terms: Column, held: Column
    ) -> None:
        """Keep what is told by the neutral keys of some rows beside their weights: of those held."""
        self.data["neutral"][where] = np.where(held, terms, -1)
        self.data["neutral_places"][where] = places_of(
            terms, held, NEUTRAL_PLACES
        )
        kinds = np.where(held, terms & KIND_MASK, KINDS)
        ones = _ONE_OF_KIND[kinds]
        counts = np.add.reduce(ones, axis=-1, dtype=np.uint32)
        self.data["neutral_ones"][where] = ones
        self.data["kind_counts"][where] = counts + PROBE

    def _take(self) -> int:
        if self._free:
            return self._free.pop()
        self._next += 1
        self._reserve(self._next)
        return self._next - 1

    def _reserve(self, count: int) -> None:
        room = self.room
        if count <= room:
            return
        # A quarter more at a time: doubling would hold twice what the window
        # needs.
        more = max(count, room * 5 // 4)
        columns = dict[str, Column]()
        for name in _COLUMNS.names or ():
            column = self.data[name]
            columns[name] = np.zeros((more, *column.shape[1:]), column.dtype)
            columns[name][:room] = column
        self.data = _with_parts(columns)


# What the columns of terms are called where they are stored.
_TERMS = {"piece": "pieces", "word": "words", "neutral": "neutral"}
# Terms of titles and texts are needed no further than their places tell.
_STORED_FROM = {"pieces": "piece_places", "words": "word_places"}


def _with_parts(columns: dict[str, Column]) -> dict[str, Column]:
    """Return columns with the parts of those of a title's terms, which share their memory."""
    parts = {
        name: columns[whole][:, part] for name, (whole, part) in _PARTS.items()
    }
    return columns | parts


def places_of(
    terms: Column, held: Column, first: int = 0
) -> npt.NDArray[np.int32]:
    """Return the places of some terms, from the first of their kind on; no place for those that are
    not held.
    """
    own = (terms & (PLACES - 1)) + first
    places: npt.NDArray[np.int32] = np.where(held, own, np.int32(NO_PLACE))
    return places


def _brevity(pieces: Any) -> Any:
    return np.maximum(0, 1 - pieces / LONG_TITLE)
