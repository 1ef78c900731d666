"""Read the lines of the element that holds an article, without the furniture inside it."""

from __future__ import annotations

from itertools import islice

from lxml import etree
from lxml.html import HtmlElement

from news.extract.furniture_boxes import noisy
from news.extract.page_elements import BLOCKS, has_letter, text_of, weight
from news.extract.visible import BREAKS, LineBuffer

# Weight up to which a line of links is a teaser.
MAX_TEASER = 140.0
# Share of a line's characters from which it is one of links.
LINE_OF_LINKS = 0.7
# Weight from which a text under a name of furniture is the article all the
# same, and the share of links from which it is furniture all the same.
MAX_NOISY = 600
MOSTLY_LINKS = 0.4
# Weight up to which a list of links is furniture, the share of links that
# makes it one, and the items and links that it has at least.
MAX_LIST = 3000.0
NEARLY_ALL = 0.75
FEWEST = 3
# Elements of a table's cell that are looked at for blocks.
MAX_CELL = 50
CELLS = frozenset({"td", "th"})
# Headings of other articles: three of them under a name of furniture are teasers,
# however much each says. A link to a place of the same page makes none.
_LINKED_HEADINGS = (
    "count(.//a[.//h2 or .//h3 or .//h4]"
    " | .//*[self::h2 or self::h3 or self::h4][.//a[@href and not(contains(@href, '#'))]])"
)
_LABELS = (":", "：", "|", "/", "·", "•")
_PUNCTUATION = " .,;!?”’)»。，；！？）」"
_LISTS = frozenset({"ul", "ol", "dl", "table", "div"})
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


def lines(root: HtmlElement) -> list[str]:
    """Return the text of an element, a line a block, without furniture by name or by links."""
    sink = _BodySink()
    sink.open(root)
    for child in root:
        sink.read(child)
    sink.flush()
    return sink.lines


def _in_one_line(cell: HtmlElement, neighbour: HtmlElement | None) -> bool:
    """Return whether two neighbours are cells of a table without blocks inside.

    `<td>2026</td><td>4.2 million</td>` → `2026 | 4.2 million`; the cells of a table that only lays
    out the page hold paragraphs.
    """
    if neighbour is None or not {cell.tag, neighbour.tag} <= CELLS:
        return False
    return not any(map(_holds_block, (cell, neighbour)))


def _holds_block(cell: HtmlElement) -> bool:
    tags = {child.tag for child in islice(cell, MAX_CELL)}
    return not BLOCKS.isdisjoint(tags)


def _left_out(node: HtmlElement) -> bool:
    """Recognise what is no text of the article: a form, a caption, a box of furniture."""
    return node.tag in _SKIP or _drop(node)


class _BodySink(LineBuffer):
    """Gathers text into lines; a short line that is nearly all links is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def read(self, tree: HtmlElement) -> None:
        """Take all that an element holds and what follows it."""
        walker = etree.iterwalk(tree, events=("start", "end"))
        for event, node in walker:
            if event == "end":
                self.close(node)
            elif _left_out(node):
                walker.skip_subtree()
            else:
                self.open(node)

    def open(self, node: HtmlElement) -> None:
        """Part an element from what stands before it, and take its own text."""
        if _in_one_line(node, node.getprevious()):
            self.add(" | ")
        elif node.tag in BREAKS:
            self.flush()
        super().open(node)

    def close(self, node: HtmlElement) -> None:
        """Part an element from what follows it, and take that."""
        if node.tag in BLOCKS and not _in_one_line(node, node.getnext()):
            self.flush()
        super().close(node)

    def flush(self) -> None:
        text, linked = self.take()
        if text and not _is_teaser(text, linked):
            self.lines.append(text)


def _is_teaser(text: str, linked: int) -> bool:
    """Recognise a short line of links; a sentence that is one link belongs to the text.

    `<a>Two old bridges close</a>` is one, `<a>The council has voted.</a>` is none.
    """
    if text.endswith(("。", ".")):
        return False
    mostly_links = linked > LINE_OF_LINKS * len(text)
    return mostly_links and weight(text) < MAX_TEASER


def _drop(node: HtmlElement) -> bool:
    """Recognise furniture inside the article: by its names, or a list that is nearly all links.

    `<div class="share-bar">`, `<ul>` of related stories; not a link `class="tag"` in a sentence.
    """
    if not noisy(node) or _in_sentence(node):
        return _lists_links(node)
    text = text_of(node)
    # A long text under an unlucky name is the article all the same.
    short = weight(text) < MAX_NOISY
    linked = _link_share(node, text) > MOSTLY_LINKS
    return short or linked or node.xpath(_LINKED_HEADINGS) >= FEWEST


def _lists_links(node: HtmlElement) -> bool:
    """Recognise a menu, a list of tags or of other articles, which may have no name that says so.

    Six linked headlines are one; a list of what a cook needs, without links, is text.
    """
    if node.tag not in _LISTS or len(node) < FEWEST:
        return False
    text = text_of(node)
    short = weight(text) < MAX_LIST
    return short and _link_share(node, text) > NEARLY_ALL


def _in_sentence(node: HtmlElement) -> bool:
    """Recognise a link or span inside a sentence, whatever it is named: sites link the
    names of people and firms to their pages of tags.

    The link in `The mayor, <a class=tag>Ann Doe</a>, opened the bridge` is one; those in
    `Tags: <a>bridges</a>, <a>ferries</a>` are none.
    """
    if node.tag not in {"a", "span"}:
        return False
    before = _text_before(node).rstrip()
    after = (node.tail or "").lstrip()
    bare = after.lstrip(_PUNCTUATION)
    if bare[:1].islower():
        return True
    # A list of tags has a label before it, and marks between its links.
    leads_in = has_letter(before) and not before.endswith(_LABELS)
    return leads_in and (has_letter(after) or bare != after)


def _text_before(node: HtmlElement) -> str:
    """Return the words right before an element: those of its parent, or behind its neighbour.

    Before the link in `<p>The mayor, <a>Ann Doe</a>` → "The mayor, ".
    """
    previous = node.getprevious()
    if previous is not None:
        return previous.tail or ""
    return next(node.iterancestors()).text or ""


def _link_share(node: HtmlElement, text: str) -> float:
    """Return the share of an element's characters that stand in links: 0 to 1."""
    links = map(text_of, node.iter("a"))
    linked = sum(map(len, links))
    return linked / max(len(text), 1)
