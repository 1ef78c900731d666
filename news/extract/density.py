"""Find the element that holds the article: the one with most text outside links.

The credit of a paragraph goes to its parent whole and to the elements above in part, as in arc90's
Readability (2009); weights count a CJK character as two and a half letters.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import islice
from math import prod

from lxml.html import HtmlElement

from news.extract.furniture_boxes import GOOD, is_furniture, noisy
from news.extract.page import Page
from news.extract.page_elements import names_of, upwards, weight
from news.extract.visible import Line

# Weight of a line from which it speaks for the element that holds it.
MIN_LINE = 25.0
# How much the weight of a line's links counts against it: a line that is two
# thirds links speaks for nothing.
LINK_COST = 1.5
# What remains of a line's weight in a box of furniture, and how many elements
# up such a box is sought.
IN_FURNITURE = 0.3
MAX_ABOVE = 9
# Shares of a line's weight that its container and the elements above it get.
SHARES = tuple(0.62**height for height in range(5))
# Elements <br> from which lines stand in their container without a <p>.
MIN_BREAKS = 2
_STOP = re.compile(r"[，。！？；：,.!?;:、]")


def find(page: Page) -> HtmlElement | None:
    """Return the element that most likely holds the article;
    None for a page without running text.
    """
    scores: dict[HtmlElement, float] = defaultdict(float)
    containers = _parted_by_breaks(page)
    furniture = _Furniture()
    for line in page.lines:
        size = _running_weight(line)
        if not size:
            continue
        if furniture.holds(line.node):
            size *= IN_FURNITURE
        first = 0 if line.node in containers else 1
        holders = islice(upwards(line.node), first, None)
        for node, share in zip(holders, SHARES, strict=False):
            scores[node] += size * share
    return max(
        scores, key=lambda node: scores[node] * _fitness(node), default=None
    )


def _running_weight(line: Line) -> float:
    """Return the weight of a line outside its links; 0 for a label, a date or a link."""
    text = line.text
    width = weight(text) / len(text)
    linked = line.linked * width
    size = weight(text) - LINK_COST * linked
    return size if size >= MIN_LINE and _STOP.search(text) else 0.0


def _parted_by_breaks(page: Page) -> set[HtmlElement | None]:
    """Return the elements with lines parted by <br>: they hold text as <p>'s parents do.

    `<div>The ferry runs again.<br><br>It had stood still since May.</div>`
    """
    parents = [node.getparent() for node in page.tags["br"]]
    breaks = Counter(parents)
    return {node for node, count in breaks.items() if count >= MIN_BREAKS}


def _fitness(node: HtmlElement) -> float:
    """Return how well an element's tag and names suit an article; 1 where they say nothing."""
    names = names_of(node)
    is_body = node.get("itemprop") == "articleBody"
    marked = is_body or node.tag == "article"
    factors = (
        (GOOD.search(names), 1.25),
        (noisy(node), 0.4),
        (node.tag in {"body", "html"}, 0.75),
        (marked, 1.15),
    )
    return prod(factor for applies, factor in factors if applies)


class _Furniture(dict[HtmlElement, bool]):
    """Remembers which elements are furniture: paragraphs share their ancestors."""

    def __missing__(self, node: HtmlElement) -> bool:
        self[node] = is_furniture(node)
        return self[node]

    def holds(self, node: HtmlElement) -> bool:
        """Return whether an element stands in furniture, at most `MAX_ABOVE` elements up."""
        above = islice(node.iterancestors(), MAX_ABOVE)
        return any(map(self.__getitem__, above))
