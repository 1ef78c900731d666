"""Remember how likely two stories were one when they were last compared, and estimate
how likely they are now.
"""

from __future__ import annotations

from typing import NamedTuple

# Pairs of stories that are remembered: about a megabyte.
MOST_MEANS = 4096
# Numbers of two stories, the smaller one first.
_Stories = tuple[int, int]


class _KnownMean(NamedTuple):
    """The mean probability over some pairs of articles."""

    pairs: int
    mean: float


_UNKNOWN = _KnownMean(0, 0.0)


class PairMeans:
    """Mean probabilities over the pairs of two stories' articles, by the stories' numbers."""

    def __init__(self, most: int = MOST_MEANS) -> None:
        """Begin with none; `most` are remembered, and the oldest forgotten."""
        self._most = most
        self._means: dict[_Stories, _KnownMean] = {}

    def keep(self, one: int, other: int, pairs: int, mean: float) -> None:
        """Remember the mean over so many pairs of two stories."""
        both = _in_order(one, other)
        # Put in anew, it is the last to be forgotten.
        self._means.pop(both, None)
        self._means[both] = _KnownMean(pairs, mean)
        if len(self._means) > self._most:
            oldest = next(iter(self._means))
            del self._means[oldest]

    def estimate(
        self, one: int, other: int, pairs: int, newest: float
    ) -> float:
        """Return the mean over the pairs of two stories, of which there are so many by now.

        Those that came since the last time count as the newest article's do: the update of average
        linkage by Lance and Williams (1967). Of two that were never compared it is `newest`.
        """
        both = _in_order(one, other)
        known = self._means.get(both, _UNKNOWN)
        share = known.pairs / pairs
        return newest + share * (known.mean - newest)


def _in_order(one: int, other: int) -> _Stories:
    return min(one, other), max(one, other)
