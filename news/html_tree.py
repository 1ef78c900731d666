"""Parse HTML leniently: as far as it is markup at all, however broken."""

from __future__ import annotations

import re

from lxml import etree, html
from lxml.html import HtmlElement

_UNREADABLE = (
    etree.ParserError,
    etree.XMLSyntaxError,
    ValueError,
    AssertionError,
)
# A heading that another one's tag closes, as HTML lets it: <h1>The ferry</h2>. The parser would
# leave it open to the end.
_ILL_CLOSED = re.compile(
    r"(<h([1-6])\b[^<>]*+>(?:[^<]++|<(?!/?h[1-6]\b))*+</h)(?!\2)[1-6]",
    re.IGNORECASE,
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
    data = _ILL_CLOSED.sub(r"\1\2", text).encode("utf-8", "replace")
    try:
        tree = html.document_fromstring(data, parser=parser)
    except _UNREADABLE:
        return None
    return tree if isinstance(tree, HtmlElement) else None
