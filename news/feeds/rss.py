"""RSS 0.9x, 1.0 (RDF) and 2.0, with Dublin Core, content, Media RSS, iTunes and syndication."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import compress, islice

from news.feeds.hubs import hub_of
from news.feeds.markup import first_image, one_line, plain
from news.feeds.place import Place, is_numeric, minutes
from news.feeds.tree import Element, Root, local, markup_of, text_of
from news.feeds.vocabulary import (
    children_named,
    fields,
    file_size,
    name_of,
    own_space,
)
from news.models import Entry, Feed, Media

MAX_ENTRIES = 5000
_PERIODS = {
    "hourly": 60,
    "daily": 1440,
    "weekly": 10080,
    "monthly": 43200,
    "yearly": 525600,
}
_DATES = (
    "pubdate",
    "published",
    "issued",
    "dc:date",
    "date",
    "created",
    "dc:created",
    "dcterms:issued",
    "dcterms:created",
    "atom:published",
    "atom:issued",
)
_UPDATES = (
    "updated",
    "modified",
    "atom:updated",
    "dcterms:modified",
    "dc:modified",
)
_TITLES = ("title", "dc:title", "atom:title", "media:title", "itunes:title")
_CONTENTS = (
    "content:encoded",
    "encoded",
    "fullitem",
    "body",
    "xhtml:body",
    "content",
    "atom:content",
)
_SUMMARIES = (
    "summary",
    "description",
    "abstract",
    "atom:summary",
    "dc:description",
    "itunes:summary",
    "media:description",
    "googleplay:description",
    "itunes:subtitle",
)
_AUTHORS = (
    "dc:creator",
    "author",
    "creator",
    "atom:author",
    "itunes:author",
    "media:credit",
)
_ADDRESS_AND_NAME = re.compile(r"[^(]*\((?P<name>.*)\)")
_DATE_TAGS = ("{*}pubDate", "{*}date")
_MEDIA_TAGS = ("{*}enclosure", "{*}thumbnail", "{*}content", "{*}image")
_IDS = ("guid", "id", "atom:id", "dc:identifier")


def read(root: Root, place: Place) -> Feed:
    """Read an RSS document."""
    own = own_space(root.element)
    channel: Element | None = root.element
    if root.name != "channel":
        channel = _child(root.element, "channel")
    head = fields(root.element if channel is None else channel, own)
    items = _items(root.element, own)
    language = _text(head, ("language", "dc:language"))
    place = place.with_list(language=language, dates=_dates(items))
    link = _text(head, ("link",)) or _href(head)
    return Feed(
        kind="feed",
        url=place.url,
        title=one_line(_text(head, _TITLES)),
        entries=tuple(read_entry(item, own, place) for item in items),
        language=language,
        link=place.join(link),
        ttl=minutes(text_of(head.get("ttl"))) or _syndication(head),
        skip_hours=_skip_hours(head.get("skiphours")),
        repaired=root.repaired,
        hub=hub_of(channel, place),
    )


def _items(root: Element, own: str) -> list[Element]:
    """Return the items: those of the document's own words, or of any where it has none."""
    nodes = list(islice(root.iter("{*}item"), MAX_ENTRIES))
    if not nodes:
        looked_at = islice(root.iter(), 50 * MAX_ENTRIES)
        odd = (node for node in looked_at if local(node).lower() == "item")
        return list(islice(odd, MAX_ENTRIES))
    names = [name_of(str(node.tag), own) for node in nodes]
    items = list(compress(nodes, (name == "item" for name in names)))
    if items:
        return items
    return list(compress(nodes, (name != "content:item" for name in names)))


def _dates(items: list[Element]) -> list[str]:
    """Return the texts of the items' dates.

    Empty unless they are numbers, whose order may need all of them.
    """
    if not items:
        return []
    first = next(items[0].iter(*_DATE_TAGS), None)
    if first is None or not is_numeric(text_of(first)):
        return []
    return [text_of(node) for item in items for node in item.iter(*_DATE_TAGS)]


def _child(parent: Element, name: str) -> Element | None:
    for node in parent:
        if local(node).lower() == name:
            return node
    return None


def _text(words: dict[str, Element], names: tuple[str, ...]) -> str:
    """Return the text of the first of these words that has one."""
    for name in names:
        text = text_of(words.get(name))
        if text:
            return text
    return ""


def _markup(words: dict[str, Element], names: tuple[str, ...]) -> str:
    for name in names:
        markup = markup_of(words.get(name))
        if markup:
            return markup
    return ""


def _href(words: dict[str, Element]) -> str:
    name = "link" if "link" in words else "atom:link"
    return _attribute(words, name, "href")


