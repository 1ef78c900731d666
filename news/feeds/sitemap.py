"""Sitemaps (sitemaps.org), news sitemaps (Google's schema) and sitemap indexes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import islice
from operator import attrgetter, itemgetter

from news.feeds.markup import one_line
from news.feeds.place import Place
from news.feeds.rss import MAX_ENTRIES
from news.feeds.xml_tree import Element, Root, local, named, text_of
from news.models import Entry, Feed, Media

# Keywords and genres of one entry.
MOST_WORDS = 30
# Pages that are asked how often they change.
MOST_FREQUENCIES = 200
# The wait for each word of `changefreq`; who changes more seldom is not asked less.
_FREQUENCIES = {
    "always": timedelta(minutes=15),
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(weeks=1),
}


def read(root: Root, place: Place) -> Feed:
    """Read a sitemap, or the list of sitemaps that an index names, the newest first."""
    if root.name == "sitemapindex":
        sitemaps = _children(root.element, place)
        return Feed(
            kind="sitemap",
            url=place.url,
            sitemaps=sitemaps,
            repaired=root.repaired,
        )
    nodes = list(named(root.element, "url"))
    # The first page names the publication.
    first = next(iter(nodes), root.element)
    return Feed(
        kind="sitemap",
        url=place.url,
        title=_text_below(first, "name"),
        entries=_newest(_listed(nodes, place)),
        language=_text_below(first, "language"),
        ttl=_shortest_wait(nodes),
        repaired=root.repaired,
    )


def _listed(nodes: list[Element], place: Place) -> list[Entry]:
    """Read the pages of a sitemap, those without an address left out."""
    # A plain sitemap lists a whole site: more is read than is kept, for the
    # newest may stand last.
    looked_at = nodes[: 10 * MAX_ENTRIES]
    entries = (_entry(node, place) for node in looked_at)
    return list(filter(attrgetter("url"), entries))


def _newest(entries: list[Entry]) -> tuple[Entry, ...]:
    """Return the entries that may be news, the newest first, those without a date last."""
    entries.sort(key=lambda entry: _age(entry.published_at))
    return tuple(entries[:MAX_ENTRIES])


def _age(moment: datetime | None) -> float:
    """Return seconds that put the newest first; 0 for no date."""
    return -moment.timestamp() if moment else 0.0


def _shortest_wait(nodes: list[Element]) -> timedelta | None:
    """Return how often the site says that its pages change; None where it does not say.

    `hourly` and `weekly` → one hour.
    """
    looked_at = nodes[:MOST_FREQUENCIES]
    words = {_text_below(node, "changefreq") for node in looked_at}
    known = words & _FREQUENCIES.keys()
    waits = map(_FREQUENCIES.__getitem__, known)
    return min(waits, default=None)


def _text_below(node: Element, name: str) -> str:
    """Return the text of the first element of a name below a node, in any namespace."""
    return text_of(next(named(node.iter(), name), None))


def _children(index: Element, place: Place) -> tuple[str, ...]:
    """Return the sitemaps of an index, the last changed first."""
    dated = []
    for node in list(index)[:MAX_ENTRIES]:
        changed = place.date(_text_below(node, "lastmod"))
        link = place.join(_text_below(node, "loc"))
        dated.append((_age(changed), link))
    dated.sort(key=itemgetter(0))
    return tuple(link for _, link in dated if link)


def _entry(node: Element, place: Place) -> Entry:
    """Read a page's entry, with the facts of a news sitemap and its first picture."""
    children = list(node.iterdescendants())
    fields = {
        local(child): text_of(child) for child in children if len(child) == 0
    }
    changed = place.date(fields.get("lastmod", ""))
    published = place.date(fields.get("publication_date", ""))
    address = _first_text(named(node, "loc"))
    # A picture's address stands in an element of its own.
    inner = named(children, "loc")
    picture = _first_text(loc for loc in inner if loc.getparent() is not node)
    return Entry(
        url=place.join(address),
        title=one_line(fields.get("title", "")),
        published_at=published or changed,
        updated_at=changed,
        id=address,
        categories=_words(fields),
        media=_pictures(picture, place),
    )


def _first_text(nodes: Iterable[Element]) -> str:
    """Return the first text of some elements that is not empty."""
    return next(filter(None, map(text_of, nodes)), "")


def _words(fields: dict[str, str]) -> tuple[str, ...]:
    """Return the keywords and genres of a news sitemap.

    Keywords "bridge, river" and genre "Blog" → bridge, river, Blog.
    """
    keywords = fields.get("keywords", "")
    genres = fields.get("genres", "")
    listed = f"{keywords},{genres}"
    words = map(str.strip, listed.split(","))
    return tuple(islice(filter(None, words), MOST_WORDS))


def _pictures(address: str, place: Place) -> tuple[Media, ...]:
    """Return the picture of an entry; none without an address."""
    link = place.join(address)
    return (Media(link, "image/*"),) if link else ()
