"""Feeds that their servers call pages."""

from __future__ import annotations

import gzip

import pytest

from news.errors import TooLarge
from news.feeds import looks_like_feed
from news.feeds.sniffing import unpacked


@pytest.mark.parametrize(
    "text",
    [
        "<rss version='2.0'><channel/></rss>",
        "\ufeff  <?xml version='1.0'?>\n<!-- made by -->\n<RSS><channel/>",
        "<?xml-stylesheet href='x'?><feed xmlns='http://www.w3.org/2005/Atom'>",
        "<!DOCTYPE rss [<!ENTITY x 'y'>]><rss>",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>",
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>",
        '{"version": "https://jsonfeed.org/version/1.1", "items": []}',
        "<entry xmlns='http://www.w3.org/2005/Atom'>",
        "<atom:feed xmlns:atom='http://www.w3.org/2005/Atom'>",
    ],
)
def test_a_feed_by_its_beginning(text: str) -> None:
    assert looks_like_feed(text.encode())
    assert looks_like_feed(gzip.compress(text.encode()))


def test_utf_16() -> None:
    assert looks_like_feed("<rss version='2.0'>".encode("utf-16"))


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><html><body><pre>&lt;rss&gt;</pre><rss></html>",
        "<html><head><link rel='alternate' href='/feed'></head>",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>",
        '{"items": []}',
        "<feedback>",
        "rss",
        "",
    ],
)
def test_a_page_stays_a_page(text: str) -> None:
    assert not looks_like_feed(text.encode())


def test_a_packed_sitemap_is_unpacked_to_a_bound() -> None:
    assert unpacked(gzip.compress(b"<urlset/>"), 100) == b"<urlset/>"
    assert unpacked(b"\x1f\x8bno gzip", 100) == b"\x1f\x8bno gzip"
    with pytest.raises(TooLarge):
        unpacked(gzip.compress(b"x" * 1_000_000), 1000)


def test_a_file_that_was_packed_twice() -> None:
    assert unpacked(gzip.compress(gzip.compress(b"<rss/>")), 100) == b"<rss/>"
    with pytest.raises(TooLarge):
        unpacked(gzip.compress(gzip.compress(bytes(1000))), 100)
