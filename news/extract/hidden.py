"""Remove what a page never shows: scripts, styles, hidden elements; keep text behind a
paywall's curtain.
"""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

# Elements of a page that are read; what follows is left out.
MAX_NODES = 60_000
_DOOMED = (
    "style",
    "noscript",
    "template",
    "svg",
    "iframe",
    "object",
    "textarea",
    "amp-ad",
)
MAX_NOSCRIPTS = 200
# The tag that marks what goes.
_DROPPED = "dropped"
# The attribute in which `news.extract.pictures` looks for a picture that waits.
WAITING = "data-src"
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
# Hidden boxes of these names are shown to nobody who only reads.
_BOXES = re.compile(
    r"modal|popup|pop-up|cookie|consent|gdpr|dialog|menu|nav|lightbox|overlay|newsletter|"
    r"login|signin|search|comment|share|"
    r"dropdown|tooltip|banner|subscribe(?!r)|footer|template",
    re.IGNORECASE,
)
# Long paragraphs that make a hidden element a text: menus and notices have one
# or none.
MIN_PARAGRAPHS = 2
# Characters of a long paragraph.
LONG = 80


def prune(tree: HtmlElement) -> None:
    """Take out of a tree what is never shown; data for machines (JSON-LD) stays."""
    if tree.xpath("count(//*)") > MAX_NODES:
        for node in list(islice(tree.iter(), MAX_NODES, None)):
            node.tag = _DROPPED
        etree.strip_elements(tree, _DROPPED)
    for node in list(tree.iter("noscript"))[:MAX_NOSCRIPTS]:
        _keep_picture(node)
    for node in list(tree.iter("script")):
        if node.get("type") != "application/ld+json":
            node.tag = _DROPPED
    for node in tree.xpath("//*[@style]"):
        if (
            node.tag not in {"html", "body"}
            and _HIDDEN.search(node.get("style") or "")
            and not _is_text(node)
        ):
            node.tag = _DROPPED
    # One call for all: dropped one by one, each would copy the text before it.
    etree.strip_elements(tree, *_DOOMED, _DROPPED, with_tail=False)


def _keep_picture(noscript: HtmlElement) -> None:
    """Put the picture that readers without scripts get where the others' waits for its script."""
    pictures = [
        node
        for node in noscript.iter("img")
        if node.get("src") or node.get("srcset")
    ]
    if len(pictures) != 1 or noscript.getparent() is None:
        return
    picture, waiting = pictures[0], noscript.getprevious()
    if waiting is not None and waiting.tag == "img":
        # The grey box keeps its place; what it waits for is told here.
        waiting.set(WAITING, picture.get("src") or "")
        waiting.set(
            "srcset", picture.get("srcset") or waiting.get("srcset") or ""
        )
    else:
        picture.tail = None
        noscript.addprevious(picture)


def _is_text(node: HtmlElement) -> bool:
    """Recognise a text that waits for its reader: several long paragraphs, hardly any link, no name of
    a box."""
    if _BOXES.search(f"{node.get('class') or ''} {node.get('id') or ''}"):
        return False
    paragraphs = [
        len("".join(child.itertext()).strip()) for child in node.iter("p")
    ]
    linked = sum(
        len("".join(link.itertext()).strip()) for link in node.iter("a")
    )
    long = [size for size in paragraphs if size >= LONG]
    return len(long) >= MIN_PARAGRAPHS and linked < 0.3 * sum(paragraphs)
