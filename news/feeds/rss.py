"""RSS 0.9x, 1.0 (RDF) and 2.0, with Dublin Core, content, Media RSS, iTunes and syndication."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import chain, compress, filterfalse, islice

from news.feeds.feed_elements import (
    Fields,
    children_named,
    fields_of,
    file_size,
    name_of,
    own_space,
    whole_number,
)
from news.feeds.hubs import hub_of
from news.feeds.markup import first_image, one_line, plain
from news.feeds.people import person
from news.feeds.place import MAX_WAIT, Place, is_numeric, minutes
from news.feeds.xml_tree import Element, Root, local, named, text_of
from news.models import Entry, Feed, Media

MAX_ENTRIES = 5000
# Categories of an entry, and characters of one.
MAX_LABELS = 30
MAX_LABEL = 100
# Media of an entry, and elements that are looked at for them.
MAX_MEDIA = 20
MAX_MEDIA_NODES = 400
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
    "yandex:full-text",
    "turbo:content",
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
    "media:text",
)
_AUTHORS = (
    "dc:creator",
    "author",
    "dc:author",
    "creator",
    "atom:author",
    "itunes:author",
    "googleplay:author",
    "media:credit",
)
# The hours that a feed may name; 24 is midnight once more.
_HOURS = dict(enumerate(range(24))) | {24: 0}
_DATE_TAGS = ("{*}pubDate", "{*}date")
_MEDIA_TAGS = ("{*}enclosure", "{*}thumbnail", "{*}content", "{*}image")
_IDS = ("guid", "id", "atom:id", "dc:identifier")


def read(root: Root, place: Place) -> Feed:
    """Read an RSS document."""
    own = own_space(root.element)
    # Some documents have no channel, or nothing around it.
    channel = next(named(root.element, "channel"), root.element)
    head = fields_of(channel, own)
    items = _items(root.element, own)
    language = head.text("language", "dc:language")
    place = place.with_list(
        language=language, dates=numeric_dates(items, _DATE_TAGS)
    )
    link = place.join(_channel_link(head))
    site = place.of_site(link)
    return Feed(
        kind="feed",
        url=place.url,
        title=one_line(head.text(*_TITLES)),
        entries=tuple(read_entry(item, own, site) for item in items),
        language=language,
        link=link,
        ttl=minutes(head.text("ttl")) or _syndication(head),
        skip_hours=_skip_hours(head.by_name.get("skiphours", ())),
        repaired=root.repaired,
        hub=hub_of(channel, place),
    )


def _channel_link(head: Fields) -> str:
    """Return the channel's link, or the address of one that is written as in Atom.

    `<link>https://site.example</link>`, or `<atom:link href="https://site.example"/>`.
    """
    name = "link" if "link" in head.by_name else "atom:link"
    return head.text("link") or head.attribute(name, "href")


def _items(root: Element, own: str) -> list[Element]:
    """Return the items: those of the document's own words, or of any where it has none."""
    # An item inside an item is part of it.
    outer = filterfalse(_is_inner, root.iter("{*}item"))
    nodes = list(islice(outer, MAX_ENTRIES))
    if not nodes:
        return named_oddly(root, "item")
    names = [name_of(str(node.tag), own) for node in nodes]
    others = set(names) - {"content:item"}
    wanted = {"item"} & others or others
    return list(compress(nodes, map(wanted.__contains__, names)))


def _is_inner(item: Element) -> bool:
    """Return whether an item stands in another one: `<item>…<item/></item>`."""
    parent = item.getparent()
    return parent is not None and parent.tag == item.tag


def named_oddly(root: Element, name: str) -> list[Element]:
    """Return the elements of a name in any namespace and case, as `<Item>`, among the
    first 250,000.
    """
    looked_at = islice(root.iter(), 50 * MAX_ENTRIES)
    return list(islice(named(looked_at, name), MAX_ENTRIES))


def numeric_dates(items: list[Element], tags: tuple[str, ...]) -> list[str]:
    """Return the texts of the entries' dates, if the first one is in numbers: 11/24/2019."""
    dates = (item.iter(*tags) for item in items)
    nodes = chain.from_iterable(dates)
    texts = map(text_of, nodes)
    first = next(texts, "")
    return [first, *texts] if is_numeric(first) else []


