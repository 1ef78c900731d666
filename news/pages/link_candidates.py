"""Collect the links of a page, with what tells an article from navigation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, islice
from operator import attrgetter

from lxml.html import HtmlElement

from news.links import join, key
from news.models import Entry, Media
from news.pages.containers import Containers, Surroundings
from news.pages.headline_links import LEAST, width
from news.pages.items import (
    Item,
    ItemDates,
    picture,
    read_item,
    summary_of,
)
from news.pages.link_addresses import shape_of, slug_words

MAX_LINKS = 5000
MAX_TITLE = 300
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
_TITLE_TAGS = ("span", "div", "p")
_TITLE = re.compile(
    r"(?:^|\s|(?<!sub)[_-])(?:title|headline|tit)(?:$|\s)", re.IGNORECASE
)
_QUOTED = re.compile(r"['\"]([^'\"\s]*[/.?][^'\"\s]*)['\"]")
# Attributes that may say where a link leads, and the beginning of one that does.
_TARGETS = ("href", "data-href", "data-url")
_LEADS = re.compile(r"(?!#|javascript:).", re.DOTALL)
_PERMALINK = re.compile(
    r"^(?:permanent link|permalink|link)(?: to)?:?\s+", re.I
)
_RUNNING_TAGS = frozenset({"p", "span", "em", "i", "b", "strong"})
# Links, and boxes without one that a script opens: <li onclick="window.open('/a/1.html')">.
_LINKS = (
    "descendant-or-self::a | descendant::*[not(self::a) and (@data-href or @data-url"
    " or contains(@onclick, 'location') or contains(@onclick, 'open('))]"
    "[not(descendant::a) and not(ancestor::a)]"
)
MAX_SCRIPT = 500
NOWHERE = "about:blank"
# Width from which more words make no better headline.
LONG = 120
# Elements before a link whose words are looked at.
MAX_SIBLINGS = 50
# Width of the words before a link in its paragraph from which it stands in
# running text.
RUNNING = 30


@dataclass(slots=True)
class Link:
    """One address that the page links to, seen in one or more places."""

    url: str
    key: str
    text: str
    # The chain of tags and classes above it.
    path: str
    # Its address with digits and slugs blurred.
    shape: str
    position: int
    date: datetime | None = None
    summary: str = ""
    image: str = ""
    # Inside navigation, a footer or the like.
    away: bool = False
    side: bool = False
    # Inside the box of one article.
    article: bool = False
    heading: bool = False
    # In the middle of a paragraph.
    running: bool = False
    score: float = 0.0
    # True where the page's own grammar decided.
    learned: bool = False
    texts: list[str] = field(default_factory=list)


def collect(
    tree: HtmlElement, base: str, zone: str, now: datetime
) -> list[Link]:
    """Gather the page's links.

    Places that lead to one address become one link with the best text.
    """
    nodes = tree.xpath(_LINKS)[:MAX_LINKS]
    containers = Containers(len(nodes))
    links: dict[str, Link] = {}
    for position, node in enumerate(nodes):
        url = join(base, _target(node))
        if not url:
            continue
        link = _link(node, url, position, containers.around(node))
        if link.key in links:
            _merge(links[link.key], link)
        else:
            links[link.key] = link

    # Only now is it known which of its places tells most of an article.
    items = {
        link.key: read_item(
            nodes[link.position], link.key, link.url, link.texts
        )
        for link in links.values()
    }
    language = tree.get("lang", "")
    dates = ItemDates(items.values(), zone=zone, now=now, language=language)
    for link in links.values():
        _take_from(items[link.key], link, dates)
    return list(links.values())


def _target(node: HtmlElement) -> str:
    """Return where a link leads.

    A link that a script opens names its address between quotation marks.
    """
    attributes = (node.get(name, "").strip() for name in _TARGETS)
    script = " ".join([node.get("href", ""), node.get("onclick", "")])
    quoted = _QUOTED.findall(script[:MAX_SCRIPT])
    return next(chain(filter(_LEADS.match, attributes), quoted), NOWHERE)


def _link(
    node: HtmlElement, url: str, position: int, place: Surroundings
) -> Link:
    """Describe a link by itself and its place; its item is read later."""
    text, heading = _headline(node)
    return Link(
        url=url,
        key=key(url),
        text=text,
        path=place.path,
        shape=shape_of(url),
        position=position,
        image=picture(node, url),
        away=place.navigation,
        side=place.side,
        article=place.article,
        heading=heading or _in_heading(node),
        running=_runs(node),
        texts=[text],
    )


def _in_heading(node: HtmlElement) -> bool:
    """Return whether a link stands in a heading, at most two elements up."""
    above = islice(node.iterancestors(), 2)
    return not _HEADINGS.isdisjoint(element.tag for element in above)


def _headline(node: HtmlElement) -> tuple[str, bool]:
    """Return a link's headline, and whether it is a heading inside the link.

    A whole card may be one link, with section, date and headline in elements of their own.
    """
    headings = node.iter(*_HEADINGS, "strong")
    titles = filter(_named_title, node.iter(*_TITLE_TAGS))
    for inner in chain(headings, titles):
        if text := _flat(inner.text_content()):
            return text, inner.tag in _HEADINGS
    text = _flat(node.text_content())
    stated = filter(None, map(node.get, ("title", "aria-label")))
    title = _PERMALINK.sub("", _flat(next(stated, "")))
    # A title attribute that differs explains; one that goes on is the headline
    # uncut.
    if title.startswith(text.rstrip(".… ")):
        text = title or text
    return text or _alternative(node), False


def _named_title(element: HtmlElement) -> bool:
    """Recognise `<span class="card-title">`; not one called a subtitle."""
    return bool(_TITLE.search(element.get("class", "")))


def _alternative(node: HtmlElement) -> str:
    """Return what a link's picture is called."""
    image = next(node.iter("img"), None)
    return "" if image is None else _flat(image.get("alt", ""))


