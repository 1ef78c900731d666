"""Find the people that a page names by an element's class or the kind of its link."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from news.extract.byline_labels import EDITOR
from news.extract.markup import clean, names_of
from news.extract.page import Page
from news.extract.person_names import MAX_PEOPLE, like_names, people

# Characters of an element that may be a byline: a longer one is a sentence.
MAX_BYLINE = 160
# Elements whose names are looked at.
MAX_MARKED = 60
# Children of an element that names authors: one with more is the article's own
# box.
MAX_CHILDREN = 4

_MARKED = re.compile(
    r"(?:^|[\s_-])(?:author\d?|authors|authorinfo|byline|writer|zuozhe|reporter|"
    r"author[-_]?name|name[-_]?author|p-author|fn|creator|autor|auteur)(?:$|[\s_-])|"
    r"author[_-]?(?:name|link)",
    re.IGNORECASE,
)
# Elements of these names, or below them, name those who comment or who wrote
# other articles.
_OTHERS = re.compile(
    r"(?:^|[\s_-])(?:comments?|commentlist|respond|reply|related|recommend\w*|promo\w*|"
    r"teaser\w*|newsletter|popular|disqus)(?=$|[\s_-])|"
    r"(?:^|\s)(?:sidebar|widget|footer)",
    re.IGNORECASE,
)
_BESIDE = frozenset({"aside", "footer", "nav", "form", "label"})


def marked(page: Page, known: tuple[str, ...]) -> list[str]:
    """Return the people that an element names by its class or its link."""
    links = [
        node for node in page.tags["a"] if "author" in (node.get("rel") or "")
    ]
    classed = [node for node, _ in page.named_like(_MARKED)[:MAX_MARKED]]
    for node in [*links[:MAX_MARKED], *classed]:
        named = [] if _beside(node) else _named_by(node, known)
        if named:
            return named
    return []


def _named_by(node: HtmlElement, known: tuple[str, ...]) -> list[str]:
    """Return the people that a small element names."""
    if len(node) > MAX_CHILDREN:
        return []
    # Inside a byline the names may have elements of their own, beside the
    # paper's.
    inner = [
        child
        for child in node.iterdescendants()
        if _MARKED.search(names_of(child))
    ]
    each = [_read(child, known) for child in inner[:MAX_PEOPLE]]
    named = list(dict.fromkeys(name for names in each for name in names))
    return named or _read(node, known)


def _read(node: HtmlElement, known: tuple[str, ...]) -> list[str]:
    # Neighbouring elements are parted on the screen: "Author" and the name.
    text = clean(" ".join(node.itertext())).lstrip("@")
    if len(text) > MAX_BYLINE or EDITOR.search(text[:80]):
        return []
    named = people(text, known=known)
    return named if named and _like_marked(named) else []


def _like_marked(named: list[str]) -> bool:
    """Tell names, or a handle: those are written small."""
    return like_names(named) or (len(named) == 1 and " " not in named[0])


def _beside(node: HtmlElement) -> bool:
    """Tell an element that belongs to comments or to other articles."""
    return any(_is_beside(parent) for parent in _upwards(node))


def _upwards(node: HtmlElement) -> Iterator[HtmlElement]:
    yield node
    for count, parent in enumerate(node.iterancestors()):
        if count > 6 or parent.tag == "body":
            return
        yield parent


def _is_beside(node: HtmlElement) -> bool:
    return node.tag in _BESIDE or bool(_OTHERS.search(names_of(node)))
