"""Read feeds of every dialect: RSS 0.9x/1.0/2.0, RDF, Atom, JSON Feed, news and plain
sitemaps, hot lists.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from operator import attrgetter

from news.charset import decode
from news.errors import NotAFeed, TooLarge
from news.feeds import atom, hotlist, jsonfeed, lenient, rss, sitemap
from news.feeds.left_open import with_ended_cdata
from news.feeds.place import Place
from news.feeds.sniffing import looks_like_feed, unpacked
from news.feeds.streaming import LARGE, read_large
from news.feeds.xml_tree import Root, read_strictly, repair
from news.models import Feed

MAX_BYTES = 32 * 1024 * 1024
_ENTRY = re.compile(r"<(?:\w+:)?(?:item|entry|url)\b", re.IGNORECASE)
# The dialects by the name of the document's element.
_READERS: Mapping[str, Callable[[Root, Place], Feed]] = {
    "rss": rss.read,
    "rdf": rss.read,
    "channel": rss.read,
    "feed": atom.read,
    # An entry alone is a document too (RFC 4287, 2).
    "entry": atom.read,
    "urlset": sitemap.read,
    "sitemapindex": sitemap.read,
}
FAR = datetime(2200, 1, 1, tzinfo=UTC)


__all__ = ["looks_like_feed", "parse"]


def parse(
    data: bytes,
    *,
    url: str,
    content_type: str | None = None,
    zone: str = "UTC",
    now: datetime | None = None,
) -> Feed:
    """Read a feed or sitemap from bytes; relative links are joined to `url`.

    Dates without an offset are local to `zone`; dates after `now` are clamped to it where it is
    given. Strict reading first (piece by piece where it is large), then once more with entities,
    ampersands and control bytes repaired, then feedparser. Raises NotAFeed for anything else than a
    feed, and TooLarge over 32 MB.
    """
    if len(data) > MAX_BYTES:
        raise TooLarge(
            f"{url}: a feed of {len(data)} bytes; at most {MAX_BYTES} are read"
        )
    data = unpacked(data, MAX_BYTES)
    text = decode(data, content_type=content_type).text.lstrip(
        "\ufeff \t\r\n\x00"
    )
    place = Place(url=url, zone=zone, now=now or FAR)
    if text[:1] in {"{", "["}:
        return _read_json(text, place)
    if "<" not in text[:2000]:
        raise NotAFeed(f"{url}: neither XML nor JSON")
    return _read_xml(text, place)


def _read_json(text: str, place: Place) -> Feed:
    """Read a hot list, or a JSON Feed; raises NotAFeed for other JSON."""
    document = jsonfeed.load(text, place)
    if hotlist.is_hotlist(document):
        return hotlist.read(document, place)
    return jsonfeed.read(document, place)


def _read_xml(text: str, place: Place) -> Feed:
    """Read XML in the quickest way that succeeds: as a stream, strictly, mended, by feedparser."""
    text = with_ended_cdata(text)
    if len(text) > LARGE and (feed := read_large(text, place)):
        return feed
    root = read_strictly(text)
    if root is not None:
        return _dispatch(root, place)
    return _read_repaired(text, place) or lenient.read(text, place)


def _read_repaired(text: str, place: Place) -> Feed | None:
    """Read a feed after mending its XML; None where that leaves too little of it."""
    root = repair(text)
    if root is None or root.name not in _READERS:
        return None
    feed = _dispatch(root, place)
    if feed.entries:
        return _better(feed, text, place)
    # Without entries, and well all the same.
    is_empty = feed.title and not _ENTRY.search(text)
    return feed if is_empty or feed.sitemaps else None


def _better(feed: Feed, text: str, place: Place) -> Feed:
    """Return feedparser's reading where a mended one lost links that it finds."""
    if _linked(feed) == len(feed.entries):
        return feed
    try:
        other = lenient.read(text, place)
    except NotAFeed:
        return feed
    return max(feed, other, key=_linked)


def _linked(feed: Feed) -> int:
    """Count the entries with an address."""
    addresses = map(attrgetter("url"), feed.entries)
    return sum(map(bool, addresses))


def _dispatch(root: Root, place: Place) -> Feed:
    """Read a document by the name of its element; raises NotAFeed for one that no dialect has."""
    reader = _READERS.get(root.name)
    if reader is None:
        raise NotAFeed(
            f"{place.url}: the document is <{root.name[:40]}>, which is no feed or sitemap"
        )
    return reader(root, place)
