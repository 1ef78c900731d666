"""Walk a page once: collect its visible lines, its elements by tag, and its named elements."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from news.extract.markup import BLOCKS, clean, names_of

BREAKS = BLOCKS | {"br"}
# Words in neighbouring elements of these kinds are parted on the screen, by a
# margin.
_PARTED = frozenset({"span", "a", "em", "i"})
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
    # The elements that bear an itemprop.
    marked: list[HtmlElement] = field(default_factory=list)
    # The elements that may bear a moment in an attribute.
    timed: list[HtmlElement] = field(default_factory=list)


def walk(tree: HtmlElement) -> Visible:
    """Walk over a tree once; the text of select boxes and of the head is not visible."""
    visible = Visible()
    sink = _LineSink(visible.lines)
    # An element is on the stack twice: to be opened, and to be closed once its
    # children are done.
    stack: list[tuple[HtmlElement, bool, HtmlElement, bool]] = [
        (tree, False, tree, False)
    ]
    while stack:
        node, closing, block, in_link = stack.pop()
        if closing:
            sink.close(node, block, in_link)
            continue
        tag = node.tag
        if not isinstance(tag, str):
            continue
        _register(node, tag, visible)
        if tag in _UNSEEN:
            sink.add(node.tail, in_link)
            continue
        if tag in BREAKS:
            sink.flush(block)
        inside = node if tag in BLOCKS else block
        link = in_link or tag == "a"
        sink.add(node.text, link)
        if len(node):
            stack.append((node, True, inside, in_link))
            children = reversed(node)
            stack += [(child, False, inside, link) for child in children]
        else:
            # Most elements have no children, and need not wait for them.
            sink.close(node, inside, in_link)
    sink.flush(tree)
    return visible


def _register(node: HtmlElement, tag: str, visible: Visible) -> None:
    """Note an element under its tag and its attributes; a head with all that it holds."""
    visible.tags[tag].append(node)
    attributes = node.keys()
    if attributes:
        _register_attributes(node, attributes, visible)
    if tag == "head":
        # Its elements are data: none of their text is seen.
        for child in node.iterdescendants("*"):
            visible.tags[child.tag].append(child)
            if child.get("itemprop"):
                visible.marked.append(child)


def _register_attributes(
    node: HtmlElement, attributes: list[str], visible: Visible
) -> None:
    """Register an element by its attributes: asking for each of them takes several times as long."""
    if not _NAMING.isdisjoint(attributes):
        visible.named.append((node, names_of(node)))
    if "itemprop" in attributes:
        visible.marked.append(node)
    if not _TIMING.isdisjoint(attributes):
        visible.timed.append(node)


class LineBuffer:
    """The text since the last end of a line, and how much of it stands inside links."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._linked = 0

    def add(self, text: str | None, in_link: bool) -> None:
        if text:
            self._parts.append(text)
            if in_link:
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

    def __init__(self, lines: list[Line]) -> None:
        super().__init__()
        self.lines = lines

    def close(
        self, node: HtmlElement, block: HtmlElement, in_link: bool
    ) -> None:
        """Take what follows an element, and end the line behind a block."""
        if node.tag in BREAKS:
            self.flush(block)
        elif node.tag in _PARTED:
            self._parts.append(" ")
            _part(node)
        self.add(node.tail, in_link)

    def flush(self, block: HtmlElement) -> None:
        # Most blocks begin where another has just begun: there is nothing yet.
        if not self._parts:
            return
        text, linked = self.take()
        if text:
            self.lines.append(Line(text, block, linked))


def _part(node: HtmlElement) -> None:
    """Put a blank between two spans that hold words of their own: for readers of the tree who know
    no margins.

    `<span>Ann Doe</span><span>Editor</span>` → "Ann Doe Editor".
    """
    if node.tail or node.tag != "span":
        return
    following = node.getnext()
    if following is None or following.tag != "span":
        return
    before = (node.text or "")[-2:]
    after = (following.text or "")[:1]
    # A capital begins a word; the first letter of a text may stand in a span of
    # its own.
    ends_word = before[1:].islower()
    if ends_word and after.isupper():
        node.tail = " "
