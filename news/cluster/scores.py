"""How likely it is that two articles tell one event:
a logistic of their likeness and the time between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from news.cluster.terms import KIND_MASK, NUMBER, PLACE

# Rows as `news.cluster.rows` keeps them.
Block = npt.NDArray[Any]
Table = npt.NDArray[np.float32]

DAY = 86_400
# Rows that are laid out at once.
MOST_BESIDE = 8
_PLACES = 1 << 17
# Terms are laid out on fewer places than they have numbers: what is small stays
# in the processor's cache.
_MASK = _PLACES - 1
_KEYS_OF_KIND = 4
_COLUMNS = np.arange(MOST_BESIDE)


@dataclass(frozen=True, slots=True)
class Scores:
    """The constants: `place`, `text` and `title` were fitted by `benchmarks/telling_fit.py`, the
    others set by hand on the same data.

    Fitted on titles in eight languages of the development half of a public set of 700 events of
    2021, on English texts of the development half of a public set of 44 events, and on pairs of
    Russian articles judged by people; a third of the events was held out.
    """

    slope: float = 7.0
    """How fast the logistic rises over the likeness (a cosine)."""
    title: float = 0.24
    """Likeness from which two titles are more likely one event than not, on the same hour."""
    text: float = 0.31
    """The same of two texts: a mean of words' and titles' likeness."""
    title_share: float = 0.1
    """Share of the titles in the likeness of two texts."""
    fading: float = 0.3
    """How much less likeness counts a day later (an exponent)."""
    drift: float = 0.03
    """How much more likeness is needed a day later."""
    place: float = 0.46
    """Probability from which two single articles are one story."""
    join: float = 0.34
    """The same of two large stories, as the mean over their pairs:
    the more pairs, the surer is the mean.
    """
    steady: float = 0.5
    """How fast `place` comes near `join` as the pairs grow more (an exponent)."""

    shared_share: float = 0.2
    """Share of the keys that any language shares in the likeness of two titles:
    other words for what happened.
    """
    conflict: float = 0.2
    """How much it takes away that two titles name countries and share none."""
    number_conflict: float = 0.1
    """The same of numbers in the titles of two texts;
    of bare titles it told nothing (tolls grow, results come in part).
    """
    across: float = 0.14
    """Likeness that tellings in two languages need, as the mean over their pairs."""
    across_single: float = 0.15
    """How much more two single articles need; the more pairs, the surer is the mean."""
    across_conflict: float = 0.3
    """How much it takes away that two name places, or numbers, and share none."""
    across_drift: float = 0.05
    """How much more is needed a day later."""

    def needed_across(self, pairs: int) -> float:
        """Return the mean likeness that so many pairs of articles in two languages need."""
        return self.across + self.across_single / float(pairs**self.steady)

    def needed(self, pairs: int) -> float:
        """Return the mean probability that so many pairs of articles need."""
        return self.join + (self.place - self.join) / float(pairs**self.steady)


class PairScorer:
    """Computes probabilities over rows; holds 4 MB of scratch space."""

    def __init__(self, scores: Scores) -> None:
        self.scores = scores
        self._scratch = np.zeros((_PLACES, MOST_BESIDE), np.float32)

    def likelihoods(self, ours: Block, theirs: Block) -> Table:
        """Return the probabilities of each pair of two blocks of rows,
        `ours` at most `MOST_BESIDE`.

        The table has a line for each of ours and a column for each of theirs.
        """
        scores = self.scores
        likeness, both = self.likenesses(ours, theirs)
        centre = np.where(both, scores.text, scores.title)
        days = np.abs(np.subtract.outer(ours["time"], theirs["time"])) / DAY
        faded = likeness * np.exp(-scores.fading * days)
        surplus = faded - centre - scores.drift * days
        surplus -= scores.conflict * self._differ(ours, theirs, PLACE)
        if both.any():
            surplus -= scores.number_conflict * (
                both & self._differ(ours, theirs, NUMBER)
            )
        table: Table = 1 / (1 + np.exp(-scores.slope * surplus))
        return table

    def across(self, ours: Block, theirs: Block) -> Table:
        """Return how alike each pair of rows is by what any language shares.

        The time between them takes from it, and so do places and numbers of which none is shared.
        """
        scores = self.scores
        likeness = self._cosines(ours, theirs, "neutral", "neutral_weights")
        days = np.abs(np.subtract.outer(ours["time"], theirs["time"])) / DAY
        faded = (
            likeness * np.exp(-scores.fading * days)
            - scores.across_drift * days
        )
        for kind in (PLACE, NUMBER):
            faded -= scores.across_conflict * self._differ(ours, theirs, kind)
        table: Table = faded.astype(np.float32)
        return table

    def _differ(
        self, ours: Block, theirs: Block, kind: int
    ) -> npt.NDArray[np.bool_]:
        """Tell which pairs both have keys of a kind and share none."""
        keys = _keys_of(ours, kind)
        held = keys[:, 0] >= 0
        # Most titles name none: then theirs need not be looked at.
        if not held.any():
            return np.zeros((len(ours), len(theirs)), np.bool_)
        others = _keys_of(theirs, kind)
        same = keys[:, None, :, None] == others[None, :, None, :]
        shared = np.any(same & (keys >= 0)[:, None, :, None], axis=(2, 3))
        differ: npt.NDArray[np.bool_] = (
            np.outer(held, others[:, 0] >= 0) & ~shared
        )
        return differ

    def likenesses(
        self, ours: Block, theirs: Block
    ) -> tuple[Table, npt.NDArray[np.bool_]]:
        """Return the likeness of each pair, whatever the time,
        and which pairs are compared by their texts.
        """
        titles = self._title_likenesses(ours, theirs)
        both = np.outer(ours["has_text"], theirs["has_text"])
        if not both.any():
            return titles, both
        words = self._cosines(ours, theirs, "words", "word_weights")
        share = self.scores.title_share
        mixed = share * titles + (1 - share) * words
        return np.where(both, mixed, titles), both

    def _title_likenesses(self, ours: Block, theirs: Block) -> Table:
        """Return how alike the titles are: mostly by their pieces,
        partly by who, where and what happened.
        """
        share = self.scores.shared_share
        pieces = self._cosines(ours, theirs, "pieces", "piece_weights")
        if not (ours["neutral_weights"] > 0).any():
            return (1 - share) * pieces
        shared = self._cosines(ours, theirs, "neutral", "neutral_weights")
        titles: Table = (1 - share) * pieces + share * shared
        return titles

    def _cosines(
        self, ours: Block, theirs: Block, terms: str, weights: str
    ) -> Table:
        """Return the cosines of all pairs, by laying ours out side by side over all terms."""
        scratch = self._scratch
        # An empty place of a row is term 0 with weight 0: it must not wipe out
        # a term 0 that is there.
        held = ours[weights] > 0
        columns = np.broadcast_to(_COLUMNS[: len(ours), None], held.shape)[held]
        places = (ours[terms] & _MASK)[held]
        scratch[places, columns] = ours[weights][held]
        # One row is met often: its column alone is gathered.
        sought = scratch[:, 0] if len(ours) == 1 else scratch
        gathered = sought[theirs[terms] & _MASK]
        given = theirs[weights].astype(np.float32)
        scratch[places, columns] = 0
        if len(ours) == 1:
            line: Table = np.einsum("rt,rt->r", given, gathered)
            return line[None, :]
        cosines: Table = np.einsum("rt,rtk->kr", given, gathered)
        return cosines[: len(ours)]


def _keys_of(block: Block, kind: int) -> npt.NDArray[np.int32]:
    """Return a block's first keys of a kind, a line a row, -1 for none."""
    terms = block["neutral"]
    chosen = (block["neutral_weights"] > 0) & ((terms & KIND_MASK) == kind)
    keys: npt.NDArray[np.int32] = np.where(chosen, terms, -1)
    return -np.sort(-keys, axis=1)[:, :_KEYS_OF_KIND]