def read_entry(item: Element, own: str, place: Place) -> Entry:
    """Read an item; `own` is the namespace of the document's own words."""
    words = fields(item, own)
    content = _markup(words, _CONTENTS)
    summary = _markup(words, _SUMMARIES)
    published_at = first_date(words, _DATES, place)
    updated_at = first_date(words, _UPDATES, place)
    # A description with paragraphs is the whole article.
    whole = summary if "<p" in summary else ""
    return Entry(
        url=_link(item, words, place),
        title=one_line(_text(words, _TITLES)),
        published_at=published_at or updated_at,
        updated_at=updated_at,
        summary=plain(summary or content),
        content=content or whole,
        id=_markup(words, _IDS) or item.get(_ABOUT, ""),
        author=_author(words),
        categories=_categories(item, own),
        media=_media(item, content or summary, place),
    )


_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def first_date(
    words: dict[str, Element], names: tuple[str, ...], place: Place
) -> datetime | None:
    """Return the first of the named dates that can be read."""
    for name in names:
        node = words.get(name)
        if node is None:
            continue
        date = place.date(text_of(node))
        if date:
            return date
    return None


def _link(item: Element, words: dict[str, Element], place: Place) -> str:
    """Return the item's address.

    The publisher's own goes before one that counts clicks.
    """
    base = item.base or ""
    if not base.startswith("http"):
        base = place.url
    candidates = (
        text_of(words.get("feedburner:origlink")),
        text_of(words.get("link")) or _attribute(words, "link", "href"),
        _attribute(words, "atom:link", "href"),
        _permanent(words.get("guid")),
        _attribute(words, "enclosure", "url"),
    )
    for candidate in candidates:
        address = place.join(candidate, base)
        if address:
            return address
    return ""


def _attribute(words: dict[str, Element], name: str, attribute: str) -> str:
    node = words.get(name)
    if node is None:
        return ""
    return node.get(attribute, "")


def _permanent(guid: Element | None) -> str:
    """Return a guid that is an address."""
    text = text_of(guid)
    if guid is None or not text.startswith("http"):
        return ""
    if guid.get("isPermaLink", "true").lower() != "false":
        return text
    return ""


def _author(words: dict[str, Element]) -> str:
    for name in _AUTHORS:
        node = words.get(name)
        if node is None:
            continue
        inner = _child(node, "name")
        text = one_line(text_of(node if inner is None else inner))
        # RSS 2.0 says: address (name).
        address = _ADDRESS_AND_NAME.fullmatch(text)
        if address and "@" in text:
            text = address["name"]
        if text:
            return text
    return ""


def _categories(item: Element, own: str) -> tuple[str, ...]:
    # A dict keeps the order and drops what stands twice.
    categories: dict[str, None] = {}
    for node in children_named(item, own, _KINDS):
        text = text_of(node) or node.get("text", "")
        is_list = local(node).lower().endswith("keywords")
        for part in text.split(",") if is_list else (text,):
            categories[one_line(part)[:100]] = None
    categories.pop("", None)
    return tuple(islice(categories, 30))


_KINDS = frozenset(
    {
        "category",
        "keywords",
        "dc:subject",
        "subject",
        "atom:category",
        "media:category",
        "media:keywords",
        "itunes:category",
        "itunes:keywords",
    }
)


def _media(item: Element, markup: str, place: Place) -> tuple[Media, ...]:
    media: dict[str, Media] = {}
    for node in islice(item.iter(*_MEDIA_TAGS), 400):
        address = node.get("url") or node.get("href")
        link = place.join(address) if address else ""
        if link:
            media.setdefault(link, _medium(node, link))
    has_picture = any(
        medium.type.startswith("image") for medium in media.values()
    )
    if not has_picture and (image := place.join(first_image(markup))):
        media.setdefault(image, Media(image, "image/*"))
    return tuple(islice(media.values(), 20))


def _medium(node: Element, link: str) -> Media:
    """Describe what an element leads to; a thumbnail is a picture, whatever it says."""
    is_picture = local(node).lower() in {"thumbnail", "image"}
    usual = "image/*" if is_picture else node.get("medium")
    return Media(
        link,
        type=node.get("type") or usual or "",
        width=_whole(node.get("width")),
        height=_whole(node.get("height")),
        size=file_size(node),
    )


def _whole(text: str | None) -> int | None:
    """Read a whole number of at most six digits."""
    if text and text.isascii() and text.isdigit() and len(text) < 7:
        return int(text)
    return None


def _syndication(head: dict[str, Element]) -> timedelta | None:
    period = _PERIODS.get(text_of(head.get("sy:updateperiod")).lower())
    if not period:
        return None
    times = _whole(text_of(head.get("sy:updatefrequency"))) or 1
    return timedelta(minutes=min(period / max(times, 1), 10080))


def _skip_hours(node: Element | None) -> frozenset[int]:
    hours: set[int] = set()
    for hour_node in node if node is not None else ():
        hour = _whole(text_of(hour_node))
        if hour is not None and hour <= 24:
            hours.add(hour % 24)
    return frozenset(hours)
