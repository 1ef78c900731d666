"""Compare two headlines: what both name, and what only one of them names."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from news.cluster.hashed_terms import EVENT, KINDS, NUMBER, PLACE, SOUND

Counts = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.int64]
# What a pair loses for each kind of key: sounds, places, numbers, what happens.
Tolls = tuple[float, float, float, float]

# Names or other words that two headlines share by their sound, up to which they
# share few: one alone may be of any day's news.
FEW = 1
_CODES = 1 << 2 * KINDS


@dataclass(frozen=True, slots=True)
class Contrast:
    """Keys of two blocks of rows, counted by kind on the last axis: sounds, places, numbers, events."""

    # By row.
    ours: Counts
    theirs: Counts
    # By our row and their row.
    shared: Counts

    def disjoint(self) -> Flags:
        """Return, by pair and kind, whether both name some and share none."""
        both_name = (self.ours > 0)[:, None] & (self.theirs > 0)
        none_shared: Flags = both_name & (self.shared == 0)
        return none_shared

    def rival(self) -> Flags:
        """Return, by pair and kind, whether each names one that the other does not."""
        ours_alone = self.ours[:, None] > self.shared
        each_alone: Flags = ours_alone & (self.theirs > self.shared)
        return each_alone

    def shares_few(self) -> Flags:
        """Return, by pair, whether it shares at most one name or other word."""
        few: Flags = self.shared[..., SOUND] <= FEW
        return few

    def place_alone(self) -> Flags:
        """Return, by pair, whether both say what happened and share nothing but places."""
        total = self.shared.sum(axis=-1)
        alone = (total > 0) & (total == self.shared[..., PLACE])
        told = (self.ours[:, EVENT] > 0)[:, None] & (self.theirs[:, EVENT] > 0)
        both: Flags = alone & told
        return both

    def conflict(self) -> Flags:
        """Return, by pair, whether both name places and share none, or both name numbers and share none."""
        disjoint = self.disjoint()
        either: Flags = disjoint[..., PLACE] | disjoint[..., NUMBER]
        return either

    def codes(self) -> Codes:
        """Return a number for each pair that holds all of these flags: a line of `toll_table`."""
        flags = np.concatenate([self.disjoint(), self.rival()], axis=-1)
        codes: Codes = _CODES * self.shares_few()
        codes += np.packbits(flags, axis=-1, bitorder="little")[..., 0]
        return codes


@dataclass(frozen=True, slots=True)
class TollRates:
    """What headlines lose that name other things."""

    # For each kind of which both name some and share none.
    disjoint: Tolls
    # For each kind of which each names one that the other does not, where they
    # share few names.
    rival: Tolls
    # For other numbers beside other places or other deeds, where they share few
    # names.
    double: float


def toll_table(rates: TollRates) -> npt.NDArray[np.float32]:
    """Return what a pair loses by its code of `Contrast.codes`."""
    tolls = [
        _toll(rates, flags[KINDS + 1 :], flags[1 : KINDS + 1], few=flags[0])
        # The last flag of a code's eight is its highest bit.
        for flags in product((False, True), repeat=2 * KINDS + 1)
    ]
    return np.array(tolls, np.float32)


def _toll(
    rates: TollRates,
    disjoint_from_last: tuple[bool, ...],
    rival_from_last: tuple[bool, ...],
    *,
    few: bool,
) -> float:
    """Add up what one combination of flags costs."""
    disjoint, rival = disjoint_from_last[::-1], rival_from_last[::-1]
    toll = _weighed(rates.disjoint, disjoint)
    if few:
        toll += _weighed(rates.rival, rival)
        if disjoint[NUMBER] and (disjoint[PLACE] or disjoint[EVENT]):
            toll += rates.double
    return toll


def _weighed(tolls: Tolls, flags: tuple[bool, ...]) -> float:
    return sum(toll for toll, flag in zip(tolls, flags, strict=True) if flag)
