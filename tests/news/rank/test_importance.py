"""What makes a story matter, before anybody's taste."""

from __future__ import annotations

from dataclasses import replace

import pytest

from news.rank import Signals, importance, shared_score

HOUR = 3600.0
PLAIN = Signals(publishers=3, age=5 * HOUR, quiet=5 * HOUR)


@pytest.mark.parametrize(
    "more",
    [
        replace(PLAIN, publishers=6),
        replace(PLAIN, recent=3),
        replace(PLAIN, boards=1),
        replace(PLAIN, quiet=HOUR),
        replace(PLAIN, age=HOUR, quiet=HOUR),
    ],
    ids=["publishers", "speed", "hot list", "still told", "fresh"],
)
def test_each_signal_lifts_a_story(more: Signals) -> None:
    assert importance(more) > importance(PLAIN)


def test_a_story_of_one_publisher_stands_by_its_source_and_topic() -> None:
    single = Signals(publishers=1, age=HOUR, quiet=HOUR)
    assert importance(replace(single, standing=1.5)) > importance(single)
    assert importance(single) > importance(replace(single, has_topic=False))
    assert importance(replace(PLAIN, standing=0.1)) == importance(PLAIN)


def test_minutes_do_not_decide_between_stories_of_one_publisher() -> None:
    older, newer = (
        Signals(1, minutes * 60, minutes * 60) for minutes in (90, 10)
    )
    assert importance(newer) / importance(older) < 1.05
    assert importance(replace(older, standing=1.2)) > importance(newer)


def test_a_story_that_spreads_fast_leads_one_that_spread_slowly() -> None:
    slow, fast = (shared_score(4, 86_400, 600, recent) for recent in (1, 4))
    assert fast > slow


def test_speed_is_over_a_day_after_the_last_report() -> None:
    assert shared_score(4, 200_000, 90_000, 4) == shared_score(
        4, 200_000, 90_000
    )


def test_a_story_told_again_lately_is_fresher_than_its_first_report() -> None:
    assert shared_score(3, 86_400, 600) > shared_score(3, 86_400)
