"""Elements are distinguished by their namespace, in any order."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from news.feeds import parse
from news.models import Feed

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)


def read(xml: str) -> Feed:
    return parse(xml.encode(), url="https://paper.example/feed", now=NOW)


def rss(item: str) -> Feed:
    head = f'<rss version="2.0" {SPACES}><channel><title>Paper</title><link>https://paper.example/</link>'
    return read(f"{head}<item>{item}</item></channel></rss>")


def atom(entry: str) -> Feed:
    head = f'<feed xmlns="http://www.w3.org/2005/Atom" {SPACES}><title>Paper</title>'
    return read(f"{head}<entry><id>tag:1</id>{entry}</entry></feed>")


@pytest.mark.parametrize("other", ["dc:title", "media:title", "itunes:title"])
def test_the_headline_is_the_feed_s_own_title(other: str) -> None:
    for feed in (
        rss(
            f"<{other}>Caption</{other}><title>Headline</title><link>https://paper.example/1</link>"
        ),
        rss(
            f"<title>Headline</title><{other}>Caption</{other}><link>https://paper.example/1</link>"
        ),
    ):
        assert feed.entries[0].title == "Headline"


@pytest.mark.parametrize("other", ["dc:title", "media:title", "itunes:title"])
def test_another_title_serves_where_the_own_one_is_missing(other: str) -> None:
    assert rss(f"<{other}>Only one</{other}>").entries[0].title == "Only one"


def test_media_in_atom_takes_nothing_away() -> None:
    feed = atom(
        '<media:content url="https://paper.example/v.mp4" type="video/mp4"/><media:title>Still</media:title>'
        '<title>Headline</title><content type="text">The text.</content>'
    )
    entry = feed.entries[0]
    assert (entry.title, entry.content) == ("Headline", "The text.")
    assert entry.media[0].url == "https://paper.example/v.mp4"


def test_a_video_s_description_stands_in_its_media_group() -> None:
    group = "<media:group><media:title>V</media:title><media:description>What it shows.</media:description></media:group>"
    assert (
        atom(f"<title>V</title>{group}").entries[0].summary == "What it shows."
    )
    assert (
        rss(f"<title>V</title>{group}").entries[0].summary == "What it shows."
    )


def test_dublin_core_s_date_serves_in_both() -> None:
    date = "<dc:date>2026-11-20T08:00:00Z</dc:date>"
    for feed in (
        rss(f"<title>a</title>{date}"),
        atom(f"<title>a</title>{date}"),
    ):
        assert feed.entries[0].published_at == datetime(
            2026, 11, 20, 8, tzinfo=UTC
        )


def test_items_of_other_vocabularies_are_no_entries() -> None:
    part = "<content:items><content:item><title>Part</title></content:item></content:items>"
    assert len(rss(f"<title>Whole</title>{part}").entries) == 1


def test_rss_in_a_namespace_of_its_own_making() -> None:
    feed = read(
        '<rss xmlns="http://www.w3.org/2005/Atom"><channel><title>P</title>'
        "<item><title>a</title><link>/1</link></item></channel></rss>"
    )
    assert (feed.entries[0].title, feed.entries[0].url) == (
        "a",
        "https://paper.example/1",
    )


def test_prefixes_that_nobody_declared() -> None:
    feed = read(
        "<rss><channel><title>P</title><item><media:title>Caption</media:title><title>a & b</title>"
        "<dc:creator>Ann</dc:creator></item></channel></rss>"
    )
    assert (feed.entries[0].title, feed.entries[0].author) == ("a & b", "Ann")


def test_the_publisher_s_own_address_goes_before_the_counting_one() -> None:
    feed = rss(
        "<title>a</title><link>https://count.example/~r/1</link>"
        "<feedburner:origLink>https://paper.example/real</feedburner:origLink>"
    )
    assert feed.entries[0].url == "https://paper.example/real"


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        (
            '<link type="text/gemini" href="gemini://paper.example/1"/>'
            '<link type="text/html" href="https://paper.example/1"/>',
            "https://paper.example/1",
        ),
        (
            '<link type="application/pdf" href="/1.pdf"/><link type="application/xhtml+xml" href="/1"/>',
            "https://paper.example/1",
        ),
        (
            '<link type="application/json" href="/1.json"/><link href="/1"/>',
            "https://paper.example/1",
        ),
        (
            '<link rel="related" href="/2"/><link href="/1"/>',
            "https://paper.example/1",
        ),
        (
            '<link rel="enclosure" href="/1.mp3"/><link rel="related" href="/2"/>',
            "https://paper.example/2",
        ),
        (
            '<link type="application/pdf" href="/1.pdf"/>',
            "https://paper.example/1.pdf",
        ),
        ("", ""),
    ],
)
def test_the_most_useful_link_is_taken(links: str, expected: str) -> None:
    feed = atom(f"<title>a</title>{links}")
    assert [entry.url for entry in feed.entries] == [expected]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('<content type="video/mp4">aGVsbG8=</content>', "hello"),
        ('<content type="application/json">{"a":1}</content>', '{"a":1}'),
        ('<content type="application/x-own">test</content>', "test"),
        ('<content mode="base64">aGVsbG8=</content>', "hello"),
        ('<content type="image/png">not base64!</content>', "not base64!"),
    ],
)
def test_base64_only_where_it_is_declared(content: str, expected: str) -> None:
    assert atom(content).entries[0].content == expected


def test_dates_in_numbers_are_read_by_the_others_of_the_list() -> None:
    items = "".join(
        f"<item><title>{day}</title><pubDate>{day}</pubDate></item>"
        for day in ("02/03/2024", "25/03/2024")
    )
    feed = read(f"<rss><channel><title>P</title>{items}</channel></rss>")
    assert [
        entry.published_at and entry.published_at.date().isoformat()
        for entry in feed.entries
    ] == [
        "2024-03-02",
        "2024-03-25",
    ]


def test_dates_in_numbers_are_read_by_the_feed_s_language() -> None:
    feed = read(
        "<rss><channel><title>P</title><language>en-us</language>"
        "<item><title>a</title><pubDate>02/03/2024 10:00</pubDate></item></channel></rss>"
    )
    assert feed.entries[0].published_at == datetime(2024, 2, 3, 10, tzinfo=UTC)
