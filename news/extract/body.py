"""The body: the densest element first for CJK, trafilatura first for others, data in scripts last; then the furniture goes."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass

from lxml.html import HtmlElement

from news.extract import density, embedded
from news.extract.lines import strip_lines
from news.extract.page import Page, clean, weight
from news.links import join

SHORT = 150.0
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
    image: str = ""
    next_url: str = ""


def read_body(page: Page, title: str) -> Body:
    """Read the text; empty where the page has none."""
    body = _dense(page.tree, title) if page.cjk else _extracted(page, title)
    if weight(body.text) < SHORT:
        other = _extracted(page, title) if page.cjk else _dense(page.tree, title)
        body = max(body, other, key=lambda each: weight(each.text))
    if weight(body.text) < 2 * SHORT and (drawn := embedded.find(page.scripts)) is not None:
        body = max(body, _body(drawn, title), key=lambda each: weight(each.text))
    body.next_url = _next(page)
    return body


def _dense(tree: HtmlElement, title: str) -> Body:
    node = density.find(tree)
    return _body(node, title) if node is not None else Body("", "", [])


def _body(node: HtmlElement, title: str) -> Body:
    lines, image = density.lines(node)
    kept, dropped = strip_lines(lines, title)
    return Body("\n".join(kept), "\n".join(lines), dropped, image)


def _extracted(page: Page, title: str) -> Body:
    from trafilatura import bare_extraction  # noqa: PLC0415 - a quarter of a second that a Chinese page may never need

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
    """Return the address of the article's next page, told by its link's words and a page number in its address."""
    stem = re.sub(r"(?:[_-]\d{1,2})?\.s?html?$", "", page.url)
    for node in page.tree.iter("a"):
        if _NEXT.match(clean(node.text_content())[:24]):
            url = join(page.url, node.get("href") or "")
            if (
                url
                and url != page.url
                and _PAGED.search(url)
                and url.startswith(stem[: max(len(stem) - 2, 12)])
            ):
                return url
    return ""
