"""Sitemaps (sitemaps.org), news sitemaps (Google's schema) and sitemap indexes."""

from __future__ import annotations

from datetime import timedelta
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
    if entry.published_at:
        return -entry.published_at.timestamp()
    return 0.0


def _shortest_wait(nodes: list[Element]) -> timedelta | None:
    """Return how often the site says that its pages change; None where it does not say."""
    words = [_named(node, "changefreq") for node in nodes[:MOST_FREQUENCIES]]
    waits = [_FREQUENCIES[word] for word in words if word in _FREQUENCIES]
    return timedelta(minutes=min(waits)) if waits else None


def _named(node: Element, name: str) -> str:
    for element in node.iter():
        if local(element).lower() == name:
            return text_of(element)
    return ""


def _children(index: Element, place: Place) -> tuple[str, ...]:
    changed_at: list[tuple[float, str]] = []
    for node in list(index)[:MAX_ENTRIES]:
        link = place.join(_named(node, "loc"))
        if not link:
            continue
        date = place.date(_named(node, "lastmod"))
        changed_at.append((date.timestamp() if date else 0.0, link))
    changed_at.sort(key=itemgetter(0), reverse=True)
    return tuple(link for _, link in changed_at)


def _entry(node: Element, place: Place) -> Entry:
    fields: dict[str, str] = {}
    address = picture = ""
    for child in node.iterdescendants():
        name = local(child).lower()
        if len(child) == 0:
            fields[name] = text_of(child)
        if name == "loc":
            # A picture's address stands in an element of its own.
            if child.getparent() is node:
                address = address or text_of(child)
            else:
                picture = picture or text_of(child)
    changed = place.date(fields.get("lastmod", ""))
    published = place.date(fields.get("publication_date", ""))
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
    listed = f"{fields.get('keywords', '')},{fields.get('genres', '')}"
    words = [word.strip() for word in listed.split(",")]
    return tuple(filter(None, words))[:MOST_WORDS]


def _pictures(address: str, place: Place) -> tuple[Media, ...]:
    link = place.join(address)
    return (Media(link, "image/*"),) if link else ()
