"""Sitemaps (sitemaps.org), news sitemaps (Google's schema) and sitemap indexes."""

from __future__ import annotations

from datetime import timedelta

from news.feeds.markup import one_line
from news.feeds.place import Place
from news.feeds.rss import MAX_ENTRIES
from news.feeds.tree import Element, Root, local, text_of
from news.models import Entry, Feed, Media

_FREQUENCIES = {"always": 15, "hourly": 60, "daily": 1440, "weekly": 10080}


def read(root: Root, place: Place) -> Feed:
    """Read a sitemap, or the list of sitemaps that an index names, the newest first."""
    if root.name == "sitemapindex":
        return Feed(
            kind="sitemap",
            url=place.url,
            sitemaps=_children(root.element, place),
            repaired=root.repaired,
        )
    nodes = [node for node in root.element if local(node).lower() == "url"]
    entries = [entry for node in nodes[: 10 * MAX_ENTRIES] if (entry := _entry(node, place)).url]
    # A plain sitemap lists a whole site; only its newest pages can be news.
    if any(entry.published_at for entry in entries):
        entries.sort(
            key=lambda entry: entry.published_at.timestamp() if entry.published_at else 0.0,
            reverse=True,
        )
    waits = [
        _FREQUENCIES[word]
        for node in nodes[:200]
        if (word := _named(node, "changefreq")) in _FREQUENCIES
    ]
    return Feed(
        kind="sitemap",
        url=place.url,
        title=next((name for node in nodes[:1] if (name := _named(node, "name"))), ""),
        entries=tuple(entries[:MAX_ENTRIES]),
        language=next((name for node in nodes[:1] if (name := _named(node, "language"))), ""),
        ttl=timedelta(minutes=min(waits)) if waits else None,
        repaired=root.repaired,
    )


def _named(node: Element, name: str) -> str:
    return next((text_of(each) for each in node.iter() if local(each).lower() == name), "")


def _children(index: Element, place: Place) -> tuple[str, ...]:
    found = []
    for node in list(index)[:MAX_ENTRIES]:
        if link := place.join(_named(node, "loc")):
            date = place.date(_named(node, "lastmod"))
            found.append((date.timestamp() if date else 0.0, link))
    return tuple(link for _, link in sorted(found, key=lambda each: -each[0]))


def _entry(node: Element, place: Place) -> Entry:
    fields = {
        local(each).lower(): text_of(each)
        for each in node.iter()
        if each is not node and not len(each)
    }
    # image:loc would else take the place of loc.
    own = next((text_of(each) for each in node if local(each).lower() == "loc"), "")
    image = next(
        (
            text_of(each)
            for each in node.iter()
            if local(each) == "loc" and each.getparent() is not node
        ),
        "",
    )
    words = [
        word
        for key in ("keywords", "genres")
        for part in fields.get(key, "").split(",")
        if (word := part.strip())
    ]
    return Entry(
        url=place.join(own),
        title=one_line(fields.get("title", "")),
        published_at=place.date(fields.get("publication_date", ""))
        or place.date(fields.get("lastmod", "")),
        updated_at=place.date(fields.get("lastmod", "")),
        id=own,
        categories=tuple(words[:30]),
        media=(Media(link, "image/*"),) if (link := place.join(image)) else (),
    )
