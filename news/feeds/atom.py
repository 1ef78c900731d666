"""Atom 1.0 (RFC 4287) and the older 0.3."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from itertools import islice

from news.feeds.feed_elements import (
    Fields,
    children_named,
    fields_of,
    file_size,
    name_of,
    own_space,
)
from news.feeds.hubs import hub_of
from news.feeds.markup import first_image, one_line, plain
from news.feeds.people import of_feed, person, together
from news.feeds.place import Place
from news.feeds.rss import (
    MAX_ENTRIES,
    MAX_MEDIA,
    MAX_MEDIA_NODES,
    by_address,
    labels,
    named_oddly,
    numeric_dates,
)
from news.feeds.xml_tree import Element, Root, local, markup_of, text_of
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
    "media:text",
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
_MEDIA_TAGS = ("{*}link", "{*}thumbnail", "{*}content")
# Types of a construct whose elements are its markup.
_MARKUP_KIND = re.compile(r"xhtml|text/html|.*\+xml.*", re.DOTALL)
# Media types whose text is base64 (RFC 4287, 4.1.3.3, point 6); others that are
# no text say so by `mode`.
_BINARY = re.compile(
    r"(?:image|audio|video)/|application/(?:octet-stream|pdf|zip|gzip|msword|vnd\.)"
)


def read(root: Root, place: Place) -> Feed:
    """Read an Atom document."""
    feed = root.element
    own = own_space(feed)
    head = fields_of(feed, own)
    entries = _entries(feed, own)
    title = one_line(_first_markup(head, _TITLES))
    place = place.with_list(
        language=feed.get(_LANG, ""),
        dates=numeric_dates(entries, _DATE_TAGS),
        author=of_feed(_author(feed, own), title),
    )
    return Feed(
        kind="feed",
        url=place.url,
        title=title,
        entries=tuple(read_entry(entry, own, place) for entry in entries),
        language=feed.get(_LANG, ""),
        link=_link(feed, own, _base(feed, place), place),
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


def _is_packed(node: Element, kind: str, mode: str) -> bool:
    """Return whether a construct is declared to be base64.

    Atom 0.3 says so by `mode`, Atom 1.0 by a type such as `image/png`.
    """
    if mode:
        return mode == "base64"
    return len(node) == 0 and bool(_BINARY.match(kind))


def _is_marked_up(node: Element, kind: str, mode: str) -> bool:
    """Return whether a construct holds elements that are its markup.

    `<content type="xhtml"><div>…</div></content>` does.
    """
    is_declared = mode == "xml" or bool(_MARKUP_KIND.fullmatch(kind))
    return len(node) > 0 and is_declared


def _base64(text: str) -> str:
    """Decode base64; what is none stays as it is."""
    packed = "".join(text.split())
    try:
        data = b64decode(packed, validate=True)
    except (binascii.Error, ValueError):
        return text
    return data.decode("utf-8", "replace")


def _first_markup(words: Fields, names: tuple[str, ...]) -> str:
    """Return the HTML of the first of these words that has any."""
    nodes = map(words.by_name.get, names)
    return next(filter(None, map(_markup, nodes)), "")


def _base(entry: Element, place: Place) -> str:
    """Return the address that links are joined to: `xml:base` of the elements around them."""
    base = place.url
    outer = list(islice(entry.iterancestors(), MAX_BASES))
    for node in (*reversed(outer), entry):
        base = place.join(node.get(_BASE, ""), base) or base
    return base


def _link(entry: Element, own: str, base: str, place: Place) -> str:
    """Return the address: the most useful of the web addresses, a page before a document.

    Alternate links go before related ones.
    """
    relations = _FEED_RELATIONS if local(entry) == "feed" else _RELATIONS
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


# What a link may be to its entry, the best first; `self` of a feed is the feed itself, no page.
_RELATIONS = ("alternate", "related", "self")
_FEED_RELATIONS = ("alternate", "related")
_LINKS = frozenset({"link", "atom:link"})
# The rank of a link by its type: pages come first, then links that tell no type.
_USEFULNESS = {"text/html": 0, "application/xhtml+xml": 0, "": 1}


def _relation(link: Element) -> str:
    """Return what a link is to its entry, alternate where it does not say; some write
    it as an address.

    `rel="http://www.iana.org/assignments/relation/related"` → related.
    """
    return (link.get("rel") or "alternate").lower().rpartition("/")[2]


def _usefulness(link: Element) -> int:
    """Rank a link by the type that it declares; other texts go before the rest.

    Pages rank 0, links without a type 1, text/plain 2, application/pdf 3.
    """
    stated = link.get("type", "").lower()
    kind = stated.partition(";")[0].strip()
    other = 2 if kind.startswith("text/") else 3
    return _USEFULNESS.get(kind, other)


def read_entry(entry: Element, own: str, place: Place) -> Entry:
    """Read an entry; `own` is the namespace of the document's own words."""
    words = fields_of(entry, own)
    content = _markup(words.by_name.get("content"))
    summary = _first_markup(words, _SUMMARIES)
    return Entry(
        url=_address(entry, words, own, place),
        title=one_line(_first_markup(words, _TITLES)),
        published_at=place.first_date(words.texts(_DATES)),
        updated_at=place.first_date(words.texts(_UPDATES)),
        summary=plain(summary or content),
        content=content,
        id=words.text("id", "guid"),
        author=_author_or_origin(entry, words, own) or place.author,
        categories=_categories(entry, own),
        media=_media(entry, content or summary, place),
    )


