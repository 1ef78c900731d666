"""Parse a section page leniently."""

from __future__ import annotations

from lxml.html import HtmlElement

from news.charset import decode
from news.html_tree import parse_html
from news.links import join

MAX_CHARACTERS = 3_000_000


def read_tree(
    html: bytes | str, *, content_type: str | None = None
) -> HtmlElement | None:
    """Parse a page leniently; None for what holds no markup at all."""
    return parse_html(page_text(html, content_type))


def page_text(html: bytes | str, content_type: str | None) -> str:
    """Decode a page and cut it to MAX_CHARACTERS."""
    if isinstance(html, bytes):
        html = decode(html, content_type=content_type).text
    return html[:MAX_CHARACTERS].replace("\x00", "")


def base_address(tree: HtmlElement, url: str) -> str:
    """Return the address that a page's links are relative to: `<base href>`, or its own."""
    node = tree.find(".//base[@href]")
    if node is None:
        return url
    return join(url, node.get("href", "")) or url
