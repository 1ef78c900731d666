"""Plain text from the HTML that feeds put into titles and summaries."""

from __future__ import annotations

import re
from functools import cache
from html import escape, unescape

import nh3

_BLOCK = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|td|table|blockquote|section|article)\b[^>]{0,500}/?>",
    re.IGNORECASE,
)
_DROP = re.compile(
    r"<(script|style|noscript|template)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"<[A-Za-z/!?][^<>]{0,5000}>")
_SPACE = re.compile(r"[ \t\r\f\v\u00a0\u3000]+")
_LINES = re.compile(r"\s*\n\s*")
_IMAGE = re.compile(r"<img\b[^<>]{1,4000}>", re.IGNORECASE)
_SOURCE = re.compile(
    r"\s(?:data-src|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))", re.IGNORECASE
)
_PIXEL = re.compile(r"\swidth\s*=\s*[\"']?[01][\"'\s>]", re.IGNORECASE)
MAX = 200_000
MOST_TAGS = 1000
"""Tags of one piece of HTML that are mended: what browsers' rules make of more, when nested, takes quadratic time."""
_KEPT = frozenset(
    {
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "table",
        "tr",
        "td",
        "th",
        "blockquote",
        "pre",
        "a",
        "img",
    }
)
_DROPPED = frozenset({"script", "style", "noscript", "template"})


def plain(markup: str) -> str:
    """Turn HTML (or text with entities) into text: block tags become newlines, others vanish."""
    if "<" in markup:
        markup = _COMMENT.sub("", markup)
        markup = (
            _DROP.sub(" ", markup[:MAX])
            if "<s" in markup.lower() or "<n" in markup.lower()
            else markup[:MAX]
        )
        markup = _TAG.sub("", _BLOCK.sub("\n", markup))
    if "&" in markup:
        markup = unescape(markup)
    return _LINES.sub("\n", _SPACE.sub(" ", markup)).strip()


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(_KEPT),
        clean_content_tags=set(_DROPPED),
        attributes={"a": {"href"}, "img": {"src", "alt"}},
        url_schemes={"http", "https"},
        link_rel=None,
    )


def safe(markup: str) -> str:
    """Return HTML of a feed with well-formed blocks, web links and pictures only: no script, style, event or other scheme.

    HTML of more than a thousand tags becomes paragraphs of its bare text.
    """
    markup = markup[:MAX]
    if markup.count("<") <= MOST_TAGS:
        return _cleaner().clean(markup)
    return "".join(f"<p>{escape(line)}</p>" for line in plain(markup).split("\n") if line)


def one_line(markup: str) -> str:
    """Turn HTML into one line of text, as for a title."""
    return " ".join(plain(markup).split())


def first_image(markup: str) -> str:
    """Return the address of the first real picture in a piece of HTML; empty if there is none."""
    for match in _IMAGE.finditer(markup[:MAX]) if "<" in markup else ():
        tag = match.group(0)
        source = _SOURCE.search(tag)
        address = (
            unescape(source.group(1) or source.group(2) or source.group(3) or "").strip()
            if source
            else ""
        )
        if address and not address.startswith("data:") and not _PIXEL.search(tag):
            return address
    return ""
