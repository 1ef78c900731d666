"""The five levels of a subscription's priority, and the weights that they stand
for.
"""

from __future__ import annotations

# What a story's score is multiplied with, from 'much less' to 'much more'.
WEIGHTS = (0.25, 0.5, 1.0, 2.0, 4.0)


def weight_at(level: int) -> float:
    """Return the weight of a level, limited to the existing levels."""
    return WEIGHTS[max(0, min(level, len(WEIGHTS) - 1))]


def level_at(weight: float) -> int:
    """Return the level nearest to a weight."""
    return min(
        range(len(WEIGHTS)), key=lambda level: abs(WEIGHTS[level] - weight)
    )
