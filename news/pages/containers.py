"""Classify the elements above a link: navigation, a side column, or the box of one article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

_AWAY_TAGS = frozenset({"nav", "footer", "header", "form", "select"})
_AWAY = re.compile(
    r"(?:^|[_-])(?:nav\w*|menu\w*|foot\w*|header|breadcrumbs?|crumbs?|share|login|copyright|sitemap|"
    r"friendlink\w*|links?bar|pagination|pager|pages?|toolbar|subnav|topbar|sidenav|tags?|lang\w*|"
    r"social)(?:$|[_-])",
    re.I,
)
_SIDE = re.compile(
    r"(?:^|[_-])(?:side\w*|aside|hot\w*|rank\w*|recommend\w*|ad|ads|adv\w*|promo\w*|right\w*|"
    r"related)(?:$|[_-])",
    re.I,
)
_ROOTS = frozenset({"body", "html"})
_POST = frozenset({"post", "hentry", "h-entry", "type-post"})
# WordPress writes a post's tags and categories into its classes: they say
# nothing of its place.
_TAXONOMY_CLASS = re.compile(r"^(?:tag|category|format|status|topic)-")
# Elements above a link in which a class that names navigation counts.
#
# A page's frame is farther.
AWAY_REACH = 6
# Links in the box of one article at most; a box of more is a list.
ARTICLE_LINKS = 40
# Elements of a path.
PATH = 5


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Facts about an element, from itself and the elements above it."""

    # Tags and first classes, the nearest first, numbers blurred.
    path: str
    # Inside `<nav>`, `<footer>` or the like.
    away: bool
    # How many elements up the nearest class that names navigation is; 0 for
    # none.
    away_names: int
    side: bool
    # Inside the box of one article.
    article: bool

    @property
    def navigation(self) -> bool:
        """Return whether a link here is one of navigation."""
        return self.away or 0 < self.away_names <= AWAY_REACH


_TOP = Surroundings("", False, 0, False, False)


class Containers:
    """Judges the elements above links, each element once."""

    def __init__(self, links: int) -> None:
        self._known: dict[HtmlElement, Surroundings] = {}
        self._links = links
        self._names: dict[str, tuple[bool, bool]] = {}

    def around(self, node: HtmlElement) -> Surroundings:
        """Return the surroundings of a link, itself not counted."""
        # Climb to the first element that is judged already, then come down
        # again.
        unknown: list[HtmlElement] = []
        above = _TOP
        for element in node.iterancestors():
            if element.tag in _ROOTS:
                break
            if element in self._known:
                above = self._known[element]
                break
            unknown.append(element)

        for element in reversed(unknown):
            above = self._known[element] = self._enter(element, above)
        return above

    def _enter(self, element: HtmlElement, above: Surroundings) -> Surroundings:
        """Return what holds inside an element, from what holds around it."""
        given = [element.get("class", ""), element.get("id", "")]
        names = " ".join(given).split()
        path = _path(element, above.path)

        if _is_article(element, names):
            # What names the place of the box says nothing of its headline:
            # posts stand in footers too.
            return Surroundings(
                path, away=False, away_names=0, side=above.side, article=True
            )

        named_away, side = self._judge(names)
        tag_away = element.tag in _AWAY_TAGS
        if (tag_away or named_away) and self._is_frame(element, above):
            tag_away = named_away = False
        return Surroundings(
            path,
            away=above.away or tag_away,
            away_names=1 if named_away else _farther(above.away_names),
            side=above.side or side,
            article=above.article,
        )

    def _is_frame(self, element: HtmlElement, above: Surroundings) -> bool:
        """Distinguish a frame, which only has navigation's name, from navigation.

        The <header> of an article holds its headline; an element with over half of the page's
        links is the page's frame.
        """
        if above.article and element.tag == "header":
            return True
        half = self._links // 2
        return _links_up_to(element, half + 1) > half

    def _judge(self, names: list[str]) -> tuple[bool, bool]:
        """Return whether classes and identifiers name navigation, and whether they name a side
        column."""
        joined = " ".join(names)
        if joined not in self._names:
            away = _names_navigation(names)
            self._names[joined] = away, _names_side(names)
        return self._names[joined]


def _names_navigation(names: list[str]) -> bool:
    """Return whether a class or an id names navigation; a post's own tags do not.

    `main-nav` and `footer` do; `tag-menus` on a `post` says what the article is about.
    """
    if not _POST.isdisjoint(names):
        names = [name for name in names if not _TAXONOMY_CLASS.match(name)]
    return any(map(_AWAY.search, names))


def _names_side(names: list[str]) -> bool:
    return any(map(_SIDE.search, names))


def _farther(elements: int) -> int:
    """Count one element more to a class above; 0 stays 0, for none."""
    return elements + 1 if elements else 0


def _is_article(element: HtmlElement, names: list[str]) -> bool:
    """Recognise the box of one article: `<article>` or a post's class, and not too many links.

    Some sites put a whole list into one `<article>`.
    """
    if element.tag != "article" and _POST.isdisjoint(names):
        return False
    return _links_up_to(element, ARTICLE_LINKS + 1) <= ARTICLE_LINKS


def _links_up_to(element: HtmlElement, most: int) -> int:
    """Count the links in an element, and stop at `most`."""
    links = islice(element.iter("a"), most)
    return len(list(links))


def _path(element: HtmlElement, above: str) -> str:
    """Return the path of an element, itself first: `li.item0/ul.list/div.main`."""
    first_class = element.get("class", "").split(" ")[0]
    blurred = re.sub(r"\d+", "0", first_class)
    farther = list(filter(None, above.split("/")))[: PATH - 1]
    own = f"{element.tag}.{blurred}"
    return "/".join([own, *farther])
