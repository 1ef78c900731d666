"""Rank: publishers, freshness, weights, variety, reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from news.models import Story
from news.rank import Profile, StoryCandidate, learn, plain_pick, rank

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def story(
    number: int,
    *,
    hours: float = 1,
    publishers: int = 1,
    topic: str = "tech",
    publisher: str = "",
) -> Story:
    return Story(
        number,
        str(number),
        f"t{number}",
        "",
        (),
        "zh-Hans",
        NOW - timedelta(hours=hours),
        publisher,
        (topic,),
        publishers,
    )


def order(
    *candidates: StoryCandidate, profile: Profile | None = None, limit: int = 10
) -> list[int]:
    return [
        pick.story.id
        for pick in rank(
            candidates, profile=profile or Profile(), now=NOW, limit=limit
        )
    ]


def test_more_publishers_and_fresher_go_first() -> None:
    assert order(
        StoryCandidate(story(1), "topic:tech"),
        StoryCandidate(story(2, publishers=6), "topic:tech"),
    ) == [2, 1]
    assert order(
        StoryCandidate(story(1, hours=30), "topic:tech"),
        StoryCandidate(story(2), "topic:tech"),
    ) == [2, 1]


def test_weights_filters_and_feedback_count() -> None:
    assert order(
        StoryCandidate(story(1), "topic:tech"),
        StoryCandidate(story(2), "topic:x", weight=2.0),
    ) == [
        2,
        1,
    ]
    assert order(
        StoryCandidate(story(1), "topic:tech"),
        StoryCandidate(story(2), "filter:芯片"),
    ) == [2, 1]
    liked = learn(
        [(story(9, topic="art", publisher="P"), 1)] * 3 + [(story(8), -1)]
    )
    assert liked.topics["art"] > 0 > liked.topics["tech"]
    assert order(
        StoryCandidate(story(1), "topic:tech"),
        StoryCandidate(story(2, topic="art"), "topic:art"),
        profile=liked,
    ) == [
        2,
        1,
    ]


def test_each_story_once_with_its_reasons() -> None:
    (pick,) = rank(
        [
            StoryCandidate(story(1), "topic:tech"),
            StoryCandidate(story(1), "filter:x", weight=1.5),
        ],
        profile=Profile({"tech": 0.3}),
        now=NOW,
        limit=5,
    )
    assert pick.subscription == "filter:x"
    assert {reason.split(":")[0] for reason in pick.reasons} == {
        "publishers",
        "fresh",
        "weight",
        "liked",
    }


def test_no_topic_takes_the_whole_digest_unless_it_is_all_there_is() -> None:
    many = [
        StoryCandidate(story(n, publishers=9), "topic:tech") for n in range(10)
    ] + [
        StoryCandidate(story(50 + n, topic="art"), "topic:art")
        for n in range(3)
    ]
    found = order(*many, limit=7)
    assert len(found) == 7
    assert {50, 51, 52} <= set(found)
    assert len(order(*many[:10], limit=8)) == 8


def test_a_digest_does_not_open_with_a_story_that_has_no_topic() -> None:
    nameless = Story(1, "1", "t1", "", (), "en", NOW, "", (), 9)
    assert order(
        StoryCandidate(nameless, "source:1"),
        StoryCandidate(story(2), "topic:tech"),
    ) == [2, 1]
    assert order(StoryCandidate(nameless, "source:1")) == [1]
    assert order(
        StoryCandidate(nameless, "filter:x"),
        StoryCandidate(story(2), "topic:tech"),
    ) == [1, 2]


def test_what_is_no_news_is_told_only_to_who_asks() -> None:
    quiz = Story(
        1,
        "1",
        "Quiz: how well do you know rivers?",
        "",
        (),
        "en",
        NOW,
        "",
        ("art",),
        9,
    )
    assert order(
        StoryCandidate(quiz, "topic:art"),
        StoryCandidate(story(2), "topic:tech"),
    ) == [2]
    assert order(StoryCandidate(quiz, "filter:rivers")) == [1]


def test_the_mark_of_its_articles_counts_where_the_headline_says_nothing() -> (
    None
):
    shell = replace(story(1, publishers=9), no_news="live")
    assert order(StoryCandidate(shell, "topic:tech")) == []
    assert order(StoryCandidate(shell, "filter:council")) == [1]


@pytest.mark.parametrize("kind", ["opinion", "service"])
def test_what_may_be_news_stands_behind_it(kind: str) -> None:
    column = replace(story(1), no_news=kind)
    old = StoryCandidate(story(2, hours=60), "topic:tech")
    assert order(StoryCandidate(column, "topic:tech"), old) == [2, 1]
    assert order(StoryCandidate(column, "filter:bridge"), old) == [1, 2]
    assert plain_pick(column, "source:7", 1.0, NOW, asks=True).score == (
        plain_pick(story(1), "source:7", 1.0, NOW).score
    )


def test_a_source_of_nothing_else_is_asked_for_it() -> None:
    deal = replace(story(1), no_news="deal")
    assert plain_pick(deal, "source:7", 1.0, NOW).score == 0
    assert plain_pick(deal, "source:7", 1.0, NOW, asks=True).score > 0


def test_stories_of_one_publisher_go_by_standing_and_topic_not_by_the_minute() -> (
    None
):
    trusted = replace(story(1, hours=3), standing=1.2)
    other = replace(story(2, hours=1), standing=0.9)
    nameless = replace(story(3, hours=0.5), topics=())
    found = order(
        StoryCandidate(nameless, "topic:all"),
        StoryCandidate(other, "topic:tech"),
        StoryCandidate(trusted, "topic:tech"),
    )
    assert found == [1, 2, 3]
