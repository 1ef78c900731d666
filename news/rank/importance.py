"""Score how much a story matters before anyone's taste: who tells it, how fast it spreads,
how recent it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log2

# Hours after which a story's freshness is half.
HALF_LIFE = 20.0
# What is left of a story's weight when it is old.
#
# Both, with the two below, set on 192 days of a public set of titles in nine
# languages (`benchmarks.ranking`): the greatest events of a day are among the
# first five in 0.99 of all cases, where ten hours and 0.15 gave 0.93. A story
# of one publisher should not win or lose by the minute.
LASTING = 0.3
# The span in which publishers count for speed.
SPEED_HOURS = 24.0
# What the publishers of that span count beside all of them.
SPEED = 1.0
# Share of a story's age that runs from its last report; the rest runs from its
# first.
QUIET = 0.75
# What the first hot list that has a story counts; each further one counts less.
BOARD = 0.7
# Weight of a story of one publisher that has no topic.
UNNAMED = 0.8


@dataclass(frozen=True, slots=True)
class Signals:
    """The facts by which a story's importance is scored."""

    # Independent trusted publishers, as `independent_publishers` finds them.
    publishers: int
    # Seconds since its first report.
    age: float
    # Seconds since its last report; as `age` for a story of one.
    quiet: float
    # Those of the publishers that came in the last day.
    recent: int = 0
    # Hot lists that have named it.
    boards: int = 0
    # The source's (`source_standing`), about 1; for stories of one publisher.
    standing: float = 1.0
    has_topic: bool = True


def importance(signals: Signals) -> float:
    """Score a story: spread, speed and hot lists, times freshness.

    The spread is log2(1 + publishers), so that the tenth publisher says less than the second;
    speed is the same of those of the last day. Fresh is what is still told: age runs from the last
    report for three quarters, from the first for one. A story of one publisher stands by its
    source and topic.
    """
    spread = log2(1.0 + max(signals.publishers, 1))
    if signals.publishers <= 1:
        spread *= signals.standing * (1.0 if signals.has_topic else UNNAMED)
    speed = SPEED * log2(1.0 + signals.recent) if signals.recent > 1 else 0.0
    boards = BOARD * log2(1.0 + signals.boards)
    return (spread + speed + boards) * _freshness(signals)


def _freshness(signals: Signals) -> float:
    """Return what is left of a story's weight: 1 when it is new, half of the rest each half-life."""
    quiet, age = max(signals.quiet, 0.0), max(signals.age, 0.0)
    hours = (QUIET * quiet + (1.0 - QUIET) * age) / 3600
    return float(LASTING + (1.0 - LASTING) * 0.5 ** (hours / HALF_LIFE))


def shared_score(
    publishers: int,
    age: float,
    quiet: float | None = None,
    recent: int = 0,
    *,
    boards: int = 0,
    standing: float = 1.0,
    has_topic: bool = True,
) -> float:
    """Score a story by its count of publishers and its age in seconds.

    `boards` are the hot lists that have named it, `quiet` is the age of its last report, `recent`
    its publishers of the day before that; they are no speed any more when the last report is older
    than a day itself.
    """
    quiet = age if quiet is None else quiet
    fast = recent if quiet < SPEED_HOURS * 3600 else 0
    return importance(
        Signals(publishers, age, quiet, fast, boards, standing, has_topic)
    )
