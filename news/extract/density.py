"""Find the element that holds the article: the one with most text outside links.

The credit of a paragraph goes to its parent whole and to the elements above in part, as in arc90's
Readability (2009); weights count a CJK character as two and a half letters.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from news.extract.markup import BLOCKS, clean, names_of, text_of, weight
from news.extract.page import Page

# Weight of a line from which it speaks for the element that holds it.
MIN_LINE = 25.0
# Weight up to which a line of links is a teaser.
MAX_TEASER = 140.0
# Weight up to which a list of links is furniture.
MAX_LIST = 3000.0
# Items from which a list is one of teasers.
MANY = 5
# Elements of a table's cell that are looked at for blocks.
MAX_CELL = 50
CELLS = frozenset({"td", "th"})
# Characters of a name that a sentence links.
MAX_NAME = 80
_LABELS = (":", "：", "|", "/", "·", "•")
_PUNCTUATION = frozenset(".,;!?”’)»。，；！？）」")

_NOISE = re.compile(
    r"(?:^|[\s_-])(?:comment\w*|share\w*|related\w*|recommend\w*|side\w*|aside|foot\w*|nav\w*|"
    r"menu\w*|hot\w*|rank\w*|ads?|adv\w*|promo\w*|copyright|toolbar|"
    r"breadcrumbs?|crumbs?|tags?|pager|pagination|login|subscribe|newsletter|cookie\w*|popup|"
    r"modal|qrcode|erweima|ewm|weixin|declare|statement|shengming|"
    r"disclaimer|readmore|prev\w*|next\w*|social\w*|author[-_]?(?:info|card|box)|bio|tuijian|"
    r"xiangguan|pinglun|fenxiang|reply|widget|masthead|hd[-_]?nav|feedback|"
    r"jiathis|bdsharebuttonbox|bshare|relate|editor|article[-_]?editor|show_author|source|"
    r"caption|sidebar|toplist|newslist|listbox|hotnews|keywords|vote\w*|digg|complain|report|"
    r"app[-_]?\w*|download\w*|otherContent\w*|other[-_]?news|more[-_]?news|guess\w*|"
    r"topnews)(?:$|[\s_-])",
    re.IGNORECASE,
)
# These are furniture whatever else the name says: `comment-content` is no
# content.
_STRONG = re.compile(
    r"(?:^|[\s_-])(?:comments?|cmt|pinglun|recommend\w*|related|relate|share|tuijian|"
    r"xiangguan|guess\w*|hotnews|reply|reprint\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
_GOOD = re.compile(
    r"article|content|(?:^|[\s_-])(?:text|body|main|post|entry|story|detail|zw|neirong|"
    r"news)(?:$|[\s_-])|txt|TRS_Editor|artibody",
    re.IGNORECASE,
)
_SKIP = frozenset(
    {
        "nav",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "figcaption",
        "head",
        "title",
        "script",
        "dialog",
    }
)
_STOP = re.compile(r"[，。！？；：,.!?;:、]")


def find(page: Page) -> HtmlElement | None:
    """Return the element that most likely holds the article;
    None for a page without running text.
    """
    scores: dict[HtmlElement, float] = {}
    # Thousands of lines may share one element: each is looked through once.
    mixed: dict[HtmlElement, bool] = {}
    noise = _Noise()
    for line in page.lines:
        size = weight(line.text) - 1.5 * line.linked * _width(line.text)
        if size < MIN_LINE or not _STOP.search(line.text):
            continue
        size *= 0.3 if noise.above(line.node) else 1.0
        holder = line.node
        if holder not in mixed:
            mixed[holder] = _mixed(holder)
        parent = holder if mixed[holder] else holder.getparent()
        share = 1.0
        while parent is not None and share > 0.1:
            scores[parent] = scores.get(parent, 0.0) + size * share
            parent, share = parent.getparent(), share * 0.62
    if not scores:
        return None
    return max(scores, key=lambda node: scores[node] * _fitness(node))


def _width(text: str) -> float:
    """Return the mean weight of a text's characters."""
    return weight(text) / (len(text) or 1)


def _mixed(node: HtmlElement) -> bool:
    """Tell an element that holds lines parted by <br>: it is itself the container."""
    breaks = islice(node.iterchildren("br"), 2)
    return sum(1 for _ in breaks) == 2


def _fitness(node: HtmlElement) -> float:
    names = names_of(node)
    factor = 1.25 if _GOOD.search(names) else 1.0
    if noisy(node):
        factor *= 0.4
    if node.tag in {"body", "html"}:
        factor *= 0.75
    marked = node.tag == "article" or node.get("itemprop") == "articleBody"
    return factor * (1.15 if marked else 1.0)


class _Noise:
    """Remembers of each element whether it or one of the eight above is furniture: paragraphs
    share their ancestors."""

    def __init__(self) -> None:
        self._known: dict[HtmlElement, bool] = {}

    def above(self, node: HtmlElement) -> bool:
        """Recognise a line inside furniture."""
        for count, parent in enumerate(node.iterancestors()):
            if count > 8:
                break
            if parent not in self._known:
                self._known[parent] = is_furniture(parent)
            if self._known[parent]:
                return True
        return False


