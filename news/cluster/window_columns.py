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
_PLACE_MASK = PLACES - 1
# What the stored key of a name has more than its term; states from before it
# have none.
NAME = np.int32(1 << BITS)
# Pieces and words, neutral keys and names each have places of their own, so that
# all terms of a title are looked up at once.
NEUTRAL_PLACES, NAME_PLACES = PLACES, 2 * PLACES
# The place of a term that is not there; nothing is ever laid out on it but 0.
NO_PLACE = 3 * PLACES
# What stands for a key that is not there.
NO_KEY = -1
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
# The parts of a title's terms.
OF_PIECES = slice(PIECES)
OF_NEUTRAL = slice(PIECES, PIECES + NEUTRAL)
OF_NAMES = slice(PIECES + NEUTRAL, PIECES + NEUTRAL + KEYS)
# What every comparison needs of a title is one line of numbers of four bytes, which is
# gathered at once. Weights are widened for it: numpy reads half precision slowly.
#
# Where its terms are compared: pieces, neutral keys, and those of the keys that are names
# of the headline; no place for the others.
_TITLE_PLACES = slice(OF_NAMES.stop)
# The weights of pieces and neutral keys.
_TITLE_WEIGHTS = slice(
    _TITLE_PLACES.stop, _TITLE_PLACES.stop + PIECES + NEUTRAL
)
# What each neutral key adds to a number that counts each kind in eight bits of its own.
_NEUTRAL_ONES = slice(_TITLE_WEIGHTS.stop, _TITLE_WEIGHTS.stop + NEUTRAL)
# What all those add up to, and `PROBE`; UTC seconds; how far the title is from telling
# enough, 0 for a long one and 1 for none; 1 where there is a text.
_KIND_COUNTS, _TIME, _BREVITY, _HAS_TEXT = range(
    _NEUTRAL_ONES.stop, _NEUTRAL_ONES.stop + 4
)
_TITLE_WIDTH = _HAS_TEXT + 1
# The other columns.
_COLUMNS = np.dtype(
    [
        ("title", np.int32, _TITLE_WIDTH),
        ("round_up", np.bool_),
        ("word_places", np.int32, WORDS),
        ("word_weights", np.float32, WORDS),
        ("keys", np.int32, KEYS),
        # `NO_KEY` for none, as in `keys`.
        ("neutral", np.int32, NEUTRAL),
        ("sketch", np.uint32, SKETCH),
    ]
)
# Pieces of a title that tells enough, about ten words.
LONG_TITLE = 50
BITS_A_KIND = 8
_ONES = [1 << BITS_A_KIND * kind for kind in range(KINDS)]
_NONE = 0
# By kind; the last is of a place without a key.
_ONE_OF_KIND = np.array([*_ONES, _NONE], np.uint32)
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
    """Some rows: their titles, and each other column when it is asked for."""

    columns: dict[str, Column]
    numbers: Rows
    # A line of `_TITLE_WIDTH` numbers for each.
    titles: Column

    def __len__(self) -> int:
        return len(self.numbers)

    @property
    def places(self) -> Column:
        """Where the terms of the titles are compared."""
        return self.titles[:, _TITLE_PLACES]

    @property
    def weights(self) -> Column:
        """The weights of the titles' pieces and neutral keys."""
        return self.titles.view(np.float32)[:, _TITLE_WEIGHTS]

    @property
    def neutral_ones(self) -> Column:
        """What each neutral key counts, by kind."""
        return self.titles.view(np.uint32)[:, _NEUTRAL_ONES]

    @property
    def kind_counts(self) -> Column:
        """How many neutral keys there are of each kind, and `PROBE`."""
        return self.titles.view(np.uint32)[:, _KIND_COUNTS]

    @property
    def times(self) -> Column:
        """When the articles came, in UTC seconds."""
        return self.titles[:, _TIME]

    @property
    def brevity(self) -> Column:
        """How far the titles are from telling enough."""
        return self.titles.view(np.float32)[:, _BREVITY]

    @property
    def has_text(self) -> Column:
        """Which articles have a text."""
        return self.titles[:, _HAS_TEXT] > 0

    def column(self, name: str) -> Column:
        """Return one of the other columns of the rows, in their order."""
        gathered: Column = self.columns[name].take(self.numbers, axis=0)
        return gathered


