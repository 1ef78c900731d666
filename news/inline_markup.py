"""Read the inline markup of an article's paragraphs, in a small safe subset: bold, links,
quotations, lists, code.

The text of an article is found by other means; here each of its lines is looked up among the page's
blocks, and told with the markup of its block. The subset is HTML of b, i, u, s, code, pre, a (http
and https) and blockquote, every element closed in its own line, so that a renderer for Telegram has
little to check.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import islice
from operator import itemgetter
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml
from lxml.etree import (
    Comment,
    Entity,
    ParserError,
    ProcessingInstruction,
    _Element,
    strip_elements,
)

from news.links import outward

# Blocks of a page that are looked at: articles have a few hundred.
MOST_BLOCKS = 4000
# Levels of inline elements within a block; what lies deeper is told as text.
MOST_DEPTH = 40
# Characters of one line with its markup; a longer one is told without.
MOST_LINE = 6000
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "dt"])
_BLOCKS = _HEADINGS | frozenset(
    [
        "p",
        "li",
        "blockquote",
        "pre",
        "dd",
        "td",
        "div",
        "figcaption",
    ]
)
# Elements that are kept, as the subset writes them.
_KEPT = {
    "b": "b",
    "strong": "b",
    "i": "i",
    "em": "i",
    "cite": "i",
    "u": "u",
    "ins": "u",
    "s": "s",
    "del": "s",
    "strike": "s",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
}
_TAGS = {name: (f"<{kept}>", f"</{kept}>") for name, kept in _KEPT.items()}
_NO_TAGS = "", ""
# The tag of a comment is the function that makes it; so with instructions and entities.
_DROPPED = frozenset(
    [
        Comment,
        Entity,
        ProcessingInstruction,
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "button",
        "form",
        "iframe",
        "object",
    ]
)
_BLANKS = re.compile(r"\s+")
_MARKED = re.compile(r"^[-*•·]\s+")


def marked_lines(
    page: str | bytes, url: str, text: str
) -> tuple[tuple[str, str], ...]:
    """Return the text's lines that have markup, each with it. Time is linear in the page.

    The line `A word` of the page `<p>A <em>word</em></p>` → (`A word`, `A <i>word</i>`).
    """
    blocks = _blocks(_root(page))
    lines = dict.fromkeys(text.split("\n"))
    marked = ((line, _marked(line, blocks, url)) for line in lines)
    return tuple(filter(itemgetter(1), marked))


def _root(page: str | bytes) -> _Element:
    """Parse a page, without how its words are read; an empty one for what holds no element."""
    try:
        root = lxml.document_fromstring(page)
    except (ParserError, ValueError):
        empty: _Element = lxml.Element("html")
        return empty
    strip_elements(root, "rt", "rp", with_tail=False)
    return root


def _blocks(root: _Element) -> dict[str, _Element]:
    """Return the innermost blocks by their plain text; of two with the same text the first."""
    blocks: dict[str, _Element] = {}
    for element in islice(root.iter(*_BLOCKS), MOST_BLOCKS):
        if next(element.iterchildren(*_BLOCKS), None) is None:
            blocks.setdefault(_squeezed(_text(element)), element)
    blocks.pop("", None)
    return blocks


def _text(element: _Element) -> str:
    return "".join(map(str, element.itertext()))


def _squeezed(text: str) -> str:
    """Return a text with single blanks, as a page shows it."""
    return _BLANKS.sub(" ", text).strip()


def _marked(line: str, blocks: dict[str, _Element], url: str) -> str:
    """Return a line with the markup of its block; empty where it has none, or too much.

    A list's item is found with its bullet or without.
    """
    shown = _squeezed(line)
    block = blocks.get(shown, blocks.get(_MARKED.sub("", shown)))
    if block is None:
        return ""
    inner = _squeezed("".join(_inline(block, url, 0, pre=False)))
    told = _wrapped(block, inner, url)
    is_plain = told == escape(shown)
    return "" if is_plain or len(told) > MOST_LINE else told


def _wrapped(block: _Element, inner: str, url: str) -> str:
    """Write what a block is: a heading, a list's item, a quotation, code.

    A heading is bold as a whole: bold words in it are not marked again.
    """
    if block.tag == "pre":
        code = "".join(_inline(block, url, 0, pre=True)).strip("\n")
        # A line of the text is one line; its code keeps its own.
        return f"<pre>{code}</pre>"
    if block.tag in _HEADINGS:
        return f"<b>{re.sub(r'</?b>', '', inner)}</b>"
    if block.tag == "li":
        return f"• {inner}"
    if block.xpath("ancestor-or-self::blockquote"):
        return f"<blockquote>{inner}</blockquote>"
    return inner


def _inline(
    element: _Element, url: str, depth: int, *, pre: bool
) -> Iterator[str]:
    """Give an element's content in the subset.

    `a <em>b</em> <span>c</span>` → `a `, `<i>b</i>`, ` `, `c`.
    """
    yield escape(element.text or "")
    for child in element.iterchildren():
        if child.tag not in _DROPPED:
            yield _child(child, url, depth + 1, pre=pre)
        yield escape(child.tail or "")


def _child(child: _Element, url: str, depth: int, *, pre: bool) -> str:
    """Return an element within a block, as the subset writes it; in `pre` only its text.

    `<strong>a</strong>` → `<b>a</b>`; `<span>a</span>` → `a`; an empty `<em></em>` → nothing.
    """
    if depth > MOST_DEPTH:
        return escape(_text(child))
    if child.tag == "br":
        return "\n" if pre else " "
    inner = "".join(_inline(child, url, depth, pre=pre))
    # An element that shows nothing leaves nothing behind.
    if pre or not inner.strip():
        return inner
    opening, closing = _tags(child, url)
    return f"{opening}{inner}{closing}"


def _tags(child: _Element, url: str) -> tuple[str, str]:
    """Return what an element becomes: its tags in the subset, or none.

    `<em>` → `<i>`, `</i>`; a link without an address, and a span, have none.
    """
    if child.tag == "a":
        address = _address(child.get("href", ""), url)
        opening = f'<a href="{escape(address)}">'
        return (opening, "</a>") if address else _NO_TAGS
    return _TAGS.get(str(child.tag), _NO_TAGS)


def _address(href: str, url: str) -> str:
    """Return a link's whole address; empty if it is no web page, a place of the same one, or
    one of an inner network (`news.links.outward`).

    /a on https://site.example/b → https://site.example/a; #top → empty.
    """
    link = href.strip()
    try:
        address = urljoin(url, link)
        is_web = urlsplit(address).scheme in {"http", "https"}
    except ValueError:
        return ""
    return outward(address, url) if is_web and link[:1] != "#" else ""