def is_furniture(node: HtmlElement) -> bool:
    """Tell an element that is furniture by its kind, its names, or as one item of many."""
    if node.tag in {"aside", "footer", "nav"} or noisy(node):
        return True
    # Layout by lists puts the whole article into one item; a list of teasers
    # has many.
    above = node.getparent() if node.tag == "li" else None
    return above is not None and sum(1 for _ in islice(above, MANY)) == MANY


def noisy(node: HtmlElement) -> bool:
    """Tell an element that its own names mark as furniture."""
    return _are_noisy(names_of(node))


# The elements of a page share few names, and each is asked about many times.
@lru_cache(maxsize=4096)
def _are_noisy(names: str) -> bool:
    if len(names) < 3:
        return False
    if _STRONG.search(names):
        return True
    return bool(_NOISE.search(names)) and not _GOOD.search(names)


def lines(root: HtmlElement) -> list[str]:
    """Return the text of an element, a line a block, without furniture by name or by links."""
    sink = _BodySink()
    stack: list[tuple[HtmlElement, bool, bool]] = [(root, False, False)]
    while stack:
        node, closing, in_link = stack.pop()
        if closing:
            sink.after(node, in_link)
            continue
        if node is not root and _left_out(node):
            sink.after(node, in_link)
            continue
        sink.before(node)
        inside = in_link or node.tag == "a"
        sink.add(node.text, inside)
        if node is not root:
            stack.append((node, True, in_link))
        stack += [(child, False, inside) for child in reversed(node)]
    sink.flush()
    return sink.lines


def _follows_cell(node: HtmlElement) -> bool:
    """Recognise a table's cell that stands in one line with the one before it: neither holds blocks."""
    before = node.getprevious()
    cells = before is not None and before.tag in CELLS and node.tag in CELLS
    return cells and not any(map(_holds_block, (before, node)))


def _holds_block(cell: HtmlElement) -> bool:
    return any(child.tag in BLOCKS for child in islice(cell, MAX_CELL))


def _left_out(node: HtmlElement) -> bool:
    return not isinstance(node.tag, str) or node.tag in _SKIP or _drop(node)


class _BodySink:
    """Gathers text into lines; a short line that is nearly all links is left out."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._parts: list[str] = []
        self._linked = 0

    def add(self, text: str | None, in_link: bool) -> None:
        if text:
            self._parts.append(text)
            if in_link:
                self._linked += len(text.strip())

    def before(self, node: HtmlElement) -> None:
        """Part an element from what stands before it."""
        if node.tag in CELLS and _follows_cell(node):
            self.add(" | ", in_link=False)
        elif node.tag in BLOCKS or node.tag == "br":
            self.flush()

    def after(self, node: HtmlElement, in_link: bool) -> None:
        """Take what follows an element."""
        following = node.getnext() if node.tag in CELLS else None
        joined = following is not None and _follows_cell(following)
        if node.tag in BLOCKS and not joined:
            self.flush()
        self.add(node.tail, in_link)

    def flush(self) -> None:
        text = clean("".join(self._parts))
        self._parts.clear()
        linked, self._linked = self._linked, 0
        sentence = text.endswith(("。", "."))
        teaser = (
            linked > 0.7 * len(text)
            and weight(text) < MAX_TEASER
            and not sentence
        )
        if text and not teaser:
            self.lines.append(text)


def _drop(node: HtmlElement) -> bool:
    """Tell furniture inside the article: by its names, or a list that is nearly all links."""
    if node.tag not in BLOCKS and node.tag not in {"span", "a", "section"}:
        return False
    if noisy(node) and not _in_sentence(node):
        text = text_of(node)
        # A long text under an unlucky name is the article all the same.
        return weight(text) < 600 or _link_share(node, text) > 0.4
    if node.tag in {"ul", "ol", "dl", "table", "div"} and len(node) >= 3:
        text = text_of(node)
        many = sum(1 for _ in node.iter("a")) >= 3
        return (
            many
            and 0 < weight(text) < MAX_LIST
            and _link_share(node, text) > 0.75
        )
    return False


def _in_sentence(node: HtmlElement) -> bool:
    """Recognise a link or span inside a sentence, whatever it is named: sites link the names of people
    and firms to their pages of tags.
    """
    if node.tag not in {"a", "span"} or len(text_of(node)) > MAX_NAME:
        return False
    before, after = _text_before(node).rstrip(), (node.tail or "").lstrip()
    # A list of tags has a label before it, and marks between its links.
    leads_in = _has_letters(before) and not before.endswith(_LABELS)
    if after[:1] in _PUNCTUATION:
        return leads_in or _has_letters(after)
    return _has_letters(after) and (leads_in or after[0].islower())


def _text_before(node: HtmlElement) -> str:
    previous = node.getprevious()
    if previous is not None:
        return previous.tail or ""
    parent = node.getparent()
    return "" if parent is None else parent.text or ""


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def _link_share(node: HtmlElement, text: str) -> float:
    return sum(len(text_of(link)) for link in node.iter("a")) / (len(text) or 1)