def _address(entry: Element, words: Fields, own: str, place: Place) -> str:
    """Return an entry's link, or the address that takes its place."""
    base = _base(entry, place)
    source = words.attribute("content", "src")
    return (
        _link(entry, own, base, place)
        # Some write it as RSS does.
        or place.join(words.text("link"), base)
        or place.join(source, base)
        or place.link_in_id(words.text("id"))
        or place.join(words.text("feedburner:origlink"))
    )


def _author_or_origin(entry: Element, words: Fields, own: str) -> str:
    """Return the authors of an entry, or those of the feed that it was taken from (RFC
    4287, 4.2.1).
    """
    origin = words.by_name.get("source", entry)
    return _author(entry, own) or _author(origin, own)


def _author(entry: Element, own: str) -> str:
    """Return the authors by name, or by address where that is all.

    `<author><name>Ann</name></author><author><email>bo@site.example</email></author>` → `Ann,
    bo@site.example`.
    """
    nodes = children_named(entry, own, {"author", "dc:creator"})
    return together(map(person, nodes))


def _categories(entry: Element, own: str) -> tuple[str, ...]:
    """Return the names of categories: the `label` that people read, or the `term` of machines."""
    nodes = children_named(entry, own, {"category", "dc:subject"})
    return labels(
        node.get("label") or node.get("term") or text_of(node) for node in nodes
    )


def _media(entry: Element, markup: str, place: Place) -> tuple[Media, ...]:
    """Return what is enclosed, or the first picture of the text."""
    nodes = islice(entry.iter(*_MEDIA_TAGS), MAX_MEDIA_NODES)
    media = by_address(_medium(node, place) for node in nodes)
    if not media and (image := place.join(first_image(markup))):
        return (Media(image, "image/*"),)
    return tuple(islice(media.values(), MAX_MEDIA))


def _medium(node: Element, place: Place) -> Media:
    """Describe an enclosure, or an element of Media RSS; without an address it is neither.

    `<media:thumbnail url="https://site.example/a.jpg"/>` → that address, `image/*`.
    """
    address, kind = node.get("url", ""), node.get("type") or "image/*"
    if local(node) == "link":
        is_enclosure = node.get("rel", "").lower() == "enclosure"
        address = node.get("href", "") if is_enclosure else ""
        kind = node.get("type", "")
    return Media(place.join(address), kind, size=file_size(node))
