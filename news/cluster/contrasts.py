"""Compare two headlines: what both name, and what only one of them names."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress, product

import numpy as np
import numpy.typing as npt

from news.cluster.hashed_terms import EVENT, KINDS, NUMBER, PLACE, SOUND

# Counts of keys by kind, eight bits each: sounds, places, numbers, events.
Packed = npt.NDArray[np.uint32]
Flags = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.uint32]
# What a pair loses for each kind of key: sounds, places, numbers, what happens.
Tolls = tuple[float, float, float, float]

# Names or other words that two headlines share by their sound, up to which they
# share few: one alone may be of any day's news.
FEW = np.uint32(1)
# Added to the count of each kind, it sets the kind's highest bit where the count
# is above 0. Counts go to 127, so that no kind touches the next.
PROBE = np.uint32(0x7F7F7F7F)
_HIGHEST = np.uint32(0x80808080)
_LOWEST = np.uint32(0x01010101)
_LAST_BYTE = np.uint32(24)
# Flags stand in pairs, disjoint and rival: how far each moves from the highest
# bit of its kind.
_DISJOINT = np.uint32(7)
_RIVAL = np.uint32(6)
# Times this, the pairs of all kinds stand beside each other in the last byte: the
# pair of the first kind moves by 24 bits, that of the second by 18.
_TOGETHER = np.uint32(sum(1 << shift for shift in (24, 18, 12, 6)))
_OF_SOUND, _OF_PLACE, _OF_NUMBER, _OF_EVENT = (
    np.uint32(0xFF << 8 * kind) for kind in (SOUND, PLACE, NUMBER, EVENT)
)
_OF_PLACE_OR_NUMBER = _OF_PLACE | _OF_NUMBER


class Contrast:
    """Keys of two blocks of rows, counted by kind.

    A flag of a kind is the highest of its eight bits.
    """

    def __init__(self, ours: Packed, theirs: Packed, shared: Packed) -> None:
        """`ours` and `theirs` are counts by row with `PROBE` added, `shared` those by our row and
        theirs.
        """
        self._ours = ours[:, None]
        self._theirs = theirs
        self._shared = shared

    def disjoint(self) -> Packed:
        """Return, by pair, a flag of each kind of which both name some and share none."""
        return self._unshared(self._ours & self._theirs & _HIGHEST)

    def rival(self) -> Packed:
        """Return, by pair, a flag of each kind of which each names one that the other does not."""
        ours_alone = self._ours - self._shared
        theirs_alone = self._theirs - self._shared
        return ours_alone & theirs_alone & _HIGHEST

    def shares_few(self) -> Flags:
        """Return, by pair, whether it shares at most one name or other word."""
        sounds = self._shared & _OF_SOUND
        few: Flags = sounds <= FEW
        return few

    def place_alone(self) -> Flags:
        """Return, by pair, whether both say what happened and share nothing but places."""
        places = self._shared & _OF_PLACE
        alone = (places > 0) & (places == self._shared)
        both = self._ours & self._theirs & _HIGHEST
        told: Flags = alone & ((both & _OF_EVENT) > 0)
        return told

    def conflict(self) -> Flags:
        """Return, by pair, whether both name places and share none, or both name
        numbers and share none.
        """
        flags = self.disjoint() & _OF_PLACE_OR_NUMBER
        either: Flags = flags > 0
        return either

    def codes(self) -> Codes:
        """Return a number for each pair: a line of `toll_table`.

        It holds the flags of `disjoint`, and those of `rival` where the pair shares few names.
        """
        rival = self.rival()
        # Of kinds that are disjoint, each names some that the other does not.
        disjoint = self._unshared(rival)
        rival *= self.shares_few()
        flags = disjoint >> _DISJOINT | rival >> _RIVAL
        codes: Codes = flags * _TOGETHER >> _LAST_BYTE
        return codes

    def _unshared(self, flags: Packed) -> Packed:
        """Leave out the flags of kinds of which a pair shares some."""
        flags_of_shared = self._shared + PROBE
        return flags & ~flags_of_shared


def total(counts: Packed) -> Packed:
    """Return the sum of the counts of all kinds.

    Times one of each kind, it stands in the last byte.
    """
    return counts * _LOWEST >> _LAST_BYTE


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
        _toll(rates, flags[1::2], flags[::2])
        # The last kind's flags are a code's highest bits.
        for flags in product((False, True), repeat=2 * KINDS)
    ]
    return np.array(tolls, np.float32)


def _toll(
    rates: TollRates,
    disjoint_from_last: tuple[bool, ...],
    rival_from_last: tuple[bool, ...],
) -> float:
    """Add up what one combination of flags costs."""
    disjoint = disjoint_from_last[::-1]
    rival = rival_from_last[::-1]
    toll = _weighed(rates.disjoint, disjoint) + _weighed(rates.rival, rival)
    # Of other numbers each is a rival: the flag tells that the pair shares few
    # names.
    other_numbers = disjoint[NUMBER] and rival[NUMBER]
    other_matter = disjoint[PLACE] or disjoint[EVENT]
    if other_numbers and other_matter:
        toll += rates.double
    return toll


def _weighed(tolls: Tolls, flags: tuple[bool, ...]) -> float:
    """Add up the tolls of the kinds with a flag."""
    return sum(compress(tolls, flags))
