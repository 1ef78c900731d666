"""Decide which bytes are a feed, whatever their server calls them (WHATWG MIME Sniffing,
7.3, "a mislabeled feed").
"""

from __future__ import annotations

import re
import zlib

from news.errors import TooLarge

_GZIP = b"\x1f\x8b"
_REACH = 4096
# What may stand before the root: blanks, comments, declarations, processing
# instructions.
_PROLOG = re.compile(
    r"\s+|<!--.*?-->|<\?.*?\?>|<!(?!\[CDATA)[^<>\[]*(?:\[[^\]]*\]\s*)?>",
    re.DOTALL,
)
_ROOT = re.compile(
    r"<(?:[a-z]+:)?(?:rss|feed|entry|urlset|sitemapindex)[\s>]", re.IGNORECASE
)
_RDF = re.compile(r"<(?:[a-z]+:)?rdf[\s>]", re.IGNORECASE)
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?://(?:www\.)?jsonfeed\.org/')


def looks_like_feed(data: bytes) -> bool:
    """Return whether bytes begin as a feed or sitemap does.

    The content type of a page is then not to be believed.

    At most 4 kB are looked at. A page that quotes a feed further down is a page.
    """
    if data.startswith(_GZIP):
        return looks_like_feed(_beginning(data))
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "latin-1"
    text = (
        data[:_REACH].removeprefix(b"\xef\xbb\xbf").decode(encoding, "replace")
    )
    position = 0
    while match := _PROLOG.match(text, position):
        position = match.end()
    if text.startswith("{", position):
        return bool(_JSON_FEED.search(text))
    if _RDF.match(text, position):
        return "purl.org/rss/" in text or "netscape.com/rdf" in text
    return bool(_ROOT.match(text, position))


def _beginning(data: bytes) -> bytes:
    """Return the first bytes inside a gzip file; none where it is broken."""
    try:
        return zlib.decompressobj(wbits=31).decompress(data, _REACH)
    except zlib.error:
        return b""


def unpacked(data: bytes, most: int) -> bytes:
    """Return the bytes of a gzip file (sitemap.xml.gz), or of one that was packed twice; others as
    they are.

    Raises TooLarge past `most` bytes.
    """
    return _unpacked_once(_unpacked_once(data, most), most)


def _unpacked_once(data: bytes, most: int) -> bytes:
    if not data.startswith(_GZIP):
        return data
    unpacker = zlib.decompressobj(wbits=31)
    try:
        plain = unpacker.decompress(data, most + 1)
    except zlib.error:
        return data
    if len(plain) > most:
        raise TooLarge(
            f"a packed feed of more than {most} bytes; at most {most} are read"
        )
    return plain
