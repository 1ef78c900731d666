"""RSS 0.9x, 1.0 (RDF) and 2.0, with Dublin Core, content, Media RSS, iTunes and syndication."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import chain, compress, islice

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
    whole_number,
)
from news.models import Entry, Feed, Media

MAX_ENTRIES = 5000
# Categories of an entry, and characters of one.
MAX_LABELS = 30
MAX_LABEL = 100
# Minutes of a week: no feed is left alone for longer.
MAX_WAIT = 10080
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
# The hours that a feed may name; 24 is midnight once more.
_HOURS = dict(enumerate(range(24))) | {24: 0}
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
    described = root.element if channel is None else channel
    head = fields(described, own)
    items = _items(root.element, own)
    language = _text(head, ("language", "dc:language"))
    place = place.with_list(
        language=language, dates=numeric_dates(items, _DATE_TAGS)
    )
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
        return named_oddly(root, "item")
    names = [name_of(str(node.tag), own) for node in nodes]
    wanted = {"item"}
    if "item" not in names:
        wanted = set(names) - {"content:item"}
    return list(compress(nodes, map(wanted.__contains__, names)))


def named_oddly(root: Element, name: str) -> list[Element]:
    """Return the elements of a name in any namespace and case, as `<Item>`, among the first 250,000."""
    looked_at = islice(root.iter(), 50 * MAX_ENTRIES)
    named = (node for node in looked_at if local(node) == name)
    return list(islice(named, MAX_ENTRIES))


def numeric_dates(items: list[Element], tags: tuple[str, ...]) -> list[str]:
    """Return the texts of the entries' dates, if the first one is in numbers: 11/24/2019."""
    dates = (item.iter(*tags) for item in items)
    nodes = chain.from_iterable(dates)
    texts = map(text_of, nodes)
    first = next(texts, "")
    return [first, *texts] if is_numeric(first) else []


def _child(parent: Element, name: str) -> Element | None:
    named = (node for node in parent if local(node) == name)
    return next(named, None)


def _text(words: dict[str, Element], names: tuple[str, ...]) -> str:
    """Return the text of the first of these words that has one."""
    nodes = map(words.get, names)
    return next(filter(None, map(text_of, nodes)), "")


def _markup(words: dict[str, Element], names: tuple[str, ...]) -> str:
    """Return the HTML of the first of these words that has any."""
    nodes = map(words.get, names)
    return next(filter(None, map(markup_of, nodes)), "")


def _href(words: dict[str, Element]) -> str:
    """Return the address of a channel whose link is written as in Atom."""
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
    nodes = map(words.get, names)
    texts = filter(None, map(text_of, nodes))
    dates = map(place.date, texts)
    return next(filter(None, dates), None)


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
        _permanent(words),
        _attribute(words, "enclosure", "url"),
    )
    addresses = (place.join(candidate, base) for candidate in candidates)
    return next(filter(None, addresses), "")


def _attribute(words: dict[str, Element], name: str, attribute: str) -> str:
    node = words.get(name)
    return "" if node is None else node.get(attribute, "")


def _permanent(words: dict[str, Element]) -> str:
    """Return a guid that is an address: it is, unless `isPermaLink` says it is a mere id."""
    text = text_of(words.get("guid"))
    stated = _attribute(words, "guid", "isPermaLink").lower()
    is_address = text.startswith("http") and stated != "false"
    return text if is_address else ""


def _author(words: dict[str, Element]) -> str:
    known = filter(words.__contains__, _AUTHORS)
    nodes = (words[name] for name in known)
    return next(filter(None, map(_person, nodes)), "")


def _person(author: Element) -> str:
    """Return an author's name: "ann@site.example (Ann Doe)", as RSS 2.0 has it, is Ann Doe."""
    inner = _child(author, "name")
    text = one_line(text_of(author if inner is None else inner))
    address = _ADDRESS_AND_NAME.fullmatch(text)
    return address["name"] if address and "@" in text else text


def _categories(item: Element, own: str) -> tuple[str, ...]:
    nodes = children_named(item, own, _KINDS)
    return labels(chain.from_iterable(map(_category_names, nodes)))


def labels(names: Iterable[str]) -> tuple[str, ...]:
    """Return categories in one line each, without repetitions, cut to `MAX_LABEL`, at most
    `MAX_LABELS`."""
    short = (one_line(name)[:MAX_LABEL] for name in names)
    distinct = dict.fromkeys(filter(None, short))
    return tuple(islice(distinct, MAX_LABELS))


def _category_names(node: Element) -> list[str]:
    """Return what a category names: `<media:keywords>bridge, river</media:keywords>` names two,
    `<category>Bridges, rivers</category>` one."""
    text = text_of(node) or node.get("text", "")
    is_list = local(node).endswith("keywords")
    return text.split(",") if is_list else [text]


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
    """Return what is enclosed, and the first picture of the text where none is."""
    media: dict[str, Media] = {}
    for node in islice(item.iter(*_MEDIA_TAGS), 400):
        href = node.get("href", "")
        link = place.join(node.get("url") or href)
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
    is_picture = local(node) in {"thumbnail", "image"}
    usual = "image/*" if is_picture else node.get("medium")
    return Media(
        link,
        type=node.get("type") or usual or "",
        width=whole_number(node.get("width")),
        height=whole_number(node.get("height")),
        size=file_size(node),
    )


def _syndication(head: dict[str, Element]) -> timedelta | None:
    """Return the wait that RDF Site Summary states: `hourly`, 2 → 30 minutes."""
    stated = text_of(head.get("sy:updateperiod"))
    period = _PERIODS.get(stated.lower())
    if not period:
        return None
    frequency = text_of(head.get("sy:updatefrequency"))
    times = whole_number(frequency) or 1
    return timedelta(minutes=min(period / times, MAX_WAIT))


def _skip_hours(node: Element | None) -> frozenset[int]:
    """Return the hours in UTC in which nothing is published; 24 stands for 0."""
    nodes = () if node is None else node
    hours = map(whole_number, map(text_of, nodes))
    return frozenset(_HOURS[hour] for hour in _HOURS.keys() & set(hours))
