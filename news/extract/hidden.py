"""Remove what a page never shows, or asks before it shows anything: scripts, styles, hidden
elements, consent to cookies; keep text behind a paywall's curtain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from news.extract.consent_boxes import consent_boxes

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
    # How a word is read, written over it: with both the text has it twice.
    "rt",
    "rp",
)
MAX_NOSCRIPTS = 200
# The type of scripts that hold JSON-LD.
_LINKED_DATA = "application/ld+json"
# The tag that marks what goes.
_DROPPED = "dropped"
# The attribute in which `news.extract.pictures` looks for a picture that waits.
WAITING = "data-src"
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
# Long paragraphs that make a hidden element a text: menus and notices have one
# or none.
MIN_PARAGRAPHS = 2
# Characters of a long paragraph, and of one that says something.
LONG = 80
SOME = 40
# Texts and characters of a heading that are read.
MAX_PARTS = 9
MAX_HEADING = 60
# Counts the long paragraphs that a page shows.
_SHOWN = f"count(//p[not(ancestor::noscript or ancestor::template)][string-length() >= {LONG}])"
_COMMENTS = re.compile(
    r"[\s\d()（）:：,.]*(?:(?:user |reader )?comments?|(?:leser)?kommentare?|commentaires?|comentarios?|"
    r"comentários?|commenti|reacties|komentarze|комментари(?:[ийея]|ев)|коментарі?в?|yorum(?:lar)?|"
    r"bình luận|ý kiến(?: bạn đọc)?|(?:전체 ?)?댓글|コメント|(?:网友|全部|最新)?评论|(?:網友|全部)?(?:評論|留言)|תגובות|"
    r"التعليقات|تعليقات|نظرات(?: کاربران)?|ความคิดเห็น|टिप्पणियाँ|σχόλια|kommentarer|kommentit|"
    r"hozzászólások|comentarii|komentáře|komentari|komentar)[\s\d()（）:：,.개]*",
    re.IGNORECASE,
)


def prune(tree: HtmlElement) -> None:
    """Take out of a tree what is never shown; data for machines (JSON-LD) stays."""
    _cut(tree)
    _keep_text(tree)
    for noscript in list(tree.iter("noscript"))[:MAX_NOSCRIPTS]:
        _keep_picture(noscript)
    scripts = list(tree.iter("script"))
    code = [node for node in scripts if node.get("type") != _LINKED_DATA]
    _drop(code)
    _drop(filter(_is_hidden, tree.xpath("//body//*[@style]")))
    _drop(list(consent_boxes(tree)))
    # Not as a list: what one takes with it is not found again.
    for heading in _headings_of_comments(tree):
        _drop([heading, *heading.itersiblings()])
    # One call for all: dropped one by one, each would copy the text before it.
    etree.strip_elements(tree, *_DOOMED, _DROPPED, with_tail=False)


def _cut(tree: HtmlElement) -> None:
    """Take out all elements behind the first `MAX_NODES`."""
    if tree.xpath("count(//*)") > MAX_NODES:
        surplus = islice(tree.iter(), MAX_NODES, None)
        _drop(list(surplus))
        etree.strip_elements(tree, _DROPPED)


def _drop(nodes: Iterable[HtmlElement]) -> None:
    for node in nodes:
        node.tag = _DROPPED


def _is_hidden(node: HtmlElement) -> bool:
    """Recognise an element that is not displayed, and is not a text behind a curtain."""
    return bool(_HIDDEN.search(node.get("style"))) and not _is_text(node)


def _headings_of_comments(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Return the headings of readers' comments behind a text: "Комментарии (3)", "4 Comments"."""
    paragraphs = 0
    for node in tree.iter("p", "h2", "h3", "h4", "h5"):
        if node.tag == "p":
            paragraphs += _length(node) >= SOME
        elif paragraphs >= MIN_PARAGRAPHS and _names_comments(node):
            yield node


def _names_comments(heading: HtmlElement) -> bool:
    named = "".join(islice(heading.itertext(), MAX_PARTS))[:MAX_HEADING]
    return bool(_COMMENTS.fullmatch(named.strip()))


def _keep_text(tree: HtmlElement) -> None:
    """Show a text that waits in a `<noscript>` or `<template>`, where the page shows no other."""
    waiting = list(islice(tree.iter("noscript", "template"), MAX_NOSCRIPTS))
    if tree.xpath(_SHOWN) < MIN_PARAGRAPHS:
        for node in filter(_is_text, waiting):
            node.tag = "div"


def _keep_picture(noscript: HtmlElement) -> None:
    """Put the picture that readers without scripts get where the others' waits for its script.

    `<img src="grey.gif"><noscript><img src="a.jpg"></noscript>` → the first one waits for `a.jpg`.
    A noscript of several pictures is a gallery or a row of counters: it stays as it is.
    """
    pictures = noscript.xpath(".//img[@src or @srcset]")
    if len(pictures) != 1:
        return
    picture = pictures[0]
    waiting = noscript.getprevious()
    if waiting is not None and waiting.tag == "img":
        # The grey box keeps its place; what it waits for is told here.
        waiting.set(WAITING, picture.get("src", ""))
        own = waiting.get("srcset", "")
        waiting.set("srcset", picture.get("srcset", own))
    else:
        picture.tail = None
        noscript.addprevious(picture)


def _is_text(node: HtmlElement) -> bool:
    """Recognise a text that waits for its reader, by its long paragraphs."""
    lengths = map(_length, node.iter("p"))
    return sum(length >= LONG for length in lengths) >= MIN_PARAGRAPHS


def _length(node: HtmlElement) -> int:
    return len("".join(node.itertext()).strip())
