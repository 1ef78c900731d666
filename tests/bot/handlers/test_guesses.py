"""Which topic a misspelt name may mean."""

from __future__ import annotations

import pytest

from bot.handlers.subscriptions.filters import near_topic
from news.errors import FilterError
from news.filters import (
    FilterRequest,
    TopicRequest,
    is_address,
    read_subscriptions,
)
from news.topics import find


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("sciense", "science"),
        ("tecnology", "tech"),
        ("Wissenshaft", "science"),
        ("人工只能", "ai"),
        ("полтика", "politics"),
        ("quantum", None),
        ("芯片", None),
        ("hello", None),
        ("science", None),
        ("s" * 200, None),
    ],
)
def test_a_misspelt_topic_is_guessed(text: str, topic: str | None) -> None:
    assert near_topic(text) == topic


def test_words_are_a_topic_an_address_or_a_filter() -> None:
    assert read_subscriptions("科學", find) == (TopicRequest("science"),)
    assert isinstance(read_subscriptions("芯片 +华为", find)[0], FilterRequest)
    with pytest.raises(FilterError):
        read_subscriptions("!只有", find)
    for text in (
        "https://example.com/feed",
        "example.com",
        "news.example.co.uk/tech?x=1",
        "HTTP://例子.测试/",
    ):
        assert is_address(text), text
    for text in ("U.S. economy", "v2.0", "https:// x", "a b.com"):
        assert not is_address(text), text
