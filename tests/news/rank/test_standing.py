"""The standing of a source: how often other sources report the same stories."""

from __future__ import annotations

import pytest

from news.rank import shared_score, source_standing
from news.rank.standing import HIGHEST, LOWEST

HOUR = 3600.0


def test_what_others_tell_too_raises_a_source_and_a_few_reports_hardly() -> (
    None
):
    assert source_standing(200, 60, 0.3) == pytest.approx(1.0)
    assert source_standing(200, 90, 0.3) > 1.1
    assert source_standing(200, 20, 0.3) < 0.8
    assert source_standing(2, 0, 0.3) == pytest.approx(1.0, abs=0.06)
    assert source_standing(0, 0, 0.3) == pytest.approx(1.0)


def test_a_standing_has_bounds_and_needs_something_to_compare_with() -> None:
    assert source_standing(10_000, 10_000, 0.1) == HIGHEST
    assert source_standing(10_000, 0, 0.5) == LOWEST
    assert source_standing(50, 0, 0.0) == 1.0


def test_it_moves_a_story_of_one_by_hours_and_never_over_a_story_of_two() -> (
    None
):
    early = shared_score(1, 4 * HOUR, standing=HIGHEST)
    late = shared_score(1, 0.1 * HOUR)
    assert early > late
    assert shared_score(1, HOUR, standing=HIGHEST) < shared_score(2, HOUR)
    # Several publishers speak for themselves.
    assert shared_score(3, HOUR, standing=LOWEST) == shared_score(3, HOUR)
