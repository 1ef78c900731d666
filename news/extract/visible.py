"""Walk a page once: collect its visible lines, its elements by tag, and its named elements."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from news.extract.drop_caps import join_initial
from news.extract.page_elements import BLOCKS, clean, names_of

BREAKS = BLOCKS | {"br"}
# Words in neighbouring elements of these kinds are parted on the screen, by a
# margin.
_PARTED = frozenset({"span", "a", "em", "i", "time"})
# Attributes by which microdata and RDFa say what an element is.
_MARKING = frozenset({"itemprop", "property"})
_NAMING = frozenset({"class", "id"})
# Attributes in which an element bears a moment for machines; a title may be
# anything.
MOMENTS = (
    "datetime",
    "data-published-date",
    "data-datetime",
    "data-publish-date",
    "data-date",
)
_TIMING = frozenset({*MOMENTS, "title"})
_UNSEEN = frozenset({"head", "title", "select", "option", "script"})


@dataclass(slots=True)
class Line:
    """A line as a reader sees it."""

    text: str
    # The innermost block that holds its end.
    node: HtmlElement
    # Characters of it that stand inside links.
    linked: int


@dataclass(slots=True)
class Visible:
    """The results of one walk over a page.

    All elements are held here: lxml makes an element anew each time it is asked for one that nobody
    holds.
    """

    # The visible lines in the order of the document.
    lines: list[Line] = field(default_factory=list)
    # The elements by tag.
    tags: dict[str, list[HtmlElement]] = field(
        default_factory=lambda: defaultdict(list)
    )
    # The elements that bear a class or an id, each with both in one text.
    named: list[tuple[HtmlElement, str]] = field(default_factory=list)
    # The elements that microdata or RDFa mark.
    marked: list[HtmlElement] = field(default_factory=list)
    # The elements that may bear a moment in an attribute.
    timed: list[HtmlElement] = field(default_factory=list)


def walk(tree: HtmlElement) -> Visible:
    """Walk over a tree once; the text of select boxes and of the head is not visible."""
    visible = Visible()
    sink = _LineSink(visible.lines, tree)
    walker = etree.iterwalk(tree, events=("start", "end"))
    for event, node in walker:
        if event == "end":
            sink.close(node)
            continue
        _register(node, visible)
        if node.tag in _UNSEEN:
            walker.skip_subtree()
        else:
            sink.open(node)
    sink.flush()
    return visible


def _register(node: HtmlElement, visible: Visible) -> None:
    """Note an element under its tag and its attributes; a head with all that it holds."""
    visible.tags[node.tag].append(node)
    attributes = node.keys()
    join_initial(node)
    if attributes:
        _register_attributes(node, attributes, visible)
    if node.tag == "head":
        # Its elements are data: none of their text is seen.
        for child in node.iterdescendants():
            visible.tags[child.tag].append(child)
        visible.marked += node.xpath(".//*[@itemprop]")


def _register_attributes(
    node: HtmlElement, attributes: list[str], visible: Visible
) -> None:
    """Register an element by its attributes: asking for each of them takes several times as long."""
    if not _NAMING.isdisjoint(attributes):
        visible.named.append((node, names_of(node)))
    if not _MARKING.isdisjoint(attributes):
        visible.marked.append(node)
    if not _TIMING.isdisjoint(attributes):
        visible.timed.append(node)


class LineBuffer:
    """The text since the last end of a line, and how much of it stands inside links."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._linked = 0
        # The links that are open; hardly ever more than one.
        self._links: list[HtmlElement] = []

    def open(self, node: HtmlElement) -> None:
        """Take an element's own text."""
        if node.tag == "a":
            self._links.append(node)
        self.add(node.text)

    def close(self, node: HtmlElement) -> None:
        """Take the text behind an element, whether it was opened or left out."""
        if node in self._links:
            self._links.remove(node)
        self.add(node.tail)

    def add(self, text: str | None) -> None:
        """Take a text; lxml has none where an element is empty."""
        if text:
            self._parts.append(text)
            if self._links:
                self._linked += len(text.strip())

    def take(self) -> tuple[str, int]:
        """Return the text, white space folded, and its linked characters; begin a new line."""
        text = clean("".join(self._parts))
        linked = self._linked
        self._parts.clear()
        self._linked = 0
        return text, linked


class _LineSink(LineBuffer):
    """Gathers text until a block begins or ends; that makes a line."""

    def __init__(self, lines: list[Line], root: HtmlElement) -> None:
        super().__init__()
        self.lines = lines
        # The blocks that are open, the innermost last.
        self._blocks = [root]

    def open(self, node: HtmlElement) -> None:
        """Begin a line at a block, and take an element's own text."""
        if node.tag in BREAKS:
            self.flush()
        elif node.tag == "time":
            self._parts.append(" ")
        if node.tag in BLOCKS:
            self._blocks.append(node)
        super().open(node)

    def close(self, node: HtmlElement) -> None:
        """End the line behind a block, and take what follows an element."""
        if node.tag in BREAKS:
            self.flush()
        elif node.tag in _PARTED:
            self._parts.append(" ")
        if node.tag == "span":
            _part(node)
        if node.tag in BLOCKS:
            self._blocks.pop()
        super().close(node)

    def flush(self) -> None:
        # Most blocks begin where another has just begun: there is nothing yet.
        if not self._parts:
            return
        text, linked = self.take()
        if text:
            self.lines.append(Line(text, self._blocks[-1], linked))


def _part(node: HtmlElement) -> None:
    """Put a blank between two spans that hold words of their own: for readers of the tree who know
    no margins.

    `<span>Ann Doe</span><span>Editor</span>` → "Ann Doe Editor"; but `<span>T</span><span>He` is one
    word, whose first letter is drawn larger.
    """
    following = node.getnext()
    if node.tail or following is None or following.tag != "span":
        return
    last = (node.text or "")[1:][-1:]
    first = (following.text or "")[:1]
    # A capital begins a word.
    if last.islower() and first.isupper():
        node.tail = " "
