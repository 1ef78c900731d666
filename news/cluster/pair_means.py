"""Remember how likely two stories were one when they were last compared, and estimate how likely they
are now.
"""

from __future__ import annotations

# Pairs of stories that are remembered: about a megabyte.
MOST_MEANS = 4096


class PairMeans:
    """Mean probabilities over the pairs of two stories' articles, by the stories' numbers."""

    def __init__(self, most: int = MOST_MEANS) -> None:
        """Begin with none; `most` are remembered, and the oldest forgotten."""
        self._most = most
        # How many pairs of articles there were, and their mean.
        self._means: dict[tuple[int, int], tuple[int, float]] = {}

    def keep(self, one: int, other: int, pairs: int, mean: float) -> None:
        """Remember the mean over so many pairs of two stories."""
        both = _in_order(one, other)
        self._means.pop(both, None)
        self._means[both] = pairs, mean
        if len(self._means) > self._most:
            del self._means[next(iter(self._means))]

    def estimate(
        self, one: int, other: int, pairs: int, newest: float
    ) -> float:
        """Return the mean over the pairs of two stories, of which there are so many by now.

        Those that came since the last time count as the newest article's do: the update of average
        linkage by Lance and Williams (1967). Of two that were never compared it is `newest`.
        """
        known, mean = self._means.get(_in_order(one, other), (0, 0.0))
        return newest + known / pairs * (mean - newest)


def _in_order(one: int, other: int) -> tuple[int, int]:
    return min(one, other), max(one, other)
