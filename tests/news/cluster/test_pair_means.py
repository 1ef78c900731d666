"""How likely two stories are one is estimated from when they were last compared."""

from __future__ import annotations

import pytest

from news.cluster.pair_means import PairMeans


def test_pairs_that_came_since_count_as_those_of_the_newest_article() -> None:
    means = PairMeans()
    means.keep(1, 2, pairs=6, mean=0.5)
    assert means.estimate(1, 2, pairs=8, newest=0.1) == pytest.approx(
        (6 * 0.5 + 2 * 0.1) / 8
    )


def test_the_order_of_two_stories_is_nothing() -> None:
    means = PairMeans()
    means.keep(7, 3, pairs=1, mean=0.5)
    assert means.estimate(3, 7, pairs=1, newest=0.1) == pytest.approx(0.5)


def test_stories_that_were_never_compared_are_as_likely_as_the_newest() -> None:
    means = PairMeans()
    means.keep(1, 2, pairs=6, mean=0.5)
    assert means.estimate(1, 3, pairs=8, newest=0.1) == pytest.approx(0.1)


def test_the_last_comparison_counts() -> None:
    means = PairMeans()
    means.keep(1, 2, pairs=2, mean=0.5)
    means.keep(1, 2, pairs=4, mean=0.2)
    assert means.estimate(1, 2, pairs=4, newest=0.9) == pytest.approx(0.2)


def test_the_pairs_that_were_compared_longest_ago_are_forgotten() -> None:
    means = PairMeans(most=2)
    means.keep(1, 2, pairs=1, mean=0.5)
    means.keep(1, 3, pairs=1, mean=0.5)
    means.keep(1, 2, pairs=1, mean=0.5)
    means.keep(1, 4, pairs=1, mean=0.5)
    estimates = [
        means.estimate(1, other, pairs=1, newest=0.1) for other in (2, 3, 4)
    ]
    assert estimates == pytest.approx([0.5, 0.1, 0.5])
