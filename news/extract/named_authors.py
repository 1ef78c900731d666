"""Find the people that a page names by an element's class or the kind of its link."""

from __future__ import annotations

import re
from itertools import chain, filterfalse, islice
from operator import itemgetter

from lxml.html import HtmlElement

from news.extract.beside import Boxes
from news.extract.byline_labels import EDITOR
from news.extract.page import Page
from news.extract.page_elements import clean, names_of
from news.extract.person_names import MAX_PEOPLE, like_names, people

# Characters of an element that may be a byline: a longer one is a sentence.
MAX_BYLINE = 160
# Characters among which a label says that an editor is named.
MAX_LABEL = 80
# Elements whose names are looked at.
MAX_MARKED = 60
# Children of an element that names authors: one with more is the article's own
# box.
MAX_CHILDREN = 4

_MARKED = re.compile(
    r"(?:^|[\s_-])(?:author\d?|authors|authorinfo|byline|writer|zuozhe|reporter|"
    r"author[-_]?name|name[-_]?author|p-author|submitted(?:-by)?|fn|creator|autor|auteur)(?:$|[\s_-])|"
    r"author[_-]?(?:name|link)",
    re.IGNORECASE,
)
# Boxes of those who comment or who wrote other articles. A footer is often the
# article's own, with its author.
_OF_OTHERS = Boxes(
    frozenset({"aside", "figure", "footer", "nav", "form", "label"}),
    re.compile(
        r"(?:^|[\s_-])(?:comments?|commentlist|respond|reply|related|recommend\w*|promo\w*|"
        r"teaser\w*|newsletter|popular|disqus)(?=$|[\s_-])|"
        r"(?:^|\s)(?:sidebar|widget|footer)",
        re.IGNORECASE,
    ),
    reach=8,
)


def marked(page: Page, known: tuple[str, ...]) -> list[str]:
    """Return the people that an element names by its class or its link."""
    links = list(filter(_leads_to_author, page.tags["a"]))
    pairs = page.named_like(_MARKED)[:MAX_MARKED]
    classed = map(itemgetter(0), pairs)
    nodes = chain(links[:MAX_MARKED], classed)
    own = filterfalse(_OF_OTHERS.hold, nodes)
    named = (_named_by(node, known) for node in own)
    return next(filter(None, named), [])


def _leads_to_author(link: HtmlElement) -> bool:
    """Recognise a link to its author's page: `<a rel="author" href="/ann">`."""
    return "author" in link.get("rel", "")


def _named_by(node: HtmlElement, known: tuple[str, ...]) -> list[str]:
    """Return the people that a small element names.

    `<p class="byline">By <a class="author">Ann Doe</a>, The Example</p>` → Ann Doe.
    """
    if len(node) > MAX_CHILDREN:
        return []
    # Inside a byline the names may have elements of their own, beside the
    # paper's.
    children = node.iterdescendants()
    inner = (child for child in children if _MARKED.search(names_of(child)))
    first = islice(inner, MAX_PEOPLE)
    named = (_read(child, known) for child in first)
    people_inside = dict.fromkeys(chain.from_iterable(named))
    return list(people_inside) or _read(node, known)


def _read(node: HtmlElement, known: tuple[str, ...]) -> list[str]:
    """Return the people that an element's text names: `Author | Ann Doe`."""
    # Neighbouring elements are parted on the screen: "Author" and the name.
    text = clean(" ".join(node.itertext())).lstrip("@")
    beginning = text[:MAX_LABEL]
    if len(text) > MAX_BYLINE or EDITOR.search(beginning):
        return []
    named = people(text, known=known)
    return named if _like_marked(named) else []


def _like_marked(named: list[str]) -> bool:
    """Tell names, or a handle: those are written small.

    "Ann Doe, Li Na" and "annd"; not "Ann Doe, runs again".
    """
    handle = len(named) == 1 and " " not in named[0]
    return handle or like_names(named)
