"""Which addresses carry a secret."""

from __future__ import annotations

import pytest

from news.private_addresses import is_private


@pytest.mark.parametrize(
    "url",
    [
        "https://ann:pass@a.example/feed",
        "https://a.example/feed?token=8f3k2j",
        "https://a.example/feed?api_key=abcdef",
        "https://a.example/feed?auth=Zm9vYmFy",
        "https://a.example/private/k3J9x2Lq8Zr5Tn1Wv7Yp/rss",
        "https://a.example/rss?u=9f86d081884c7d659a2feaa0c55ad015",
    ],
)
def test_addresses_with_a_secret(url: str) -> None:
    assert is_private(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/feed",
        "https://a.example/2026/11/23/a-long-headline-of-many-words",
        "https://a.example/feeds/videos.xml?channel_id=UCabcdefghijklmnopqrstuv",
        "https://a.example/rss?category=20261123151617181920",
        "https://a.example/search?q=one+key&key=a",
        "https://[broken/feed",
    ],
)
def test_addresses_of_all(url: str) -> None:
    assert not is_private(url)
