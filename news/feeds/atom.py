"""Atom 1.0 (RFC 4287) and the older 0.3."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from itertools import islice

from news.feeds.hubs import hub_of
from news.feeds.markup import first_image, one_line, plain
from news.feeds.place import Place
from news.feeds.rss import (
    MAX_ENTRIES,
    first_date,
    labels,
    named_oddly,
    numeric_dates,
)
from news.feeds.tree import Element, Root, local, markup_of, text_of
from news.feeds.vocabulary import (
    children_named,
    fields,
    file_size,
    name_of,
    own_space,
)
from news.models import Entry, Feed, Media

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
# Elements above an entry that may state a base of addresses.
MAX_BASES = 8
_TITLES = ("title", "dc:title", "media:title")
_SUMMARIES = (
    "summary",
    "tagline",
    "description",
    "subtitle",
    "media:description",
    "dc:description",
)
_DATES = (
    "published",
    "issued",
    "created",
    "dc:date",
    "updated",
    "modified",
    "pubdate",
)
_UPDATES = ("updated", "modified", "dcterms:modified")
_DATE_TAGS = ("{*}published", "{*}updated", "{*}issued")
# Media types whose text is base64 (RFC 4287, 4.1.3.3, point 6); others that are
# no text say so by `mode`.
_BINARY = re.compile(
    r"(?:image|audio|video)/|application/(?:octet-stream|pdf|zip|gzip|msword|vnd\.)"
)


def read(root: Root, place: Place) -> Feed:
    """Read an Atom document."""
    feed = root.element
    own = own_space(feed)
    head = fields(feed, own)
    entries = _entries(feed, own)
    place = place.with_list(
        language=feed.get(_LANG, ""), dates=numeric_dates(entries, _DATE_TAGS)
    )
    return Feed(
        kind="feed",
        url=place.url,
        title=_title(head),
        entries=tuple(read_entry(entry, own, place) for entry in entries),
        language=feed.get(_LANG, ""),
        link=_link(feed, own, place),
        repaired=root.repaired,
        hub=hub_of(feed, place),
    )


def _entries(feed: Element, own: str) -> list[Element]:
    """Return the entries: those of the document's own words, or of any where it has none."""
    named = (
        node
        for node in feed.iter("{*}entry")
        if name_of(str(node.tag), own) == "entry"
    )
    entries = list(islice(named, MAX_ENTRIES))
    return entries or named_oddly(feed, "entry")


def _markup(node: Element | None) -> str:
    """Return a text construct as HTML (RFC 4287, 3.1; Atom 0.3's `mode`).

    `<title type="text">A &lt; B</title>` → `A &lt; B`; of type html the same is the markup `A < B`.
    """
    if node is None:
        return ""
    kind = (node.get("type") or "text").lower()
    mode = node.get("mode", "").lower()
    if _is_packed(node, kind, mode):
        return _base64(text_of(node))
    if _is_marked_up(node, kind, mode):
        return markup_of(node)
    text = text_of(node)
    if kind in {"text", "text/plain"} and mode != "escaped":
        return text.replace("&", "&amp;").replace("<", "&lt;")
    return text


def _is_marked_up(node: Element, kind: str, mode: str) -> bool:
    """Return whether a construct holds elements that are its markup."""
    if len(node) == 0:
        return False
    return mode == "xml" or kind in _MARKED_UP or "+xml" in kind


def _is_packed(node: Element, kind: str, mode: str) -> bool:
    """Return whether a construct is declared to be base64."""
    if mode:
        return mode == "base64"
    return len(node) == 0 and bool(_BINARY.match(kind))


def _base64(text: str) -> str:
    """Decode base64; what is none stays as it is."""
    packed = "".join(text.split())
    try:
        data = b64decode(packed, validate=True)
    except (binascii.Error, ValueError):
        return text
    return data.decode("utf-8", "replace")


def _first(words: dict[str, Element], names: tuple[str, ...]) -> str:
    """Return the HTML of the first of these words that has any."""
    nodes = map(words.get, names)
    return next(filter(None, map(_markup, nodes)), "")


def _title(words: dict[str, Element]) -> str:
    return one_line(_first(words, _TITLES))


def _base(entry: Element, place: Place) -> str:
    """Return the address that links are joined to: `xml:base` of the elements around them."""
    base = place.url
    outer = list(islice(entry.iterancestors(), MAX_BASES))
    for node in (*reversed(outer), entry):
        base = place.join(node.get(_BASE, ""), base) or base
    return base