def read_entry(item: Element, own: str, place: Place) -> Entry:
    """Read an item; `own` is the namespace of the document's own words."""
    words = fields_of(item, own)
    content = words.markup(*_CONTENTS)
    summary = words.markup(*_SUMMARIES)
    published_at = place.first_date(words.texts(_DATES))
    updated_at = place.first_date(words.texts(_UPDATES))
    # A description with paragraphs is the whole article.
    whole = summary if "<p" in summary else ""
    return Entry(
        url=_link(item, words, place),
        title=one_line(words.text(*_TITLES)),
        published_at=published_at or updated_at,
        updated_at=updated_at,
        summary=plain(summary or content),
        content=content or whole,
        id=words.markup(*_IDS) or item.get(_ABOUT, ""),
        author=_author(words),
        categories=_categories(item, own),
        media=_media(item, content or summary, place),
    )


_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def _link(item: Element, words: Fields, place: Place) -> str:
    """Return the item's address.

    The publisher's own goes before one that counts clicks.
    """
    # An `xml:base` that is no whole address says nothing.
    stated = item.base or ""
    base = stated if stated.startswith("http") else ""
    candidates = (
        words.text("feedburner:origlink"),
        words.text("link") or words.attribute("link", "href"),
        words.attribute("atom:link", "href"),
        _permanent(words, place),
        place.link_in_id(item.get(_ABOUT, "")),
        words.text("url"),
        words.attribute("enclosure", "url"),
    )
    return place.first_link(candidates, base)


def _permanent(words: Fields, place: Place) -> str:
    """Return a guid that is an address: it is, unless `isPermaLink` says it is a mere id.

    `/a/5` is a path only where `isPermaLink` says that it leads somewhere.
    """
    identity = words.text("guid")
    stated = words.attribute("guid", "isPermaLink").lower()
    if stated == "true" and identity.startswith("/"):
        return place.join(identity)
    return "" if stated == "false" else place.link_in_id(identity)


def _author(words: Fields) -> str:
    """Return the name of the first author that has one."""
    known = filter(words.by_name.__contains__, _AUTHORS)
    nodes = map(words.by_name.__getitem__, known)
    return next(filter(None, map(person, nodes)), "")


def _categories(item: Element, own: str) -> tuple[str, ...]:
    """Return what an item's categories, keywords and subjects name.

    `<category>Sport</category><dc:subject>Ferries</dc:subject>` → Sport, Ferries.
    """
    nodes = children_named(item, own, _KINDS)
    return labels(chain.from_iterable(map(_category_names, nodes)))


def labels(names: Iterable[str]) -> tuple[str, ...]:
    """Return categories in one line each, without repetitions, cut to `MAX_LABEL`, at most
    `MAX_LABELS`.

    "Sport", " Sport " and an empty one → "Sport" alone.
    """
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
    nodes = islice(item.iter(*_MEDIA_TAGS), MAX_MEDIA_NODES)
    media = by_address(_medium(node, place) for node in nodes)
    if not any(medium.type.startswith("image") for medium in media.values()):
        image = place.join(first_image(markup))
        media.setdefault(image, Media(image, "image/*"))
    media.pop("", None)
    return tuple(islice(media.values(), MAX_MEDIA))


def by_address(media: Iterable[Media]) -> dict[str, Media]:
    """Return media by their addresses, the first of each; those without one are left out."""
    distinct: dict[str, Media] = {}
    for medium in media:
        distinct.setdefault(medium.url, medium)
    distinct.pop("", None)
    return distinct


def _medium(node: Element, place: Place) -> Media:
    """Describe what an element leads to; a thumbnail is a picture, whatever it says.

    `<enclosure url="/a.mp3" type="audio/mpeg" length="1234"/>`, `<media:content
    medium="video"/>`.
    """
    is_picture = local(node) in {"thumbnail", "image"}
    usual = "image/*" if is_picture else node.get("medium", "")
    return Media(
        place.join(node.get("url") or node.get("href") or ""),
        type=node.get("type") or usual,
        width=whole_number(node.get("width")),
        height=whole_number(node.get("height")),
        size=file_size(node),
    )


def _syndication(head: Fields) -> timedelta | None:
    """Return the wait that RDF Site Summary states: `hourly`, 2 → 30 minutes."""
    period = _PERIODS.get(head.text("sy:updateperiod").lower())
    if not period:
        return None
    times = whole_number(head.text("sy:updatefrequency")) or 1
    return timedelta(minutes=min(period / times, MAX_WAIT))


def _skip_hours(nodes: Iterable[Element]) -> frozenset[int]:
    """Return the hours in UTC in which nothing is published; 24 stands for 0.

    `<hour>24</hour><hour>3</hour>` → 0 and 3.
    """
    hours = set(map(whole_number, map(text_of, nodes)))
    known = _HOURS.keys() & hours
    return frozenset(map(_HOURS.__getitem__, known))