def _flat(text: str) -> str:
    """Return a text in one line, cut to `MAX_TITLE`.

    " Ferry   runs " → "Ferry runs".
    """
    return " ".join(text.split())[:MAX_TITLE]


def _runs(node: HtmlElement) -> bool:
    """Return whether a link stands in running text: after other words of its own paragraph."""
    parent = next(node.iterancestors())
    if parent.tag not in _RUNNING_TAGS:
        return False
    # The nearest siblings are enough: a paragraph may hold thousands of links.
    siblings = islice(node.itersiblings(preceding=True), MAX_SIBLINGS)
    words = [parent.text, *map(attrgetter("tail"), siblings)]
    before = "".join(filter(None, words))
    return width(_flat(before)) >= RUNNING


def _merge(known: Link, link: Link) -> None:
    """Add another place that leads to a known address, and keep the better text with its place."""
    known.texts.append(link.text)
    if _reads_better(link, known):
        known.text = link.text
        known.path = link.path
        known.position = link.position
        known.heading = link.heading
    known.image = known.image or link.image
    # Navigation in one place and an article in another: an article.
    known.away &= link.away
    known.side &= link.side
    known.running &= link.running
    known.article |= link.article


def _reads_better(link: Link, known: Link) -> bool:
    """Return whether a link's text is rather the headline than the text that is known."""
    rank = (link.heading, _told(link))
    if rank <= (known.heading, _told(known)):
        return False
    # A teaser's whole paragraph may be linked too: the headline is the shorter
    # of two long ones.
    is_word = width(known.text) < LEAST
    return is_word or width(link.text) < LONG


def _told(link: Link) -> int:
    """Return how much a text tells: its width, up to `LONG`."""
    return min(width(link.text), LONG)


def _take_from(item: Item, link: Link, dates: ItemDates) -> None:
    """Add date, summary and picture from the item that holds the link alone.

    A picture that is linked without any words is named by its address: `/ferry-runs-again` → "Ferry
    runs again".
    """
    link.date = dates.of(item)
    link.summary = summary_of(item)
    link.image = link.image or item.image
    if link.image:
        link.text = link.text or slug_words(link.url)


def grouped(
    links: list[Link], name: Callable[[Link], str]
) -> dict[str, list[Link]]:
    """Part links by a name that they share: the shape of their address, or their path."""
    groups: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        groups[name(link)].append(link)
    return groups


def entry_of(link: Link) -> Entry:
    """Turn a link into an entry."""
    media = (Media(link.image, "image/*"),) if link.image else ()
    return Entry(
        url=link.url,
        title=link.text,
        published_at=link.date,
        summary=link.summary,
        id=link.url,
        media=media,
    )
