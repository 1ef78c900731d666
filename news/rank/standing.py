"""The standing of a source: how much it counts where no other publisher tells a story."""

from __future__ import annotations

from math import sqrt

# Reports that a new source is credited with, shared as often as all sources'
# are: a few stories tell little of it.
CREDIT = 20
LOWEST, HIGHEST = 0.7, 1.3


def source_standing(reports: int, shared: int, usual: float) -> float:
    """Return the standing of a source from its reports, and how many of them others told too.

    `usual` is the share of all sources together. A source whose reports others tell twice as often
    counts √2 as much; between 0.7 and 1.3, and 1 where nothing is known. The bounds are a choice:
    within a day they move a story of one publisher by some hours, not over one of two.
    """
    if usual <= 0:
        return 1.0
    share = (shared + CREDIT * usual) / (reports + CREDIT)
    return min(max(sqrt(share / usual), LOWEST), HIGHEST)
