"""Find the text of an article: the densest element, trafilatura where that is unsure, then
data in scripts; remove boilerplate.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, takewhile
from operator import attrgetter

from lxml.html import HtmlElement

from news.extract import body_lines, density, embedded, script_data
from news.extract.beside import BESIDE
from news.extract.furniture import (
    ends_sentence,
    is_boilerplate,
    is_paragraph,
    strip_lines,
)
from news.extract.furniture_boxes import is_furniture
from news.extract.joiners import restore
from news.extract.page import Page
from news.extract.page_elements import clean, fold_title, text_of, weight
from news.extract.visible import Line
from news.links import join

# Weight of a text (a CJK character counts two and a half) that is hardly an
# article's.
SHORT = 150.0
# Weight of a text that may be a part only: the other reading is asked too.
MEAGRE = 1000.0
# How many times as much the other reading must hold to go before a meagre one.
MUCH_MORE = 2.0
# The densest element is believed where it holds what runs on the page, and
# hardly anything more. The next five were measured on 872 pages, the
# development halves of five public sets, and then on a third kept apart.
# Characters of a text that may be the whole article.
SURE = 600
# Share of the running text that the densest element must hold; what stands in
# boxes beside the article does not count.
LEAST_SHARE = 0.85
# The same at the most: with more, lists and captions stand in it.
MOST_SHARE = 1.4
# Characters outside links from which a line is running text; also those of a
# standfirst.
RUNNING = 80
# Characters below which a last line that ends no sentence belongs to the
# furniture.
TRAILING = 60
# Lines of a text that are never cut: it may be a list or a poem.
FEWEST = 3
# Share of a standfirst that may be links.
MOST_LINKED = 0.3
# Elements that are seldom a whole article: the steps of a recipe, a gallery's
# captions, a table of facts.
LISTS = frozenset({"ul", "ol", "li", "dl", "dd", "table", "tbody", "tr", "td"})
# Lines before the text among which its headline is sought.
MAX_ABOVE = 40
# Links that are looked at for the next page, from the end.
MAX_LINKS = 600
MAX_LABEL = 24

# The words of a link, and what its address has behind that of the first page: "2" leads to the
# second one only at /2/, _2.html or ?page=2.
_NEXT = re.compile(
    r"(?:下一页|下页|下一頁|次へ|次のページ|다음(?: ?페이지)?|next(?: page)?|older|weiter|nächste(?: seite)?|"
    r"(?:page )?suivante?|(?:página )?siguiente|próxima(?: página)?|(?:pagina )?successiva|"
    r"volgende(?: pagina)?|nästa(?: sida)?|næste|neste|seuraava|następna(?: strona)?|další|"
    r"следующая(?: страница)?|далее|наступна|sonraki(?: sayfa)?|trang (?:sau|tiếp)|หน้าถัดไป|ถัดไป|"
    r"التالي|الصفحة التالية|הבא|صفحه بعد|अगला(?: पेज)?|επόμενη|›|»|>)\s*[>»›]*\n"
    r"|2\n[/?&_-](?:page[/=]|p=|pn=)?2(?:/|\.s?html?)?$",
    re.IGNORECASE,
)
# What an element that has no words means by its kind: `<link rel="next">`.
_STATED = {"link": ">"}
_PAGED = re.compile(
    r"[_-]\d{1,2}\.s?html?$|[?&](?:page|p|pn)=\d{1,2}|/\d{1,2}/?$|/page/\d+|_\d{1,2}$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Body:
    """The article's text."""

    # Paragraphs parted by newlines.
    text: str
    # The same before furniture lines were dropped.
    raw: str
    # Furniture lines, for they may name the editor.
    dropped: list[str]
    # The element that holds the text; None where trafilatura found it.
    node: HtmlElement | None = None
    next_url: str = ""
    # How many of the first paragraphs stand above the element: the byline may
    # follow them.
    standfirst: int = 0


def read_body(page: Page, title: str) -> Body:
    """Read the text; empty where the page has none.

    The densest element is read first. Where it may not hold all of the text, trafilatura's reading
    goes first; where the first reading is meagre, the other one is asked too, and where both are
    next to nothing, the data of scripts.
    """
    dense = _dense(page, title)
    sure = page.cjk or _holds_all(page, dense)
    body = dense if sure else _extracted(page, title)
    # It took the page's layout for a table: its first line holds the menu too.
    if body.text.startswith("| "):
        body = dense
    if weight(body.text) < (SHORT if page.cjk else MEAGRE):
        other = _extracted(page, title) if sure else dense
        body = _fuller(body, other)
    if weight(body.text) < 2 * SHORT:
        body = _drawn(page, body, title)
    body.next_url = _next(page)
    return body


def _drawn(page: Page, body: Body, title: str) -> Body:
    """Return the text that scripts would draw, where it is the longer one."""
    drawn = embedded.find(page.scripts)
    if drawn is not None:
        other = _body(drawn, title)
        return max(body, other, key=_weight)
    kept, dropped = strip_lines(script_data.find(page.scripts), title)
    text = "\n".join(kept)
    return max(body, Body(text, text, dropped), key=_weight)


def _weight(body: Body) -> float:
    return weight(body.text)


