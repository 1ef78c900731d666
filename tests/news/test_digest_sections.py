"""Which heading a story is listed under."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from news.digest_sections import label_of, section_of
from news.models import Story

AT = datetime(2026, 1, 1, tzinfo=UTC)
STORY = Story(
    1, "k", "T", "https://a.example", (), "en", AT, "Paper", ("tech", "science")
)


@pytest.mark.parametrize(
    ("subscription", "label", "section"),
    [
        ("topic:science", "", "science"),
        ("topic:sports", "", "tech"),
        ("source:12", "", "tech"),
        ("source:12", "work/daily", "#work/daily"),
        ("topic:science", "work", "#work"),
    ],
)
def test_a_label_goes_before_the_topic_that_was_asked_for(
    subscription: str, label: str, section: str
) -> None:
    assert section_of(STORY, subscription, label) == section
    assert label_of(section) == label


def test_a_story_without_a_topic_has_none() -> None:
    assert section_of(replace(STORY, topics=()), "source:1") == ""
