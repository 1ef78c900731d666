"""Atom 1.0 (RFC 4287) and the older 0.3."""

from __future__ import annotations

import binascii
from base64 import b64decode
from datetime import datetime
from itertools import islice

from news.feeds.markup import first_image, one_line, plain
from news.feeds.place import Place
from news.feeds.rss import MAX_ENTRIES
from news.feeds.tree import Element, Root, local, markup_of, text_of
from news.models import Entry, Feed, Media

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def read(root: Root, place: Place) -> Feed:
    """Read an Atom document."""
    feed = root.element
    entries = [
        node for node in feed.iter() if isinstance(node.tag, str) and local(node).lower() == "entry"
    ]
    return Feed(
        kind="feed",
        url=place.url,
        title=_title(_first(feed, "title")),
        entries=tuple(_entry(entry, place) for entry in islice(entries, MAX_ENTRIES)),
        language=feed.get(_LANG, ""),
        link=_link(feed, place),
        repaired=root.repaired,
    )


def _first(parent: Element, *names: str) -> Element | None:
    for name in names:
        for node in parent:
            if local(node).lower() == name:
                return node
    return None


def _markup(node: Element | None) -> str:
    """Return a text construct as HTML (RFC 4287, 3.1; Atom 0.3's `mode`)."""
    if node is None:
        return ""
    kind = (node.get("type") or "text").lower()
    mode = (node.get("mode") or "").lower()
    binary = "/" in kind and not kind.startswith("text/") and "xml" not in kind and not len(node)
    if mode == "base64" or (binary and not mode):
        return _base64(text_of(node))
    if len(node) and (
        kind in {"xhtml", "application/xhtml+xml", "text/html"} or mode == "xml" or "+xml" in kind
    ):
        return markup_of(node)
    if kind in {"text", "text/plain"} and mode != "escaped":
        return text_of(node).replace("&", "&amp;").replace("<", "&lt;")
    return text_of(node)


def _base64(text: str) -> str:
    try:
        return b64decode(text, validate=False).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def _title(node: Element | None) -> str:
    return one_line(_markup(node))


def _date(entry: Element, place: Place, *names: str) -> datetime | None:
    for name in names:
        if (node := _first(entry, name)) is not None and (found := place.date(text_of(node))):
            return found
    return None


def _base(entry: Element, place: Place) -> str:
    base = place.url
    for node in (*reversed(list(islice(entry.iterancestors(), 8))), entry):
        if inner := node.get(_BASE):
            base = place.join(inner, base) or base
    return base


def _link(entry: Element, place: Place) -> str:
    base = _base(entry, place)
    links = [node for node in entry if local(node).lower() == "link" and node.get("href")]
    for wanted in ("alternate", "related", "self"):
        for node in links:
            if (node.get("rel") or "alternate").lower().rpartition("/")[2] == wanted:
                if wanted == "self" and local(entry).lower() == "feed":
                    continue
                return place.join(node.get("href", ""), node.get(_BASE) or base)
    return ""


def _entry(entry: Element, place: Place) -> Entry:
    content_node = _first(entry, "content")
    content = _markup(content_node)
    summary = _markup(_first(entry, "summary", "tagline", "description"))
    url = _link(entry, place)
    if not url and content_node is not None:
        url = place.join(content_node.get("src", ""), _base(entry, place))
    return Entry(
        url=url or _permanent(entry, place),
        title=_title(_first(entry, "title")),
        published_at=_date(
            entry, place, "published", "issued", "created", "updated", "modified", "pubdate"
        ),
        updated_at=_date(entry, place, "updated", "modified"),
        summary=plain(summary or content),
        content=content,
        id=text_of(_first(entry, "id", "guid")),
        author=_author(entry),
        categories=_categories(entry),
        media=_media(entry, content or summary, place),
    )


def _permanent(entry: Element, place: Place) -> str:
    identity = text_of(_first(entry, "id"))
    return place.join(identity) if identity.startswith("http") else ""


def _author(entry: Element) -> str:
    names = []
    for node in entry:
        if local(node).lower() in {"author", "creator"}:
            inner = _first(node, "name", "email")
            names.append(one_line(text_of(inner if inner is not None else node)))
    return ", ".join(name for name in names[:5] if name)


def _categories(entry: Element) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for node in entry:
        if local(node).lower() in {"category", "subject"}:
            found[one_line(node.get("label") or node.get("term") or text_of(node))[:100]] = None
    found.pop("", None)
    return tuple(islice(found, 30))


def _media(entry: Element, markup: str, place: Place) -> tuple[Media, ...]:
    found: dict[str, Media] = {}
    for node in islice(entry.iter(), 400):
        name = local(node).lower()
        if name == "link" and (node.get("rel") or "").lower() == "enclosure":
            link, kind = place.join(node.get("href", "")), node.get("type", "")
        elif name in {"thumbnail", "content"} and node.get("url"):
            link, kind = place.join(node.get("url", "")), node.get("type") or "image/*"
        else:
            continue
        if link:
            found.setdefault(link, Media(link, kind))
    if not found and (image := place.join(first_image(markup))):
        found[image] = Media(image, "image/*")
    return tuple(islice(found.values(), 20))
