"""Parse HTML leniently: as far as it is markup at all, however broken."""

from __future__ import annotations

from lxml import etree, html
from lxml.html import HtmlElement

_UNREADABLE = (
    etree.ParserError,
    etree.XMLSyntaxError,
    ValueError,
    AssertionError,
)


def parse_html(text: str) -> HtmlElement | None:
    """Parse a page without its comments; None for what holds no markup at all."""
    if "<" not in text:
        return None
    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False
    )
    # One class for all elements: choosing it by tag, as lxml.html does, calls
    # Python for each of them.
    classes = etree.ElementDefaultClassLookup(element=HtmlElement)
    parser.set_element_class_lookup(classes)
    data = text.encode("utf-8", "replace")
    try:
        tree = html.document_fromstring(data, parser=parser)
    except _UNREADABLE:
        return None
    return tree if isinstance(tree, HtmlElement) else None
