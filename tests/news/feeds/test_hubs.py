"""A feed names the hub that announces its news, in each feed format."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from news.feeds import parse
from news.models import Hub

AT = "https://paper.example/feed"
HUB = Hub("https://hub.example/", "https://paper.example/all.xml")
LINKS = '<{p}link rel="hub" href="https://hub.example/"/><{p}link rel="self" href="/all.xml"/>'
ATOM = "http://www.w3.org/2005/Atom"


def hub_of(text: str) -> Hub | None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    return parse(text.encode(), url=AT, zone="UTC", now=now).hub


@pytest.mark.parametrize(
    ("text", "hub"),
    [
        (
            f"<rss xmlns:a='{ATOM}'><channel>{LINKS.format(p='a:')}<link>https://paper.example/</link>"
            "<item><title>x</title></item></channel></rss>",
            HUB,
        ),
        (
            f"<feed xmlns='{ATOM}'>{LINKS.format(p='')}<entry><title>x</title></entry></feed>",
            HUB,
        ),
        (
            '{"version": "https://jsonfeed.org/version/1.1", "feed_url": "/all.xml", "items": [],'
            ' "hubs": [{"type": "rssCloud", "url": "https://other.example/"},'
            ' {"type": "WebSub", "url": "https://hub.example/"}]}',
            HUB,
        ),
        (
            f"<feed xmlns='{ATOM}'><link rel='hub' href='/hub'/><entry><title>x</title></entry></feed>",
            Hub("https://paper.example/hub", AT),
        ),
        (
            f"<feed xmlns='{ATOM}'><entry><title>x</title><link rel='hub' href='/no'/></entry></feed>",
            None,
        ),
        (
            f"<feed xmlns='{ATOM}'><link rel='hub' href='javascript:x'/><entry><title>x</title></entry></feed>",
            None,
        ),
    ],
)
def test_the_head_of_a_feed_names_hub_and_address(
    text: str, hub: Hub | None
) -> None:
    assert hub_of(text) == hub
