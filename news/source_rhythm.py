"""Decide how long a source may be silent before it looks broken, by its own rhythm."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from news.durations import DAY

# Gaps from which a rhythm is known.
FEWEST = 4
# Seconds of silence that a source of unknown rhythm may take: monthly letters
# are ordinary.
UNKNOWN = 30 * DAY
# Silence is news after so many times the source's long gaps: never within a
# weekend, always within a season.
TIMES = 4
SHORTEST = 3 * DAY
LONGEST = 90 * DAY
# The same for a source that can't be read: a fault says more than silence, so
# it is told sooner.
UNREAD_TIMES = 3
UNREAD_SHORTEST = DAY // 2
UNREAD_LONGEST = 14 * DAY


def silence_allowed(moments: Sequence[int], *, readable: bool) -> int:
    """Return how many seconds after its last news a source counts as gone quiet.

    `moments` are UTC seconds at which its latest entries came out, in any order. The long gap that
    counts is that which nine in ten do not exceed: holidays pass.
    """
    times, shortest, longest = (
        (TIMES, SHORTEST, LONGEST)
        if readable
        else (UNREAD_TIMES, UNREAD_SHORTEST, UNREAD_LONGEST)
    )
    ordered = sorted(set(moments))
    gaps = sorted(later - earlier for earlier, later in pairwise(ordered))
    if len(gaps) < FEWEST:
        return min(UNKNOWN, longest)
    long_gap = gaps[(len(gaps) * 9 - 1) // 10]
    return min(max(times * long_gap, shortest), longest)
