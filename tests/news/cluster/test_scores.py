"""What two stories need to be one."""

from __future__ import annotations

import pytest

from news.cluster.scores import CROWD, CROWD_PRIOR, USUAL_COHESION, Scores


def test_a_crowded_window_asks_for_more_likeness() -> None:
    scores = Scores()
    needed = [scores.crowded(articles) for articles in (0, 300, 600, 10**6)]
    assert needed == sorted(needed)
    assert scores.crowded(CROWD - CROWD_PRIOR) == pytest.approx(0)


def test_a_crowd_counts_only_so_far() -> None:
    scores = Scores()
    assert scores.crowded(0) == scores.crowded(1)
    assert scores.crowded(10**5) == scores.crowded(10**6)


def test_a_loose_story_takes_in_more_than_one_of_near_copies() -> None:
    scores = Scores()
    assert scores.lift(0.4) > 1 > scores.lift(0.95)
    assert scores.lift(USUAL_COHESION) == pytest.approx(1)
    assert scores.lift(0) < 2


@pytest.mark.parametrize("bare", [False, True])
def test_the_more_pairs_the_less_is_needed(bare: bool) -> None:
    scores = Scores()
    assert scores.needed(1, bare=bare) > scores.needed(100, bare=bare)


def test_chinese_texts_need_more_likeness() -> None:
    scores = Scores()
    assert scores.centre_of_texts("zh-Hant") > scores.centre_of_texts("en")
    assert scores.centre_of_texts("ja") > scores.centre_of_texts("ru")


def test_grown_events_need_a_liker_meaning_than_single_articles() -> None:
    scores = Scores()
    meant = [scores.meant(1.0, 0, fewest) for fewest in (1, 2, 20)]
    assert meant == sorted(meant, reverse=True)
    assert meant[0] > 0 > meant[-1]
    assert scores.meant(1.0, 1, 1) < meant[0]
    assert scores.meant(scores.meaning_centre, 0, 1) == pytest.approx(0)


def test_no_mean_across_languages_needs_less_than_the_least() -> None:
    scores = Scores()
    by_names = scores.least_across(by_meaning=False)
    assert by_names < scores.needed_across(1000)
    assert by_names == pytest.approx(scores.needed_across(10**9), abs=0.001)
    by_meaning = scores.least_across(by_meaning=True)
    assert by_meaning + scores.meant(1.0, 0, 1) == pytest.approx(by_names)
