"""The feeds that a page names for programs, and those that it shows to people."""

from __future__ import annotations

import pytest

from news.pages import find_feeds, find_shown_feeds

URL = "https://pier.example/news/"
FEED = "https://pier.example/news/all.xml"


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate" type="application/rss+xml" href="all.xml">',
        '<link rel="alternate feed" type="application/atom+xml" href="all.xml">',
        '<link rel="feed" type="application/atom+xml" href="all.xml">',
        '<LINK REL="ALTERNATE" TYPE="application/rss+xml; charset=utf-8" HREF="all.xml">',
        '<link rel="alternate" type="text/xml" href="all.xml">',
        '<link rel="alternate" type="application/xml" href="all.xml">',
        '<link rel="alternate" type="application/rss&#43;xml" href="all.xml">',
        '<a rel="alternate" type="application/rss+xml" href="all.xml">Follow</a>',
    ],
)
def test_the_ways_in_which_a_page_names_its_feed(link: str) -> None:
    page = f"<html><head></head><body>{link}<p>Pier</p></body></html>"
    assert find_feeds(page, url=URL) == [FEED]


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate" type="application/json+oembed" href="all.xml">',
        '<link rel="alternate" type="text/xml+oembed" href="all.xml">',
        '<link rel="alternate" type="application/json" href="all.xml">',
        '<link rel="alternate" hreflang="de" href="/de/">',
        '<link rel="stylesheet" type="text/xml" href="all.xml">',
        '<link rel="alternate" type="application/rss+xml" href="http://10.0.0.1/all.xml">',
    ],
)
def test_other_links_name_no_feed(link: str) -> None:
    page = f"<html><head>{link}</head><body><p>Pier</p></body></html>"
    assert find_feeds(page, url=URL) == []


def test_feeds_of_a_plain_type_and_of_comments_come_last() -> None:
    page = "".join(
        f'<link rel="alternate" type="{kind}" href="{name}">'
        for kind, name in (
            ("application/rss+xml", "comments.xml"),
            ("text/xml", "plain.xml"),
            ("application/rss+xml", "all.xml"),
        )
    )
    names = [link.rpartition("/")[2] for link in find_feeds(page, url=URL)]
    assert names == ["all.xml", "plain.xml", "comments.xml"]


@pytest.mark.parametrize(
    "href",
    [
        "/feed/", "rss.xml", "/index.rdf", "/?feed=rss2", "https://feeds.pier.example/all", "/blog/atom.xml",
        "/news.rss", "/rss", "?format=atom",
    ],
)  # fmt: skip
def test_links_to_feeds_that_a_page_shows(href: str) -> None:
    page = f'<p>Pier</p><a href="/about">About</a><a href="{href}">Follow</a>'
    assert len(find_shown_feeds(page, url=URL)) == 1


@pytest.mark.parametrize(
    "words", ["RSS", "<img alt=''> RSS feed", "RSS 2.0", "RSS订阅", "» Feed"]
)
def test_links_whose_words_are_those_of_a_feed(words: str) -> None:
    page = (
        f'<p>Pier</p><a href="/all">{words}</a><a href="/x">Feed the birds</a>'
    )
    assert find_shown_feeds(page, url=URL) == ["https://pier.example/all"]


@pytest.mark.parametrize(
    "href",
    ["/feedback", "/atomic-power", "/about", "/grass.html", "mailto:rss@pier.example"],
)  # fmt: skip
def test_other_links_that_a_page_shows(href: str) -> None:
    assert find_shown_feeds(f'<a href="{href}">Follow</a>', url=URL) == []
    assert find_shown_feeds("nothing", url=URL) == []