class ArticleRows:
    """Rows by number; a number that was freed is used again."""

    def __init__(self) -> None:
        self._columns: dict[str, Column] = {}
        for name in _COLUMNS.names or ():
            kind = _COLUMNS[name]
            empty = np.zeros((_FIRST, *kind.shape), kind.base)
            self._columns[name] = empty
        # The columns by name, also the parts of the titles.
        self.data = _with_parts(self._columns)
        self._free: list[int] = []
        self._next = 0

    def __len__(self) -> int:
        return self._next - len(self._free)

    @property
    def room(self) -> int:
        """How many rows there is room for before the columns grow."""
        return len(self._columns["title"])

    def block(self, rows: Rows) -> ColumnBlock:
        """Return some rows to compare."""
        titles = self._columns["title"].take(rows, axis=0)
        return ColumnBlock(self._columns, rows, titles)

    def put(self, vectors: Vectors) -> int:
        """Keep an article's vectors; returns the row's number."""
        row = self._take()
        data = self._columns
        data["title"][row] = _title_of(vectors)
        data["round_up"][row] = False
        words, weights = vectors.words
        word_places = words & _PLACE_MASK
        _fill(data["word_places"][row], word_places, NO_PLACE)
        _fill(data["word_weights"][row], weights.astype(np.float16), 0)
        _fill(data["keys"][row], vectors.keys[:KEYS], NO_KEY)
        keys, weights = vectors.neutral
        is_held = weights.astype(np.float16) > 0
        held = np.where(is_held, keys, NO_KEY)
        _fill(data["neutral"][row], held, NO_KEY)
        _fill(data["sketch"][row], vectors.sketch, 0)
        return row

    def put_all(self, stored: npt.NDArray[Any]) -> range:
        """Keep rows as `stored` gave them; only before anything was freed."""
        start = self._next
        self._next += len(stored)
        self._reserve(self._next)
        where = slice(start, self._next)
        for name in _STORED_AS_THEY_ARE:
            self.data[name][where] = stored[name]
        self._put_keys(where, stored["keys"])
        for name, terms in _TERMS.items():
            weights = stored[f"{name}_weights"]
            places = places_of(stored[terms], weights > 0)
            self.data[f"{name}_weights"][where] = weights
            self.data[f"{name}_places"][where] = places
        pieces = np.count_nonzero(stored["piece_weights"], axis=1)
        self.data["brevity"][where] = _brevity(pieces)
        is_held = stored["neutral_weights"] > 0
        self._put_neutral(where, stored["neutral"], is_held)
        return range(start, self._next)

    def _put_keys(self, where: slice, stored: Column) -> None:
        """Keep the keys of rows, and where their names are compared."""
        is_name = (stored >= 0) & (stored & NAME > 0)
        keys = np.where(is_name, stored - NAME, stored)
        places = places_of(keys, is_name, NAME_PLACES)
        self.data["keys"][where] = keys
        self.data["name_places"][where] = places

    def _put_neutral(
        self, where: slice, stored: Column, is_held: Column
    ) -> None:
        """Keep the neutral keys of rows, where they are compared, and their counts."""
        places = places_of(stored, is_held, NEUTRAL_PLACES)
        ones = _ones_of(stored, is_held)
        self.data["neutral"][where] = np.where(is_held, stored, NO_KEY)
        self.data["neutral_places"][where] = places
        self.data["neutral_ones"][where] = ones
        self.data["kind_counts"][where] = _kind_counts(ones)

    def stored(self, rows: list[int]) -> npt.NDArray[Any]:
        """Return rows as they are stored, of type `ROW`."""
        entries = np.zeros(len(rows), ROW)
        for name in ROW.names or ():
            column = _STORED_FROM.get(name, name)
            entries[name] = self.data[column][rows]
        name_places = self.data["name_places"][rows]
        is_name = name_places < NO_PLACE
        entries["keys"] += NAME * is_name
        return entries

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
        room = self.room
        if count <= room:
            return
        # A quarter more at a time: doubling would hold twice what the window
        # needs.
        more = max(count, room * 5 // 4)
        for name, column in self._columns.items():
            grown = np.zeros((more, *column.shape[1:]), column.dtype)
            grown[:room] = column
            self._columns[name] = grown
        self.data = _with_parts(self._columns)


# What the columns of terms are called where they are stored.
_TERMS = {"piece": "pieces", "word": "words", "neutral": "neutral"}
_STORED_AS_THEY_ARE = ("time", "has_text", "round_up", "sketch")
# Of the terms of titles and texts, their places are stored: nothing needs more.
_STORED_FROM = {"pieces": "piece_places", "words": "word_places"}


def _with_parts(columns: dict[str, Column]) -> dict[str, Column]:
    """Return columns with the parts of the titles, which share their memory."""
    titles = columns["title"]
    floats = titles.view(np.float32)
    counts = titles.view(np.uint32)
    places = titles[:, _TITLE_PLACES]
    weights = floats[:, _TITLE_WEIGHTS]
    return columns | {
        "piece_places": places[:, OF_PIECES],
        "neutral_places": places[:, OF_NEUTRAL],
        "name_places": places[:, OF_NAMES],
        "piece_weights": weights[:, OF_PIECES],
        "neutral_weights": weights[:, OF_NEUTRAL],
        "neutral_ones": counts[:, _NEUTRAL_ONES],
        "kind_counts": counts[:, _KIND_COUNTS],
        "time": titles[:, _TIME],
        "brevity": floats[:, _BREVITY],
        "has_text": titles[:, _HAS_TEXT],
    }


def _title_of(vectors: Vectors) -> npt.NDArray[np.int32]:
    """Return the line of numbers that comparisons need of an article's title."""
    title = _EMPTY_TITLE.copy()
    # The same memory, read as numbers of two other types.
    floats = title.view(np.float32)
    counts = title.view(np.uint32)
    places = title[_TITLE_PLACES]
    weights = floats[_TITLE_WEIGHTS]
    title[_TIME] = vectors.time
    title[_HAS_TEXT] = vectors.has_text

    pieces, exact = vectors.pieces
    held = exact.astype(np.float16)
    places[: len(pieces)] = pieces & _PLACE_MASK
    weights[: len(pieces)] = held
    floats[_BREVITY] = _brevity(np.count_nonzero(held))

    neutral, exact = vectors.neutral
    held = exact.astype(np.float16)
    is_held = held > 0
    ones = _ones_of(neutral, is_held)
    of_neutral = slice(PIECES, PIECES + len(neutral))
    places[of_neutral] = places_of(neutral, is_held, NEUTRAL_PLACES)
    weights[of_neutral] = held
    counts[_NEUTRAL_ONES][: len(neutral)] = ones
    counts[_KIND_COUNTS] = _kind_counts(ones)

    keys = vectors.keys[:KEYS]
    is_name = vectors.named[:KEYS]
    name_places = places_of(keys, is_name, NAME_PLACES)
    places[OF_NAMES][: len(keys)] = name_places
    return title


_EMPTY_TITLE = np.zeros(_TITLE_WIDTH, np.int32)
_EMPTY_TITLE[_TITLE_PLACES] = NO_PLACE


def _fill(line: Column, values: Column, rest: int) -> None:
    """Put values into a line that is longer, and something else behind them."""
    line[: len(values)] = values
    line[len(values) :] = rest


def _ones_of(terms: Column, held: Column) -> npt.NDArray[np.uint32]:
    """Return what neutral keys count, those that are held."""
    kinds = np.where(held, terms & KIND_MASK, KINDS)
    ones: npt.NDArray[np.uint32] = _ONE_OF_KIND.take(kinds)
    return ones


def _kind_counts(ones: Column) -> Column:
    """Return what the neutral keys of each title add up to, and `PROBE`."""
    counts: Column = np.add.reduce(ones, axis=-1, dtype=np.uint32) + PROBE
    return counts


def places_of(
    terms: Column, held: Column, first: int = 0
) -> npt.NDArray[np.int32]:
    """Return the places of some terms, from the first of their kind on; no place for those that are
    not held.
    """
    own = (terms & _PLACE_MASK) + first
    places: npt.NDArray[np.int32] = np.where(held, own, np.int32(NO_PLACE))
    return places


def _brevity(pieces: Any) -> Any:
    """Return how far titles of so many pieces are from telling enough: 0 for a long one."""
    return np.maximum(0, 1 - pieces / LONG_TITLE)