def _link(entry: Element, own: str, place: Place) -> str:
    """Return the address: the most useful of the web addresses, a page before a document.

    Alternate links go before related ones.
    """
    base = _base(entry, place)
    is_feed = local(entry) == "feed"
    relations = _FEED_RELATIONS if is_feed else _RELATIONS
    nodes = children_named(entry, own, _LINKS)
    links = [node for node in nodes if _relation(node) in relations]
    links.sort(
        key=lambda node: (relations.index(_relation(node)), _usefulness(node))
    )
    addresses = (
        place.join(node.get("href", ""), node.get(_BASE) or base)
        for node in links
    )
    return next(filter(None, addresses), "")


_RELATIONS = ("alternate", "related", "self")
_FEED_RELATIONS = ("alternate", "related")
_MARKED_UP = frozenset({"xhtml", "application/xhtml+xml", "text/html"})
_LINKS = frozenset({"link", "atom:link"})


def _relation(link: Element) -> str:
    return (link.get("rel") or "alternate").lower().rpartition("/")[2]


def _usefulness(link: Element) -> int:
    """Rank a link by the type that it declares.

    Pages come first, then links that tell no type, then other texts, then the rest.
    """
    stated = link.get("type", "").lower()
    kind = stated.partition(";")[0].strip()
    if kind in {"text/html", "application/xhtml+xml"}:
        return 0
    if not kind:
        return 1
    return 2 if kind.startswith("text/") else 3


def read_entry(entry: Element, own: str, place: Place) -> Entry:
    """Read an entry; `own` is the namespace of the document's own words."""
    words = fields(entry, own)
    content = _markup(words.get("content"))
    summary = _first(words, _SUMMARIES)
    return Entry(
        url=_address(entry, words, own, place),
        title=_title(words),
        published_at=first_date(words, _DATES, place),
        updated_at=first_date(words, _UPDATES, place),
        summary=plain(summary or content),
        content=content,
        id=text_of(words.get("id")) or text_of(words.get("guid")),
        author=_author(entry, own),
        categories=_categories(entry, own),
        media=_media(entry, content or summary, place),
    )


def _address(
    entry: Element, words: dict[str, Element], own: str, place: Place
) -> str:
    """Return an entry's link, or the address that takes its place."""
    url = _link(entry, own, place)
    content = words.get("content")
    if not url and content is not None:
        base = _base(entry, place)
        url = place.join(content.get("src", ""), base)
    if url:
        return url
    original = text_of(words.get("feedburner:origlink"))
    return _permanent(words, place) or place.join(original)


def _permanent(words: dict[str, Element], place: Place) -> str:
    """Return an id that is an address."""
    identity = text_of(words.get("id"))
    if identity.startswith("http"):
        return place.join(identity)
    return ""


def _author(entry: Element, own: str) -> str:
    """Return the authors by name, or by address where that is all."""
    names = []
    for node in children_named(entry, own, {"author", "dc:creator"}):
        inner = fields(node, own)
        known = inner.get("name", inner.get("email", node))
        names.append(one_line(text_of(known)))
    return ", ".join(filter(None, names[:5]))


def _categories(entry: Element, own: str) -> tuple[str, ...]:
    nodes = children_named(entry, own, {"category", "dc:subject"})
    return labels(
        node.get("label") or node.get("term") or text_of(node) for node in nodes
    )


def _media(entry: Element, markup: str, place: Place) -> tuple[Media, ...]:
    """Return what is enclosed, or the first picture of the text."""
    media: dict[str, Media] = {}
    for node in islice(entry.iter(), 400):
        given = _enclosed(node)
        if given is None:
            continue
        address, kind = given
        link = place.join(address)
        if link:
            size = file_size(node)
            media.setdefault(link, Media(link, kind, size=size))
    if not media and (image := place.join(first_image(markup))):
        return (Media(image, "image/*"),)
    return tuple(islice(media.values(), 20))


def _enclosed(node: Element) -> tuple[str, str] | None:
    """Return the address and MIME type of an enclosure, or of Media RSS.

    `<media:thumbnail url="https://site.example/a.jpg"/>` → that address, `image/*`.
    """
    name = local(node)
    if name == "link" and node.get("rel", "").lower() == "enclosure":
        return node.get("href", ""), node.get("type", "")
    url = node.get("url")
    if name in {"thumbnail", "content"} and url:
        return url, node.get("type") or "image/*"
    return None
