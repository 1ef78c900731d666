"""Probability that two articles tell one event: a logistic of their similarity and the
time between them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from news.cluster.contrasts import Contrast, doubly, marks_by_kind
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
# How far below even odds a pair may be for its names and numbers to be looked
# at.
REACH = 0.25
# Pieces of a title that tells enough, about ten words.
LONG_TITLE = 50
# By kind of key: sounds, places, numbers, what happens.
Tolls = tuple[float, float, float, float]
_COLUMNS = np.arange(MOST_BESIDE)


@dataclass(frozen=True, slots=True)
class Scores:
    """The constants: `place`, `text` and `title` were fitted by `benchmarks/telling_fit.py`, the
    others set by hand on the same data.

    Fitted on titles in eight languages of the development half of a public set of 700 events of
    2021, on English texts of the development half of a public set of 44 events, and on pairs of
    Russian articles judged by people; a third of the events was held out.
    """

    # How fast the logistic rises over the likeness (a cosine).
    slope: float = 7.0
    # Likeness from which two titles are more likely one event than not, on the
    # same hour.
    title: float = 0.18
    # The same of two texts: a mean of words' and titles' likeness.
    text: float = 0.31
    # Share of the titles in the likeness of two texts.
    title_share: float = 0.1
    # How much less likeness counts a day later (an exponent).
    fading: float = 0.3
    # How much more likeness is needed a day later.
    drift: float = 0.03
    # Probability from which two single articles with texts are one story.
    place: float = 0.46
    # The same of bare titles: on the same sets precision rose more than recall
    # fell.
    place_bare: float = 0.5
    # The same of two large stories, as the mean over their pairs: the more
    # pairs, the surer is the mean.
    join: float = 0.34
    # How fast `place` comes near `join` as the pairs grow more (an exponent).
    steady: float = 0.5

    # Share of the keys that any language shares in the likeness of two titles:
    # other words for what happened.
    shared_share: float = 0.35
    # The same of the titles of two texts.
    shared_beside_text: float = 0.2
    # What two bare titles lose that share no name or other word by its sound,
    # no place, no number, nothing that happens, where both have some.
    title_tolls: Tolls = (0.0, 0.1, 0.05, 0.0)
    # What they lose besides where each names one that the other does not and
    # they share few names: of pairs in the public titles that were joined, four
    # in five of those with such places were two events.
    rival_tolls: Tolls = (0.0, 0.25, 0.1, 0.12)
    # What they lose besides that name other numbers, and other places or deeds
    # too.
    double_toll: float = 0.2
    # The same of two texts.
    text_tolls: Tolls = (0.0, 0.2, 0.1, 0.0)
    # What two titles lose of which one is very short.
    brief: float = 0.05
    # Likeness that tellings in two languages need, as the mean over their
    # pairs.
    across: float = 0.14
    # How much more two single articles need; the more pairs, the surer is the
    # mean.
    across_single: float = 0.15
    # How much it takes away that two name places, or numbers, and share none.
    across_conflict: float = 0.3
    # How much more is needed a day later.
    across_drift: float = 0.05

    # How much likeness of meaning counts beside names, from its centre up and
    # down.
    meaning: float = 0.5
    # Likeness of meaning, as `Calibration` reads it, that says nothing either
    # way.
    meaning_centre: float = 0.75

    def needed_across(self, pairs: int) -> float:
        """Return the mean likeness that so many pairs of articles in two languages need."""
        return self.across + self.across_single / float(pairs**self.steady)

    def needed(self, pairs: int, *, bare: bool = False) -> float:
        """Return the mean probability that so many pairs of articles need, or of bare titles."""
        place = self.place_bare if bare else self.place
        return self.join + (place - self.join) / float(pairs**self.steady)


class PairScorer:
    """Computes probabilities over rows; holds 4 MB of scratch space."""

    def __init__(self, scores: Scores) -> None:
        self.scores = scores
        self._scratch = np.zeros((_PLACES, MOST_BESIDE), np.float32)
        self._line = np.zeros(_PLACES, np.float32)

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
        # What is far from likely stays so, whatever it names.
        close = surplus.max(axis=0) > -REACH
        if close.any():
            surplus[:, close] -= self._tolls(
                ours, theirs[close], both[:, close]
            )
        table: Table = 1 / (1 + np.exp(-scores.slope * surplus))
        return table

    def _tolls(
        self, ours: Block, theirs: Block, both: npt.NDArray[np.bool_]
    ) -> Table:
        """Return what each pair loses that names other places, numbers, deeds or names.

        Bare titles have little else to be told apart by; short ones still less.
        """
        scores = self.scores
        contrast = self._contrast(ours, theirs)
        disjoint = contrast.disjoint()
        few = contrast.share_few()
        rival = contrast.rival() & few
        double = doubly(disjoint) & few
        in_title = _weighed(scores.title_tolls, disjoint)
        in_title += _weighed(scores.rival_tolls, rival)
        in_title += np.float32(scores.double_toll) * double
        shorter = np.minimum.outer(_lengths(ours), _lengths(theirs))
        in_title += scores.brief * np.maximum(0, 1 - shorter / LONG_TITLE)
        if not both.any():
            return in_title
        in_text = _weighed(scores.text_tolls, disjoint)
        return np.where(both, in_text, in_title)

    def _contrast(self, ours: Block, theirs: Block) -> Contrast:
        """Count the keys of two blocks and what they share, by kind."""
        held = ours["neutral_weights"] > 0
        present = theirs["neutral_weights"] > 0
        our_kinds = marks_by_kind(ours["neutral"], held)
        their_kinds = marks_by_kind(theirs["neutral"], present)
        columns = np.broadcast_to(_COLUMNS[: len(ours), None], held.shape)[held]
        places = (ours["neutral"] & _MASK)[held]
        scratch = self._scratch
        scratch[places, columns] = 1
        met = scratch[theirs["neutral"] & _MASK][:, :, : len(ours)]
        scratch[places, columns] = 0
        # For each of theirs: kinds by our rows.
        shared = np.matmul(their_kinds.transpose(0, 2, 1), met)
        return Contrast(
            our_kinds.sum(axis=1).T,
            their_kinds.sum(axis=1).T,
            shared.transpose(1, 2, 0),
        )

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
        """Return which pairs both have keys of a kind and share none."""
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
        scores = self.scores
        both = np.outer(ours["has_text"], theirs["has_text"])
        pieces = self._cosines(ours, theirs, "pieces", "piece_weights")
        named = (ours["neutral_weights"] > 0).any()
        shared = np.zeros_like(pieces)
        if named:
            shared = self._cosines(ours, theirs, "neutral", "neutral_weights")
        # Mostly by the pieces, partly by who, where and what happened.
        bare = pieces + scores.shared_share * (shared - pieces)
        if not both.any():
            return bare, both
        titles = pieces + scores.shared_beside_text * (shared - pieces)
        words = self._cosines(ours, theirs, "words", "word_weights")
        mixed = words + scores.title_share * (titles - words)
        return np.where(both, mixed, bare), both

    def _cosines(
        self, ours: Block, theirs: Block, terms: str, weights: str
    ) -> Table:
        """Return the cosines of all pairs, by laying ours out side by side over all terms."""
        if len(ours) == 1:
            return self._cosine_line(
                ours[0], theirs[terms], theirs[weights], terms, weights
            )
        scratch = self._scratch
        # An empty place of a row is term 0 with weight 0: it must not wipe out
        # a term 0 that is there.
        held = ours[weights] > 0
        columns = np.broadcast_to(_COLUMNS[: len(ours), None], held.shape)[held]
        places = (ours[terms] & _MASK)[held]
        scratch[places, columns] = ours[weights][held]
        gathered = scratch[theirs[terms] & _MASK]
        given = theirs[weights].astype(np.float32)
        scratch[places, columns] = 0
        cosines: Table = np.einsum("rt,rtk->kr", given, gathered)
        return cosines[: len(ours)]

    def _cosine_line(
        self,
        ours: Any,
        their_terms: Any,
        their_weights: Any,
        terms: str,
        weights: str,
    ) -> Table:
        """Return the cosines of one row with all of theirs: one row is met often."""
        line = self._line
        held = ours[weights] > 0
        places = ours[terms][held] & _MASK
        line[places] = ours[weights][held]
        gathered = line.take(their_terms & _MASK)
        line[places] = 0
        cosines: Table = np.einsum(
            "rt,rt->r", their_weights.astype(np.float32), gathered
        )
        return cosines[None, :]


def _weighed(tolls: Tolls, flags: npt.NDArray[np.bool_]) -> Table:
    """Return the sum over the kinds of what each takes where its flag is set."""
    total: Table = np.zeros(flags.shape[1:], np.float32)
    for toll, flag in zip(tolls, flags, strict=True):
        if toll:
            total += np.float32(toll) * flag
    return total


def _lengths(block: Block) -> npt.NDArray[np.int64]:
    """Return how many pieces each row's title has."""
    lengths: npt.NDArray[np.int64] = (block["piece_weights"] > 0).sum(axis=1)
    return lengths


def _keys_of(block: Block, kind: int) -> npt.NDArray[np.int32]:
    """Return a block's first keys of a kind, a line a row, -1 for none."""
    terms = block["neutral"]
    chosen = (block["neutral_weights"] > 0) & ((terms & KIND_MASK) == kind)
    keys: npt.NDArray[np.int32] = np.where(chosen, terms, -1)
    return -np.sort(-keys, axis=1)[:, :_KEYS_OF_KIND]
