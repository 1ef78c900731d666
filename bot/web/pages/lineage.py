"""Draw who reported and who reprinted as a small graph: reports on the left,
their reprints on the right.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.rendering import telegram_html
from store.news.lineage import LineageArticle

# The most names to draw; the rest is counted.
REPORTS, REPRINTS = 8, 16
# Units of the drawing: a name's height, the left edges of both columns, the
# whole width.
ROW, LEFT, RIGHT, WIDTH = 22, 6, 230, 420
# The most characters of a name that fit a column.
NAME = 26


@dataclass(frozen=True, slots=True)
class Node:
    """A name with its position."""

    name: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from a report to its reprint."""

    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True, slots=True)
class Graph:
    """The drawing, in units of its view box."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    # The number of names left out.
    more: int


def graph_of(copies: Sequence[LineageArticle]) -> Graph | None:
    """Return the graph of reprints; None if no reprint is known."""
    reports = {copy.url: copy.name for copy in copies if not copy.original}
    reprints: dict[str, list[str]] = defaultdict(list)
    for copy in copies:
        if copy.original in reports:
            reprints[copy.original].append(copy.name)
    if not reprints:
        return None
    # The most reprinted reports stand first, because reprints are the subject
    # of the drawing.
    ranked = sorted(reports, key=lambda url: -len(reprints[url]))
    return _drawn([(_name(reports[url], url), reprints[url]) for url in ranked])


def _name(name: str, url: str) -> str:
    shown = name or urlsplit(url).hostname or "—"
    return telegram_html.shorten(telegram_html.clean(shown), NAME)


def _drawn(told: Sequence[tuple[str, Sequence[str]]]) -> Graph:
    """Lay out who printed whom: reports on the left, the copies of each on the right, a row each.

    What does not fit is counted in `more`.
    """
    nodes: list[Node] = []
    edges: list[Edge] = []
    top = ROW // 2
    room = REPRINTS
    for name, copies in told[:REPORTS]:
        nodes.append(Node(name, LEFT, top))
        shown = copies[:room]
        for place, copy in enumerate(shown):
            y = top + ROW * place
            nodes.append(Node(_name(copy, ""), RIGHT, y))
            edges.append(Edge(x1=RIGHT - 70, y1=top, x2=RIGHT - 8, y2=y))
        room -= len(shown)
        top += ROW * max(len(shown), 1)
    hidden = sum(1 + len(copies) for _, copies in told) - len(nodes)
    height = top - ROW // 2
    return Graph(
        width=WIDTH,
        height=height,
        nodes=tuple(nodes),
        edges=tuple(edges),
        more=hidden,
    )
