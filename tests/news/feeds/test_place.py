"""Where the links of a feed lead."""

from __future__ import annotations

from datetime import UTC, datetime

from news.feeds import parse

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ITEMS = (
    "<item><title>Pier</title><link>http://192.168.0.1/</link><enclosure url='http://router/a.mp3' type='audio/mpeg'/></item>"
    "<item><title>Lock</title><link>/a/1</link></item>"
)


def test_a_public_feed_leads_into_no_network_of_its_readers() -> None:
    data = f"<rss><channel><title>Pier</title>{ITEMS}</channel></rss>".encode()
    feed = parse(data, url="https://pier.example/feed", now=NOW)
    assert [entry.url for entry in feed.entries] == [
        "",
        "https://pier.example/a/1",
    ]
    assert feed.entries[0].media == ()
    # A feed of such a network may name its neighbours.
    own = parse(data, url="http://192.168.0.7/feed", now=NOW)
    assert own.entries[0].url == "http://192.168.0.1/"


def test_a_counter_of_clicks_leads_to_the_page_but_into_no_inner_network() -> (
    None
):
    counter = (
        "<item><link>https://www.google.com/url?sa=t&amp;url={}</link></item>"
    )
    items = counter.format("https://a.example/1") + counter.format(
        "http://192.168.0.1/"
    )
    data = f"<rss><channel><title>Pier</title>{items}</channel></rss>".encode()
    feed = parse(data, url="https://www.google.com/alerts/feeds/1/2", now=NOW)
    assert [entry.url for entry in feed.entries] == ["https://a.example/1", ""]


def test_a_number_of_a_character_with_a_capital_mark() -> None:
    data = (
        b"<rss><channel><item><title>&#X50;ier</title></item></channel></rss>"
    )
    feed = parse(data, url="https://pier.example/feed", now=NOW)
    assert feed.entries[0].title == "Pier"
