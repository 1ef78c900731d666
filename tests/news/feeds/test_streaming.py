"""Large feeds yield the same entries as small ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from news.feeds import parse
from news.feeds.place import Place
from news.feeds.streaming import read_large

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PLACE = Place(url="https://paper.example/feed", zone="UTC", now=NOW)
ITEMS = "".join(
    f"<item><title>Story {number}</title><link>/{number}</link><guid>{number}</guid>"
    f"<pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate><description>{'word ' * 20}</description></item>"
    for number in range(50)
)
RSS = f"<rss><channel><title>Paper</title><link>https://paper.example/</link>{ITEMS}</channel></rss>"
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://paper.example/base/"><title>Paper</title>'
    '<entry><title>a</title><link href="1"/><id>1</id></entry><entry><title>b</title><link href="2"/></entry></feed>'
)


@pytest.mark.parametrize("text", [RSS, ATOM])
def test_piece_by_piece_as_whole(text: str) -> None:
    whole = parse(text.encode(), url=PLACE.url, now=NOW)
    assert read_large(text, PLACE) == replace(whole)


def test_what_is_broken_or_no_feed_is_left_to_others() -> None:
    assert read_large(RSS[:-20], PLACE) is None
    assert read_large("<html><item>x</item></html>", PLACE) is None


# Other tests run the same lines on small feeds.
@pytest.mark.untraced
def test_a_large_feed_is_read() -> None:
    big = f"<rss><channel><title>Paper</title>{ITEMS * 400}</channel></rss>"
    assert len(big) > 4_000_000
    assert len(parse(big.encode(), url=PLACE.url, now=NOW).entries) == 5000
