"""Sitemaps (sitemaps.org), news sitemaps (Google's schema) and sitemap indexes."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice
from operator import itemgetter

from news.feeds.markup import one_line
from news.feeds.place import Place
from news.feeds.rss import MAX_ENTRIES
from news.feeds.tree import Element, Root, local, text_of
from news.models import Entry, Feed, Media

# Keywords and genres of one entry.
MOST_WORDS = 30
# Pages that are asked how often they change.
MOST_FREQUENCIES = 200
_FREQUENCIES = {"always": 15, "hourly": 60, "daily": 1440, "weekly": 10080}


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
    nodes = [node for node in root.element if local(node) == "url"]
    first = nodes[:1]
    return Feed(
        kind="sitemap",
        url=place.url,
        title="".join(_named(node, "name") for node in first),
        entries=_newest(_listed(nodes, place)),
        language="".join(_named(node, "language") for node in first),
        ttl=_shortest_wait(nodes),
        repaired=root.repaired,
    )


def _listed(nodes: list[Element], place: Place) -> list[Entry]:
    # A plain sitemap lists a whole site: more is read than is kept, for the
    # newest may stand last.
    looked_at = nodes[: 10 * MAX_ENTRIES]
    entries = [_entry(node, place) for node in looked_at]
    return [entry for entry in entries if entry.url]


def _newest(entries: list[Entry]) -> tuple[Entry, ...]:
    """Return the entries that may be news, the newest first, those without a date last."""
    entries.sort(key=lambda entry: _age(entry.published_at))
    return tuple(entries[:MAX_ENTRIES])


def _age(moment: datetime | None) -> float:
    """Return seconds that put the newest first; 0 for no date."""
    return -moment.timestamp() if moment else 0.0


def _shortest_wait(nodes: list[Element]) -> timedelta | None:
    """Return how often the site says that its pages change; None where it does not say."""
    looked_at = nodes[:MOST_FREQUENCIES]
    words = {_named(node, "changefreq") for node in looked_at}
    known = words & _FREQUENCIES.keys()
    minutes = min(map(_FREQUENCIES.__getitem__, known), default=0)
    return timedelta(minutes=minutes) if minutes else None


def _named(node: Element, name: str) -> str:
    """Return the text of the first element of a name below a node, in any namespace."""
    named = (child for child in node.iter() if local(child) == name)
    return text_of(next(named, None))


def _children(index: Element, place: Place) -> tuple[str, ...]:
    """Return the sitemaps of an index, the last changed first."""
    dated = []
    for node in list(index)[:MAX_ENTRIES]:
        changed = place.date(_named(node, "lastmod"))
        link = place.join(_named(node, "loc"))
        dated.append((_age(changed), link))
    dated.sort(key=itemgetter(0))
    return tuple(link for _, link in dated if link)


def _entry(node: Element, place: Place) -> Entry:
    """Read a page's entry, with the facts of a news sitemap and its first picture."""
    children = list(node.iterdescendants())
    leaves = (child for child in children if len(child) == 0)
    fields = {local(leaf): text_of(leaf) for leaf in leaves}
    changed = place.date(fields.get("lastmod", ""))
    published = place.date(fields.get("publication_date", ""))
    # A picture's address stands in an element of its own.
    addresses: dict[bool, str] = {}
    for child in children:
        if local(child) == "loc" and (text := text_of(child)):
            addresses.setdefault(child.getparent() is node, text)
    address = addresses.get(True, "")
    picture = addresses.get(False, "")
    return Entry(
        url=place.join(address),
        title=one_line(fields.get("title", "")),
        published_at=published or changed,
        updated_at=changed,
        id=address,
        categories=_words(fields),
        media=_pictures(picture, place),
    )


def _words(fields: dict[str, str]) -> tuple[str, ...]:
    """Return the keywords and genres of a news sitemap."""
    keywords = fields.get("keywords", "")
    genres = fields.get("genres", "")
    listed = f"{keywords},{genres}"
    words = map(str.strip, listed.split(","))
    return tuple(islice(filter(None, words), MOST_WORDS))


def _pictures(address: str, place: Place) -> tuple[Media, ...]:
    link = place.join(address)
    return (Media(link, "image/*"),) if link else ()
