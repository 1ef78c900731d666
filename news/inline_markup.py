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
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml
from lxml.etree import ParserError, _Element

# Blocks of a page that are looked at: articles have a few hundred.
MOST_BLOCKS = 4000
# Levels of inline elements within a block; what lies deeper is told as text.
MOST_DEPTH = 40
# Characters of one line with its markup; a longer one is told without.
MOST_LINE = 6000
_BLOCKS = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "blockquote",
        "pre",
        "dt",
        "dd",
        "td",
        "div",
        "figcaption",
    ]
)
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "dt"])
# Elements that are kept, as the subset writes them.
_KEPT = {
    "b": "b", "strong": "b", "i": "i", "em": "i", "cite": "i", "u": "u", "ins": "u", "s": "s",
    "del": "s", "strike": "s", "code": "code", "kbd": "code", "samp": "code", "tt": "code",
}  # fmt: skip
_DROPPED = frozenset(
    [
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
    """Return the text's lines that have markup, each with it. Time is linear in the page."""
    root = _root(page)
    if root is None:
        return ()
    blocks = _blocks(root)
    lines = dict.fromkeys(text.split("\n"))
    marked = ((line, _marked(line, blocks, url)) for line in lines)
    return tuple((line, told) for line, told in marked if told)


def _root(page: str | bytes) -> _Element | None:
    try:
        return lxml.document_fromstring(page)
    except (ParserError, ValueError):
        return None


def _blocks(root: _Element) -> dict[str, _Element]:
    """Return the innermost blocks by their plain text; of two with the same text the first."""
    blocks: dict[str, _Element] = {}
    for count, element in enumerate(root.iter(*_BLOCKS)):
        if count >= MOST_BLOCKS:
            break
        if not any(child.tag in _BLOCKS for child in element.iterchildren()):
            blocks.setdefault(_key(_text(element)), element)
    blocks.pop("", None)
    return blocks


def _text(element: _Element) -> str:
    return "".join(str(part) for part in element.itertext())


def _key(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def _marked(line: str, blocks: dict[str, _Element], url: str) -> str:
    key = _key(line)
    block = blocks.get(key)
    if block is None:
        block = blocks.get(_MARKED.sub("", key))
    if block is None or not key:
        return ""
    inner = _BLANKS.sub(" ", "".join(_inline(block, url, 0, pre=False))).strip()
    told = _wrapped(block, inner, url)
    if len(told) <= MOST_LINE and told != escape(key):
        return told
    return ""


def _wrapped(block: _Element, inner: str, url: str) -> str:
    """Write what a block is: a heading, a list's item, a quotation, code."""
    if block.tag == "pre":
        code = "".join(_inline(block, url, 0, pre=True)).strip("\n")
        # A line of the text is one line; its code keeps its own.
        return f"<pre>{code}</pre>"
    if block.tag in _HEADINGS:
        return f"<b>{re.sub(r'</?b>', '', inner)}</b>"
    if block.tag == "li":
        return f"• {inner}"
    if (
        block.tag == "blockquote"
        or next(block.iterancestors("blockquote"), None) is not None
    ):
        return f"<blockquote>{inner}</blockquote>"
    return inner


def _inline(
    element: _Element, url: str, depth: int, *, pre: bool
) -> Iterator[str]:
    """Give an element's content in the subset."""
    yield escape(element.text or "")
    for child in element.iterchildren():
        if isinstance(child.tag, str) and child.tag not in _DROPPED:
            yield from _child(child, url, depth + 1, pre=pre)
        yield escape(child.tail or "")


def _child(
    child: _Element, url: str, depth: int, *, pre: bool
) -> Iterator[str]:
    if depth > MOST_DEPTH:
        yield escape(_text(child))
        return
    if child.tag == "br":
        yield "\n" if pre else " "
        return
    opening, closing = ("", "") if pre else _tags(child, url)
    inner = "".join(_inline(child, url, depth, pre=pre))
    # An element that shows nothing leaves nothing behind.
    yield f"{opening}{inner}{closing}" if inner.strip() else inner


def _tags(child: _Element, url: str) -> tuple[str, str]:
    """Return what an element becomes: its tags in the subset, or none."""
    if child.tag == "a":
        address = _address(child.get("href", ""), url)
        return (
            (f'<a href="{escape(address)}">', "</a>") if address else ("", "")
        )
    name = _KEPT.get(str(child.tag))
    if name:
        return (f"<{name}>", f"</{name}>")
    return ("", "")


def _address(href: str, url: str) -> str:
    """Return a link's whole address; empty if it is no web page."""
    try:
        address = urljoin(url, href.strip())
        scheme = urlsplit(address).scheme
    except ValueError:
        return ""
    return (
        address
        if scheme in {"http", "https"} and href.strip()[:1] != "#"
        else ""
    )
