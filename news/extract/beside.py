"""Recognise what stands beside an article: comments, teasers, side columns, lists of other
articles.
"""

from __future__ import annotations

import re
from functools import lru_cache

from lxml.html import HtmlElement

from news.extract.markup import lineage, names_of

# Elements that are looked at, the asked one and those that hold it.
MAX_ABOVE = 10

_OTHERS = re.compile(
    r"comment|respond|related|recommend|sidebar|widget|footer|promo|teaser|most|popular|event",
    re.IGNORECASE,
)
_TAGS = frozenset({"aside", "footer", "nav"})


def is_beside(node: HtmlElement) -> bool:
    """Return whether an element is inside a comment, a teaser or another box beside the
    article.
    """
    return any(map(is_box, lineage(node, MAX_ABOVE)))


def is_box(node: HtmlElement) -> bool:
    """Return whether an element is a box beside the article, by its own tag and names."""
    return node.tag in _TAGS or _names_box(names_of(node))


# The elements of a page share few names, and each is asked about many times.
@lru_cache(maxsize=4096)
def _names_box(names: str) -> bool:
    return _OTHERS.search(names) is not None
