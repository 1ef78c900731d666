"""RSS 0.9x, 1.0 (RDF) and 2.0, with Dublin Core, content, Media RSS, iTunes and syndication."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice

from news.feeds.hubs import hub_of
from news.feeds.markup import first_image, one_line, plain
from news.feeds.place import Place, is_numeric, minutes
from news.feeds.tree import Element, Root, local, markup_of, text_of
from news.feeds.vocabulary import fields, file_size, name_of, own_space
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
_IDS = ("guid", "id", "atom:id", "dc:identifier")


def read(root: Root, place: Place) -> Feed:
    """Read an RSS document."""
    own = own_space(root.element)
    channel = (
        root.element
        if root.name == "channel"
        else _child(root.element, "channel")
    )
    head = fields(channel if channel is not None else root.element, own)
    items = _items(root.element, own)
    place = place.with_list(
        language=_text(head, ("language", "dc:language")), dates=_dates(items)
    )
    return Feed(
        kind="feed",
        url=place.url,
        title=one_line(_text(head, _TITLES)),
        entries=tuple(read_entry(item, own, place) for item in items),
        language=_text(head, ("language", "dc:language")),
        link=place.join(_text(head, ("link",)) or _href(head)),
        ttl=minutes(text_of(head.get("ttl"))) or _syndication(head),
        skip_hours=_skip_hours(head.get("skiphours")),
        repaired=root.repaired,
        hub=hub_of(channel, place),
    )


def _items(root: Element, own: str) -> list[Element]:
    """Return the items: those of the document's own words, or of any where it has none."""
    nodes = list(islice(root.iter("{*}item"), MAX_ENTRIES))
    items = [node for node in nodes if name_of(str(node.tag), own) == "item"]
    if nodes and not items:
        return [
            node
            for node in nodes
            if name_of(str(node.tag), own) != "content:item"
        ]
    if items:
        return items
    odd = (
        node
        for node in islice(root.iter(), 50 * MAX_ENTRIES)
        if local(node).lower() == "item"
    )
    return list(islice(odd, MAX_ENTRIES))


def _dates(items: list[Element]) -> list[str]:
    """Return the texts of the items' dates.

    Empty unless they are numbers, whose order may need all of them.
    """
    first = next(
        (
            node
            for item in items[:1]
            for node in item.iter("{*}pubDate", "{*}date")
        ),
        None,
    )
    if first is None or not is_numeric(text_of(first)):
        return []
    return [
        text_of(node)
        for item in items
        for node in item.iter("{*}pubDate", "{*}date")
    ]


def _child(parent: Element, name: str) -> Element | None:
    return next((node for node in parent if local(node).lower() == name), None)


def _text(words: dict[str, Element], names: tuple[str, ...]) -> str:
    """Return the text of the first of these words that has one."""
    return next(
        (text for name in names if (text := text_of(words.get(name)))), ""
    )


def _markup(words: dict[str, Element], names: tuple[str, ...]) -> str:
    return next(
        (text for name in names if (text := markup_of(words.get(name)))), ""
    )


def _href(words: dict[str, Element]) -> str:
    node = words.get("link") if "link" in words else words.get("atom:link")
    return node.get("href", "") if node is not None else ""


def read_entry(item: Element, own: str, place: Place) -> Entry:
    """Read an item; `own` is the namespace of the document's own words."""
    words = fields(item, own)
    content = _markup(words, _CONTENTS)
    summary = _markup(words, _SUMMARIES)
    return Entry(
        url=_link(item, words, place),
        title=one_line(_text(words, _TITLES)),
        published_at=_date(words, _DATES, place)
        or _date(words, _UPDATES, place),
        updated_at=_date(words, _UPDATES, place),
        summary=plain(summary or content),
        content=content or (summary if "<p" in summary else ""),
        id=_markup(words, _IDS) or item.get(_ABOUT, ""),
        author=_author(words),
        categories=_categories(item, own),
        media=_media(item, content or summary, place),
    )


