"""RSS 0.9x, 1.0 (RDF) and 2.0, with Dublin Core, content, Media RSS, iTunes and syndication."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from itertools import islice

from news.feeds.markup import first_image, one_line, plain
from news.feeds.place import Place, minutes
from news.feeds.tree import Element, Root, local, markup_of, text_of
from news.models import Entry, Feed, Media

MAX_ENTRIES = 5000
_PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10080, "monthly": 43200, "yearly": 525600}
# Namespaces whose words stand beside RSS's own: RSS, RDF, Dublin Core, content, Atom, XHTML, syndication, Netscape.
_PLAIN = (
    "rss",
    "rdf",
    "purl.org/dc",
    "content",
    "atom",
    "w3.org",
    "syndication",
    "netscape",
    "userland",
    "wellformedweb",
)
_DATES = ("pubdate", "published", "issued", "date", "created", "dcterms:issued")
_UPDATES = ("updated", "modified", "dcterms:modified")


def read(root: Root, place: Place) -> Feed:
    """Read an RSS document."""
    channel = root.element if root.name == "channel" else _child(root.element, "channel")
    head = _fields(channel if channel is not None else root.element)
    items = list(islice(root.element.iter("{*}item"), MAX_ENTRIES))
    if not items:
        items = [
            node
            for node in islice(root.element.iter(), 50 * MAX_ENTRIES)
            if local(node).lower() == "item"
        ][:MAX_ENTRIES]
    entries = [_entry(item, place) for item in items]
    return Feed(
        kind="feed",
        url=place.url,
        title=one_line(text_of(head.get("title"))),
        entries=tuple(entries),
        language=text_of(head.get("language")),
        link=place.join(text_of(head.get("link"))),
        ttl=minutes(text_of(head.get("ttl"))) or _syndication(head),
        skip_hours=_skip_hours(head.get("skiphours")),
        repaired=root.repaired,
    )


def _child(parent: Element, name: str) -> Element | None:
    return next((node for node in parent if local(node).lower() == name), None)


@lru_cache(maxsize=2048)
def _name(tag: str) -> str:
    """Return what a tag is called here: plain words as they are, those of iTunes, Media RSS, Atom and others marked."""
    space, _, name = tag.rpartition("}")
    name, space = name.lower().rpartition(":")[2], space.lower()
    if "itunes" in space or "search.yahoo.com" in space or "googleplay" in space:
        return "media:" + name
    if "w3.org/2005/atom" in space and name == "link":
        return "atom:link"
    if "purl.org/dc/terms" in space:
        return "dcterms:" + name
    if space and not any(mark in space for mark in _PLAIN):
        return "foreign:" + name
    return name


def _fields(parent: Element) -> dict[str, Element]:
    """Map each child's name to the child; an empty one gives way to a later one."""
    found: dict[str, Element] = {}
    for node in parent:
        name = _name(node.tag) if isinstance(node.tag, str) else ""
        if name and (name not in found or not (text_of(found[name]) or len(found[name]))):
            found[name] = node
    return found


def _entry(item: Element, place: Place) -> Entry:
    fields = _fields(item)
    content = markup_of(fields.get("encoded")) or _body(fields)
    names = ("summary", "description", "abstract", "media:summary", "media:description")
    summary = next((text for name in names if (text := markup_of(fields.get(name)))), "")
    guid = fields.get("guid")
    return Entry(
        url=_link(item, fields, guid, place),
        title=one_line(text_of(fields.get("title")) or text_of(fields.get("media:title"))),
        published_at=_date(fields, _DATES, place) or _date(fields, _UPDATES, place),
        updated_at=_date(fields, _UPDATES, place),
        summary=plain(summary or content),
        content=content or (summary if "<p" in summary else ""),
        id=text_of(guid) or text_of(fields.get("id")) or item.get(_ABOUT, ""),
        author=_author(fields),
        categories=_categories(item),
        media=_media(item, content or summary, place),
    )


_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def _body(fields: dict[str, Element]) -> str:
    for name in ("fullitem", "body", "content"):
        if (node := fields.get(name)) is not None and (text := markup_of(node)):
            return text
    return ""


def _date(fields: dict[str, Element], names: tuple[str, ...], place: Place) -> datetime | None:
    for name in names:
        if (node := fields.get(name)) is not None and (found := place.date(text_of(node))):
            return found
    return None


def _link(item: Element, fields: dict[str, Element], guid: Element | None, place: Place) -> str:
    if (node := fields.get("link")) is not None:
        base = item.base or ""
        base = base if base.startswith("http") else place.url
        if link := place.join(text_of(node) or node.get("href", ""), base):
            return link
    if (node := fields.get("atom:link")) is not None and (link := place.join(node.get("href", ""))):
        return link
    if (
        guid is not None
        and guid.get("isPermaLink", "true").lower() != "false"
        and text_of(guid).startswith("http")
    ):
        return place.join(text_of(guid))
    enclosure = fields.get("enclosure")
    return place.join(enclosure.get("url", "")) if enclosure is not None else ""


def _author(fields: dict[str, Element]) -> str:
    for name in ("creator", "author", "media:author", "media:credit"):
        node = fields.get(name)
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


def _categories(item: Element) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for node in item:
        name = _name(node.tag) if isinstance(node.tag, str) else ""
        if name.rpartition(":")[2] in _KINDS:
            text = text_of(node) or node.get("text", "")
            for part in text.split(",") if name.endswith("keywords") else [text]:
                if word := one_line(part):
                    found[word[:100]] = None
    return tuple(islice(found, 30))


_KINDS = frozenset({"category", "subject", "keywords"})


def _media(item: Element, markup: str, place: Place) -> tuple[Media, ...]:
    found: dict[str, Media] = {}
    for node in islice(item.iter("{*}enclosure", "{*}thumbnail", "{*}content", "{*}image"), 400):
        name = local(node).lower()
        if node.get("url") or node.get("href"):
            link = place.join(node.get("url") or node.get("href") or "")
            if link:
                kind = node.get("type") or (
                    "image/*" if name in {"thumbnail", "image"} else (node.get("medium") or "")
                )
                found.setdefault(
                    link, Media(link, kind, _whole(node.get("width")), _whole(node.get("height")))
                )
    if not any(each.type.startswith("image") for each in found.values()) and (
        image := place.join(first_image(markup))
    ):
        found.setdefault(image, Media(image, "image/*"))
    return tuple(islice(found.values(), 20))


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else None


def _syndication(head: dict[str, Element]) -> timedelta | None:
    period = _PERIODS.get(text_of(head.get("updateperiod")).lower())
    if not period:
        return None
    times = _whole(text_of(head.get("updatefrequency"))) or 1
    return timedelta(minutes=min(period / max(times, 1), 10080))


def _skip_hours(node: Element | None) -> frozenset[int]:
    if node is None:
        return frozenset()
    hours = (_whole(text_of(each)) for each in node)
    return frozenset(hour % 24 for hour in hours if hour is not None and hour <= 24)
