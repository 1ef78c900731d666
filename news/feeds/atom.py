"""Atom 1.0 (RFC 4287) and the older 0.3."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from datetime import datetime
from itertools import islice

from news.feeds.hubs import hub_of
from news.feeds.markup import first_image, one_line, plain
from news.feeds.place import Place, is_numeric
from news.feeds.rss import MAX_ENTRIES
from news.feeds.tree import Element, Root, local, markup_of, text_of
from news.feeds.vocabulary import fields, file_size, name_of, own_space
from news.models import Entry, Feed, Media

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
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
    place = place.with_list(language=feed.get(_LANG, ""), dates=_dates(entries))
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
    nodes = [
        node
        for node in feed.iter("{*}entry")
        if name_of(str(node.tag), own) == "entry"
    ]
    if not nodes:
        nodes = [node for node in feed.iter() if local(node).lower() == "entry"]
    return nodes[:MAX_ENTRIES]


def _dates(entries: list[Element]) -> list[str]:
    names = ("{*}published", "{*}updated", "{*}issued")
    first = next(
        (node for entry in entries[:1] for node in entry.iter(*names)), None
    )
    if first is None or not is_numeric(text_of(first)):
        return []
    return [text_of(node) for entry in entries for node in entry.iter(*names)]


_MARKED_UP = {"xhtml", "application/xhtml+xml", "text/html"}


def _markup(node: Element | None) -> str:
    """Return a text construct as HTML (RFC 4287, 3.1; Atom 0.3's `mode`)."""
    if node is None:
        return ""
    kind = (node.get("type") or "text").lower()
    mode = (node.get("mode") or "").lower()
    if _is_packed(node, kind, mode):
        return _base64(text_of(node))
    if len(node) and (kind in _MARKED_UP or mode == "xml" or "+xml" in kind):
        return markup_of(node)
    if kind in {"text", "text/plain"} and mode != "escaped":
        return text_of(node).replace("&", "&amp;").replace("<", "&lt;")
    return text_of(node)


def _is_packed(node: Element, kind: str, mode: str) -> bool:
    """Return whether a construct is declared to be base64."""
    return mode == "base64" or (
        bool(_BINARY.match(kind)) and not mode and not len(node)
    )


def _base64(text: str) -> str:
    """Decode base64; what is none stays as it is."""
    try:
        return b64decode("".join(text.split()), validate=True).decode(
            "utf-8", "replace"
        )
    except (binascii.Error, ValueError):
        return text


def _first(words: dict[str, Element], names: tuple[str, ...]) -> str:
    """Return the HTML of the first of these words that has any."""
    return next(
        (text for name in names if (text := _markup(words.get(name)))), ""
    )


def _title(words: dict[str, Element]) -> str:
    return one_line(_first(words, _TITLES))


def _date(
    words: dict[str, Element], place: Place, names: tuple[str, ...]
) -> datetime | None:
    for name in names:
        if (node := words.get(name)) is not None and (
            date := place.date(text_of(node))
        ):
            return date
    return None


def _base(entry: Element, place: Place) -> str:
    base = place.url
    for node in (*reversed(list(islice(entry.iterancestors(), 8))), entry):
        if inner := node.get(_BASE):
            base = place.join(inner, base) or base
    return base


def _link(entry: Element, own: str, place: Place) -> str:
    """Return the address: the most useful of the web addresses, a page before a document.

    Alternate links go before related ones.
    """
    base = _base(entry, place)
    links = [
        node
        for node in entry
        if isinstance(node.tag, str)
        and name_of(node.tag, own) in {"link", "atom:link"}
    ]
    wanted = (
        ("alternate", "related")
        if local(entry).lower() == "feed"
        else _RELATIONS
    )
    for relation in wanted:
        of_relation = [node for node in links if _relation(node) == relation]
        for node in sorted(of_relation, key=_usefulness):
            if address := place.join(
                node.get("href", ""), node.get(_BASE) or base
            ):
                return address
    return ""


_RELATIONS = ("alternate", "related", "self")


def _relation(link: Element) -> str:
    return (link.get("rel") or "alternate").lower().rpartition("/")[2]


def _usefulness(link: Element) -> int:
    """Rank a link by the type that it declares.

    Pages come first, then links that tell no type, then other texts, then the rest.
    """
    kind = (link.get("type") or "").lower().partition(";")[0].strip()
    if kind in {"text/html", "application/xhtml+xml"}:
        return 0
    return 1 if not kind else 2 if kind.startswith("text/") else 3


def read_entry(entry: Element, own: str, place: Place) -> Entry:
    """Read an entry; `own` is the namespace of the document's own words."""
    words = fields(entry, own)
    content_node = words.get("content")
    content = _markup(content_node)
    summary = _first(words, _SUMMARIES)
    url = _link(entry, own, place)
    if not url and content_node is not None:
        url = place.join(content_node.get("src", ""), _base(entry, place))
    return Entry(
        url=url
        or _permanent(words, place)
        or place.join(text_of(words.get("feedburner:origlink"))),
        title=_title(words),
        published_at=_date(words, place, _DATES),
        updated_at=_date(words, place, _UPDATES),
        summary=plain(summary or content),
        content=content,
        id=text_of(words.get("id")) or text_of(words.get("guid")),
        author=_author(entry, own),
        categories=_categories(entry, own),
        media=_media(entry, content or summary, place),
    )


def _permanent(words: dict[str, Element], place: Place) -> str:
    identity = text_of(words.get("id"))
    return place.join(identity) if identity.startswith("http") else ""


def _author(entry: Element, own: str) -> str:
    names = []
    for node in entry:
        if isinstance(node.tag, str) and name_of(node.tag, own) in {
            "author",
            "dc:creator",
        }:
            inner = fields(node, own)
            known = inner.get("name") if "name" in inner else inner.get("email")
            names.append(
                one_line(text_of(known if known is not None else node))
            )
    return ", ".join(name for name in names[:5] if name)


def _categories(entry: Element, own: str) -> tuple[str, ...]:
    categories: dict[str, None] = {}
    for node in entry:
        if isinstance(node.tag, str) and name_of(node.tag, own) in {
            "category",
            "dc:subject",
        }:
            categories[
                one_line(
                    node.get("label") or node.get("term") or text_of(node)
                )[:100]
            ] = None
    categories.pop("", None)
    return tuple(islice(categories, 30))


def _media(entry: Element, markup: str, place: Place) -> tuple[Media, ...]:
    media: dict[str, Media] = {}
    for node in islice(entry.iter(), 400):
        name = local(node).lower()
        if name == "link" and (node.get("rel") or "").lower() == "enclosure":
            link, kind = place.join(node.get("href", "")), node.get("type", "")
        elif name in {"thumbnail", "content"} and node.get("url"):
            link, kind = (
                place.join(node.get("url", "")),
                node.get("type") or "image/*",
            )
        else:
            continue
        if link:
            media.setdefault(link, Media(link, kind, size=file_size(node)))
    if not media and (image := place.join(first_image(markup))):
        media[image] = Media(image, "image/*")
    return tuple(islice(media.values(), 20))