_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def _date(
    words: dict[str, Element], names: tuple[str, ...], place: Place
) -> datetime | None:
    for name in names:
        if (node := words.get(name)) is not None and (
            date := place.date(text_of(node))
        ):
            return date
    return None


def _link(item: Element, words: dict[str, Element], place: Place) -> str:
    """Return the item's address.

    The publisher's own goes before one that counts clicks.
    """
    base = item.base or ""
    base = base if base.startswith("http") else place.url
    link = words.get("link")
    guid = words.get("guid")
    enclosure = words.get("enclosure")
    candidates = (
        text_of(words.get("feedburner:origlink")),
        (text_of(link) or link.get("href", "")) if link is not None else "",
        words["atom:link"].get("href", "") if "atom:link" in words else "",
        _permanent(guid),
        enclosure.get("url", "") if enclosure is not None else "",
    )
    return next(
        (address for text in candidates if (address := place.join(text, base))),
        "",
    )


def _permanent(guid: Element | None) -> str:
    """Return a guid that is an address."""
    text = text_of(guid)
    if guid is None or not text.startswith("http"):
        return ""
    return text if guid.get("isPermaLink", "true").lower() != "false" else ""


def _author(words: dict[str, Element]) -> str:
    for name in (
        "dc:creator",
        "author",
        "creator",
        "atom:author",
        "itunes:author",
        "media:credit",
    ):
        node = words.get(name)
        if node is None:
            continue
        inner = _child(node, "name")
        text = one_line(text_of(inner if inner is not None else node))
        # RSS 2.0 says: address (name).
        if "@" in text and text.endswith(")") and "(" in text:
            text = text[text.index("(") + 1 : -1]
        if text:
            return text
    return ""


def _categories(item: Element, own: str) -> tuple[str, ...]:
    categories: dict[str, None] = {}
    for node in item:
        name = name_of(node.tag, own) if isinstance(node.tag, str) else ""
        if name in _KINDS:
            text = text_of(node) or node.get("text", "")
            for part in (
                text.split(",") if name.endswith("keywords") else [text]
            ):
                if word := one_line(part):
                    categories[word[:100]] = None
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
    for node in islice(
        item.iter("{*}enclosure", "{*}thumbnail", "{*}content", "{*}image"), 400
    ):
        address = node.get("url") or node.get("href")
        link = place.join(address) if address else ""
        if link:
            media.setdefault(link, _medium(node, link))
    if not any(
        medium.type.startswith("image") for medium in media.values()
    ) and (image := place.join(first_image(markup))):
        media.setdefault(image, Media(image, "image/*"))
    return tuple(islice(media.values(), 20))


def _medium(node: Element, link: str) -> Media:
    """Describe what an element leads to; a thumbnail is a picture, whatever it says."""
    is_picture = local(node).lower() in {"thumbnail", "image"}
    kind = node.get("type") or (
        "image/*" if is_picture else (node.get("medium") or "")
    )
    width, height = _whole(node.get("width")), _whole(node.get("height"))
    return Media(link, kind, width, height, file_size(node))


def _whole(text: str | None) -> int | None:
    return (
        int(text)
        if text and text.isascii() and text.isdigit() and len(text) < 7
        else None
    )


def _syndication(head: dict[str, Element]) -> timedelta | None:
    period = _PERIODS.get(text_of(head.get("sy:updateperiod")).lower())
    if not period:
        return None
    times = _whole(text_of(head.get("sy:updatefrequency"))) or 1
    return timedelta(minutes=min(period / max(times, 1), 10080))


def _skip_hours(node: Element | None) -> frozenset[int]:
    if node is None:
        return frozenset()
    hours = (_whole(text_of(hour_node)) for hour_node in node)
    return frozenset(
        hour % 24 for hour in hours if hour is not None and hour <= 24
    )
