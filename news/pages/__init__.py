"""Section pages: the articles that a page without a feed lists."""

from __future__ import annotations

from datetime import UTC, datetime

from lxml import etree
from lxml import html as markup
from lxml.html import HtmlElement

from news.charset import decode
from news.links import join
from news.models import Entry
from news.pages.candidates import collect
from news.pages.groups import choose
from news.pages.selected import pick

MAX_CHARACTERS = 3_000_000
FAR = datetime(2200, 1, 1, tzinfo=UTC)
_FEEDS = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"}
)


def find_entries(
    html: bytes | str,
    *,
    url: str,
    selector: str | None = None,
    content_type: str | None = None,
    zone: str = "UTC",
    now: datetime | None = None,
) -> list[Entry]:
    """Find the articles that a section page lists, in the page's order; empty where it lists none.

    Each link is scored by its address, its text, its place and the company that it keeps; `selector` (CSS) names the
    entries outright instead. Dates beside the links are read in `zone`. At most 300 entries; at most 3 million characters
    are looked at.
    """
    tree = read_tree(html, content_type=content_type)
    if tree is None:
        return []
    base = _base(tree, url)
    moment = now or FAR
    if selector:
        return pick(_text(html, content_type), selector, base, zone, moment)
    return choose(collect(tree, base, zone, moment), url)


def find_feeds(html: bytes | str, *, url: str, content_type: str | None = None) -> list[str]:
    """Return the feeds that a page names with `<link rel=alternate>`, comment feeds last."""
    tree = read_tree(html, content_type=content_type)
    if tree is None:
        return []
    base = _base(tree, url)
    found: dict[str, bool] = {}
    for node in tree.iter("link"):
        named = "alternate" in (node.get("rel") or "").lower()
        if (
            named
            and (node.get("type") or "").lower().strip() in _FEEDS
            and (link := join(base, node.get("href") or ""))
        ):
            title = (node.get("title") or "").lower()
            found[link] = "comment" in link.lower() or "comment" in title or "评论" in title
    return sorted(found, key=found.__getitem__)


def page_title(html: bytes | str, *, content_type: str | None = None) -> str:
    """Return the text of a page's `<title>`, in one line."""
    tree = read_tree(html, content_type=content_type)
    node = tree.find(".//title") if tree is not None else None
    return " ".join((node.text_content() if node is not None else "").split())


def read_tree(html: bytes | str, *, content_type: str | None = None) -> HtmlElement | None:
    """Parse a page leniently; None for what holds no markup at all."""
    text = _text(html, content_type)
    if "<" not in text:
        return None
    parser = markup.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        tree = markup.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    return tree if isinstance(tree, HtmlElement) else None


def _text(html: bytes | str, content_type: str | None) -> str:
    text = decode(html, content_type=content_type).text if isinstance(html, bytes) else html
    return text[:MAX_CHARACTERS].replace("\x00", "")


def _base(tree: HtmlElement, url: str) -> str:
    node = tree.find(".//base[@href]")
    return (join(url, node.get("href") or "") or url) if node is not None else url
