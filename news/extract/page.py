"""The page: parsed once, and shared by all who read it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from lxml import etree
from lxml import html as markup
from lxml.html import HtmlElement

from news.charset import decode

MAX_CHARACTERS = 4_000_000
MAX_NODES = 60_000
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_BLANK = re.compile(r"[\s\u00a0\u200b-\u200f\u2060\ufeff]+")
BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "li",
        "ul",
        "ol",
        "dl",
        "dd",
        "dt",
        "table",
        "tbody",
        "tr",
        "td",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "figure",
        "figcaption",
        "header",
        "footer",
        "aside",
        "nav",
        "form",
        "center",
        "hr",
        "address",
        "details",
        "summary",
        "fieldset",
        "body",
    ]
)


@dataclass(slots=True)
class Page:
    """A parsed page and how to read its dates."""

    tree: HtmlElement
    url: str
    zone: str
    now: datetime
    cjk: bool
    """Most of its letters are Chinese, Japanese or Korean."""
    scripts: list[str]
    """The text of scripts that may hold data."""


def read_page(
    html: bytes | str, *, url: str, content_type: str | None, zone: str, now: datetime
) -> Page | None:
    """Parse a page leniently; None for what holds no markup."""
    text = decode(html, content_type=content_type).text if isinstance(html, bytes) else html
    text = text[:MAX_CHARACTERS].replace("\x00", "")
    if "<" not in text:
        return None
    parser = markup.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        tree = markup.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    if not isinstance(tree, HtmlElement):
        return None
    scripts = [node.text or "" for node in tree.iter("script") if node.text and len(node.text) > 40]
    _prune(tree)
    sample = "".join(tree.itertext())[:60_000]
    cjk = len(_CJK.findall(sample)) * 2.5 > sum(char.isalpha() for char in sample) * 0.5
    home = zone or ("Asia/Shanghai" if cjk else "UTC")
    return Page(tree=tree, url=url, zone=home, now=now, cjk=cjk, scripts=scripts)


def _prune(tree: HtmlElement) -> None:
    """Take out what is never shown, and the nodes past the limit."""
    doomed = list(
        tree.iter("script", "style", "noscript", "template", "svg", "iframe", "object", "textarea")
    )
    hidden = re.compile(r"display\s*:\s*none", re.IGNORECASE)
    for count, node in enumerate(tree.iter()):
        if count > MAX_NODES or (
            isinstance(node.tag, str)
            and (style := node.get("style"))
            and hidden.search(style)
            and node.tag != "body"
        ):
            doomed.append(node)
    for node in doomed:
        if node.tag == "script" and node.get("type") == "application/ld+json":
            continue
        if node.getparent() is not None:
            node.drop_tree()


def clean(text: str) -> str:
    """Fold white space, invisible characters included, to single spaces."""
    return _BLANK.sub(" ", text).strip()


def weight(text: str) -> float:
    """Measure how much a text says: a CJK character counts as about two and a half letters."""
    wide = len(_CJK.findall(text))
    return wide * 2.5 + (len(text) - wide)


def names_of(node: HtmlElement) -> str:
    """Return class and id of an element, in one text."""
    return f"{node.get('class') or ''} {node.get('id') or ''}"