def _holds_all(page: Page, body: Body) -> bool:
    """Recognise a text that is all the running text of its page, and long enough to be an article.

    Of a page with 2000 running characters one of 1700 to 2800 is; a shorter one lacks paragraphs,
    a longer one holds lists and captions.
    """
    size = len(body.text)
    node = body.node
    if size < SURE or node is None or node.tag in LISTS or BESIDE.include(node):
        return False
    running = _running(page, node)
    return LEAST_SHARE * running <= size <= MOST_SHARE * running


def _running(page: Page, node: HtmlElement) -> int:
    """Return the characters of running text in an element and of what else may be the article's.

    Lines of more than `RUNNING` characters outside links count; comments and teasers do not.
    """
    inside = set(node.iter())
    running = 0
    for line in page.lines:
        unlinked = len(line.text) - line.linked
        if unlinked <= RUNNING:
            continue
        if line.node in inside or not BESIDE.hold(line.node):
            running += unlinked
    return running


def _fuller(first: Body, other: Body) -> Body:
    """Return the other reading where the first is a small part of it."""
    enough = MUCH_MORE * weight(first.text)
    return other if weight(other.text) > enough else first


def _dense(page: Page, title: str) -> Body:
    """Read the densest element; where words have blanks, with its standfirst and a clean end."""
    node = density.find(page)
    if node is None:
        return Body("", "", [])
    body = _body(node, title)
    return body if page.cjk else _completed(page, body, node, title)


def _completed(page: Page, body: Body, node: HtmlElement, title: str) -> Body:
    """Put a standfirst before a text, and cut the short lines behind its last sentence.

    "Share", "Harbour" and "Ann Doe" at the end of a container are labels, tags and names.
    """
    standfirst = _standfirst(page, node, title)
    lead = [line for line in standfirst if line not in body.text]
    kept = body.text.split("\n")
    while len(kept) > FEWEST and _is_trailing(kept[-1]):
        body.dropped.append(kept.pop())
    body.text = "\n".join([*lead, *kept])
    body.standfirst = len(lead)
    return body


def _is_trailing(line: str) -> bool:
    """Recognise a short last line that ends no sentence: a tag, a name, a label.

    "Bridges" and "Photo: Ann Doe" are such lines; "The ferry runs again." is none.
    """
    return len(line) < TRAILING and not ends_sentence(line)


def _standfirst(page: Page, node: HtmlElement, title: str) -> list[str]:
    """Return the paragraphs between the headline and the element that holds the text.

    `<h1>`, `<p>` with a sentence that sums the article up, `<div>` with the text → the sentence.
    """
    inside = set(node.iter())
    outside = takewhile(lambda line: line.node not in inside, page.lines)
    above = list(outside)[-MAX_ABOVE:]
    stem = fold_title(title)
    stems = [fold_title(line.text) for line in above]
    if stem not in stems:
        return []
    from_end = stems[::-1].index(stem)
    behind_headline = len(stems) - from_end
    return [
        line.text for line in above[behind_headline:] if _is_standfirst(line)
    ]


def _is_standfirst(line: Line) -> bool:
    """Recognise a sentence that leads in: no caption, no row of links, no furniture.

    "The board voted on Monday to bring keepers back to the northern lighthouse." is one.
    """
    most = MOST_LINKED * len(line.text)
    mostly_links = line.linked > most
    if mostly_links or line.node.tag == "figcaption":
        return False
    size = weight(line.text)
    running = is_paragraph(line.text, size, RUNNING)
    about = (
        is_furniture(line.node),
        is_boilerplate(line.text, size, 0.0, ""),
    )
    return running and not any(about)


def _body(node: HtmlElement, title: str) -> Body:
    """Read an element's lines, and part the article's from the furniture."""
    lines = body_lines.lines(node)
    kept, dropped = strip_lines(lines, title)
    return Body("\n".join(kept), "\n".join(lines), dropped, node)


def _extracted(page: Page, title: str) -> Body:
    """Read the text that trafilatura finds, and part it from the furniture it left."""
    # A quarter of a second that a worker for Chinese pages may never need.
    from trafilatura import bare_extraction  # noqa: PLC0415

    # It copies the tree before it changes anything.
    document = bare_extraction(
        page.tree,
        fast=True,
        include_comments=False,
        include_tables=True,
        with_metadata=False,
        favor_recall=False,
    )
    found = str(getattr(document, "text", None) or "")
    text = restore(found, map(attrgetter("text"), page.lines))
    cleaned = map(clean, text.split("\n"))
    lines = list(filter(None, cleaned))
    kept, dropped = strip_lines(lines, title)
    return Body("\n".join(kept), "\n".join(lines), dropped)


def _next(page: Page) -> str:
    """Return the address of the article's next page, told by its link's words (or its kind, in the
    head) and a page number in its address; that of a second page also by its number alone."""
    first = re.sub(r"(?:[_-]\d{1,2})?\.s?html?$", "", page.url).rstrip("/")
    length = max(len(first) - 2, 12)
    stem = first[:length]
    stated = (node for node in page.tags["link"] if node.get("rel") == "next")
    for node in chain(stated, page.tags["a"][-MAX_LINKS:]):
        href = node.get("href", "")
        # Of the conditions this one is the cheapest.
        if not _PAGED.search(href):
            continue
        url = join(page.url, href)
        label = _STATED.get(node.tag, "") + _label(node)
        told = f"{label}\n{url.removeprefix(first)}"
        if url.startswith(stem) and _NEXT.match(told):
            return url
    return ""


def _label(link: HtmlElement) -> str:
    """Return the beginning of a link's words, which is all that a label has."""
    return text_of(link)[:MAX_LABEL]
