"""What a chat has muted."""

from __future__ import annotations

from datetime import UTC, datetime

from jobs.digests.mute_filter import MuteFilter
from news.models import Story
from store.rows import Subscription


def test_muted_topics_publishers_phrases_and_stories() -> None:
    story = Story(
        7,
        "k",
        "新款手机发布",
        "",
        ("售价五千元。",),
        "zh-Hans",
        datetime(2026, 11, 23, tzinfo=UTC),
        "某报",
        ("tech",),
    )
    for kind, value, hidden in (
        ("mute-topic", "tech", True), ("mute-topic", "art", False), ("mute-publisher", "某报", True), ("mute-phrase", "手机", True), ("mute-phrase", "汽车", False),
        ("mute-story", "7", True), ("mute-story", "8", False),
    ):  # fmt: skip
        assert (
            MuteFilter([Subscription(1, 1, kind, value)]).hides(story) is hidden
        )  # type: ignore[arg-type]


def test_a_muted_phrase_is_a_word_in_both_scripts() -> None:
    story = Story(
        7,
        "k",
        "The captain said so",
        "",
        ("脈衝星的新發現。",),
        "en",
        datetime(2026, 11, 23, tzinfo=UTC),
        "x",
    )
    for phrase, hidden in (
        ("AI", False),
        ("captain SAID", True),
        ("脉冲星", True),
        ("。。", False),
    ):
        assert (
            MuteFilter([Subscription(1, 1, "mute-phrase", phrase)]).hides(story)
            is hidden
        )
