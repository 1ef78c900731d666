"""Sitemaps (sitemaps.org), news sitemaps (Google's schema) and sitemap indexes."""

from __future__ import annotations

from datetime import timedelta

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
    nodes = [node for node in root.element if local(node).lower() == "url"]
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
    entries = [_entry(node, place) for node in nodes[: 10 * MAX_ENTRIES]]
    return [entry for entry in entries if entry.url]


def _newest(entries: list[Entry]) -> tuple[Entry, ...]:
    """Return the entries that may be news: the newest, where any has a date."""
    if any(entry.published_at for entry in entries):
        entries = sorted(entries, key=_age)
    return tuple(entries[:MAX_ENTRIES])


def _age(entry: Entry) -> float:
    return -entry.published_at.timestamp() if entry.published_at else 0.0


def _shortest_wait(nodes: list[Element]) -> timedelta | None:
    """Return how often the site says that its pages change; None where it does not say."""
    words = [_named(node, "changefreq") for node in nodes[:MOST_FREQUENCIES]]
    waits = [_FREQUENCIES[word] for word in words if word in _FREQUENCIES]
    return timedelta(minutes=min(waits)) if waits else None


def _named(node: Element, name: str) -> str:
    return next(
        (
            text_of(element)
            for element in node.iter()
            if local(element).lower() == name
        ),
        "",
    )


def _children(index: Element, place: Place) -> tuple[str, ...]:
    children = []
    for node in list(index)[:MAX_ENTRIES]:
        if link := place.join(_named(node, "loc")):
            date = place.date(_named(node, "lastmod"))
            children.append((date.timestamp() if date else 0.0, link))
    return tuple(
        link for _, link in sorted(children, key=lambda each: -each[0])
    )


def _entry(node: Element, place: Place) -> Entry:
    leaves = [
        child for child in node.iter() if child is not node and not len(child)
    ]
    fields = {local(leaf).lower(): text_of(leaf) for leaf in leaves}
    # image:loc would otherwise take the place of loc.
    own = next(
        (text_of(child) for child in node if local(child).lower() == "loc"), ""
    )
    changed = place.date(fields.get("lastmod", ""))
    return Entry(
        url=place.join(own),
        title=one_line(fields.get("title", "")),
        published_at=place.date(fields.get("publication_date", "")) or changed,
        updated_at=changed,
        id=own,
        categories=_words(fields),
        media=_pictures(node, place),
    )


def _words(fields: dict[str, str]) -> tuple[str, ...]:
    listed = f"{fields.get('keywords', '')},{fields.get('genres', '')}".split(
        ","
    )
    return tuple(word.strip() for word in listed if word.strip())[:MOST_WORDS]


def _pictures(node: Element, place: Place) -> tuple[Media, ...]:
    """Return the first picture of an entry: its address stands in an element of its own."""
    inner = (child for child in node.iter() if child.getparent() is not node)
    address = next(
        (text_of(child) for child in inner if local(child) == "loc"), ""
    )
    link = place.join(address)
    return (Media(link, "image/*"),) if link else ()
