"""Recognise what stands beside an article: comments, teasers, side columns, lists of other
articles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lxml.html import HtmlElement

from news.extract.page_elements import lineage, names_of


@dataclass(frozen=True, slots=True)
class Boxes:
    """A kind of boxes that hold nothing of an article, known by tags, classes and ids."""

    tags: frozenset[str]
    names: re.Pattern[str]
    # Elements that are looked at, the asked one and those that hold it.
    reach: int

    def hold(self, node: HtmlElement) -> bool:
        """Return whether an element stands in such a box, or is one."""
        return any(map(self.include, lineage(node, self.reach)))

    def include(self, node: HtmlElement) -> bool:
        """Return whether an element is such a box, by its own tag and names."""
        return node.tag in self.tags or _is_found(self.names, names_of(node))


# The elements of a page share few names, and each is asked about many times.
@lru_cache(maxsize=8192)
def _is_found(pattern: re.Pattern[str], names: str) -> bool:
    return pattern.search(names) is not None


BESIDE = Boxes(
    frozenset({"aside", "footer", "nav"}),
    re.compile(
        r"comment|respond|related|recommend|sidebar|widget|footer|promo|teaser|most|popular|event",
        re.IGNORECASE,
    ),
    reach=10,
)
