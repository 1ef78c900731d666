"""Find the feeds of a page: those that it names for programs, and those that it shows to people."""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from news.links import join
from news.pages.document import base_address, read_tree

_FEEDS = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
        "text/rss+xml",
        "text/atom+xml",
    }
)
# Types of any XML: sites name their feeds by them too, after those above.
_XML = frozenset({"application/xml", "text/xml"})
_RELATIONS = frozenset({"alternate", "feed"})
_COMMENTS = re.compile("comment|评论", re.IGNORECASE)
# Words of an address that leads to a feed: /feed/, rss.xml, ?format=atom, feeds.host.example.
_FEED_WORD = re.compile(
    r"(?:^|[/.?&=_-])(?:rss(?:[12]|20)?|atom[123]?|feeds?|rdf)(?:[/.?&=_-]|$)",
    re.IGNORECASE,
)
# The whole words of a link to a feed, whatever its address is.
_FEED_LABEL = re.compile(
    r"\W*(?:(?:rss|atom)(?:[ -]?(?:feeds?|2\.0|1\.0|订阅|訂閱))?|feed|rss-?лента|rss-?kanal)\W*",
    re.IGNORECASE,
)
# Pieces and characters of a link's words that are read.
_PIECES, _LABEL = 6, 24


def find_feeds(
    html: bytes | str, *, url: str, content_type: str | None = None
) -> list[str]:
    """Return the feeds that a page names for programs, those of comments last.

    `<link rel=alternate type=application/rss+xml>` and its like, also as a link in the text.
    """
    tree = read_tree(html, content_type=content_type)
    if tree is None:
        return []
    base = base_address(tree, url)
    feeds: dict[str, tuple[bool, bool]] = {}
    for node in filter(_names_feed, tree.iter("link", "a")):
        link = join(base, node.get("href", ""))
        if link:
            feeds[link] = _rank(node, link)
    return sorted(feeds, key=feeds.__getitem__)


def _names_feed(node: HtmlElement) -> bool:
    """Recognise `<link rel="alternate" type="application/rss+xml">` and its like.

    Other relations may stand beside these: `rel="alternate feed"`. Types of other things, such as
    `text/xml+oembed` and `application/json`, name no feed.
    """
    relations = node.get("rel", "").lower().split()
    is_related = not _RELATIONS.isdisjoint(relations)
    return is_related and _type_of(node) in _FEEDS | _XML


def _rank(node: HtmlElement, link: str) -> tuple[bool, bool]:
    """Return whether a feed is one of comments, and whether its type is that of any XML.

    Feeds are tried in this order: of two of entries, that with a feed's own type goes first.
    """
    is_of_comments = bool(_COMMENTS.search(f"{link} {node.get('title', '')}"))
    return is_of_comments, _type_of(node) in _XML


def _type_of(node: HtmlElement) -> str:
    """Return the type that a link declares, without its parameters.

    `application/rss+xml; charset=utf-8` → application/rss+xml.
    """
    declared = str(node.get("type", ""))
    return declared.lower().partition(";")[0].strip()


def find_shown_feeds(
    html: bytes | str, *, url: str, content_type: str | None = None
) -> list[str]:
    """Return the links of a page that look like a feed's by address or words, in its order.

    For a page that names no feed and lists no article: /feed/, rss.xml, feeds.host.example/x, and
    `<a href="/all">RSS</a>`.
    """
    tree = read_tree(html, content_type=content_type)
    if tree is None:
        return []
    base = base_address(tree, url)
    nodes = filter(_leads_to_feed, tree.iter("a"))
    links = dict.fromkeys(join(base, node.get("href", "")) for node in nodes)
    return list(filter(None, links))


def _leads_to_feed(node: HtmlElement) -> bool:
    """Recognise a link to a feed by a word of its address, or by all of its own words."""
    label = "".join(islice(node.itertext(), _PIECES))[:_LABEL]
    is_labelled = _FEED_LABEL.fullmatch(label) is not None
    return is_labelled or bool(_FEED_WORD.search(node.get("href", "")))
