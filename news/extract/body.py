"""The body: the densest element first for CJK, trafilatura first for others, data in scripts last;
then the furniture goes."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass

from lxml.html import HtmlElement

from news.extract import density, embedded
from news.extract.furniture import strip_lines
from news.extract.markup import clean, text_of, weight
from news.extract.page import Page
from news.links import join

SHORT = 150.0
"""Weight of a text (a CJK character counts two and a half) that is hardly an article's."""
MEAGRE = 1000.0
"""Weight of a text that may be a part only: the other reading is asked too."""
MUCH_MORE = 2.0
"""How many times as much the other reading must hold to go before a meagre one."""
MAX_LINKS = 600
"""Links that are looked at for the next page, from the end."""

_NEXT = re.compile(r"^(?:下一页|下页|下一頁|next(?: page)?|older|›|»|>)\s*[>»›]*$", re.IGNORECASE)
_PAGED = re.compile(
    r"[_-]\d{1,2}\.s?html?$|[?&](?:page|p|pn)=\d{1,2}|/\d{1,2}/?$|/page/\d+|_\d{1,2}$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Body:
    """The article's text."""

    text: str
    """Paragraphs parted by newlines."""
    raw: str
    """The same before furniture lines were dropped."""
    dropped: list[str]
    """Furniture lines, for they may name the editor."""
    node: HtmlElement | None = None
    """The element that holds the text; None where trafilatura found it."""
    next_url: str = ""


def read_body(page: Page, title: str) -> Body:
    """Read the text; empty where the page has none."""
    body = _dense(page, title) if page.cjk else _extracted(page, title)
    if weight(body.text) < (SHORT if page.cjk else MEAGRE):
        other = _extracted(page, title) if page.cjk else _dense(page, title)
        body = _fuller(body, other)
    if weight(body.text) < 2 * SHORT and (drawn := embedded.find(page.scripts)) is not None:
        body = max(body, _body(drawn, title), key=lambda read: weight(read.text))
    body.next_url = _next(page)
    return body


def _fuller(first: Body, other: Body) -> Body:
    """Return the other reading where the first is next to nothing, or a small part of it."""
    have, more = weight(first.text), weight(other.text)
    return other if more > have and (have < SHORT or more > MUCH_MORE * have) else first


def _dense(page: Page, title: str) -> Body:
    node = density.find(page)
    return _body(node, title) if node is not None else Body("", "", [])


def _body(node: HtmlElement, title: str) -> Body:
    lines = density.lines(node)
    kept, dropped = strip_lines(lines, title)
    return Body("\n".join(kept), "\n".join(lines), dropped, node)


def _extracted(page: Page, title: str) -> Body:
    # A quarter of a second that a worker for Chinese pages may never need.
    from trafilatura import bare_extraction  # noqa: PLC0415

    found = bare_extraction(
        deepcopy(page.tree),
        fast=True,
        include_comments=False,
        include_tables=True,
        with_metadata=False,
        favor_recall=False,
    )
    text = str(getattr(found, "text", None) or "")
    lines = [line for raw in text.split("\n") if (line := clean(raw))]
    kept, dropped = strip_lines(lines, title)
    return Body("\n".join(kept), "\n".join(lines), dropped)


def _next(page: Page) -> str:
    """Return the address of the article's next page, told by its link's words and a page number in
    its address."""
    stem = re.sub(r"(?:[_-]\d{1,2})?\.s?html?$", "", page.url)
    stem = stem[: max(len(stem) - 2, 12)]
    for node in page.tags["a"][-MAX_LINKS:]:
        href = node.get("href")
        # Of the two conditions the address is the cheaper one.
        if not href or not _PAGED.search(href) or not _NEXT.match(text_of(node)[:24]):
            continue
        url = join(page.url, href)
        if url != page.url and url.startswith(stem):
            return url
    return ""
