"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import accumulate, chain
from operator import attrgetter

from news.errors import NotAFeed
from news.feeds.hubs import hub_in_json
from news.feeds.json_values import (
    list_in,
    object_in,
    objects_in,
    text_at,
    text_in,
)
from news.feeds.markup import one_line, plain
from news.feeds.people import MAX_PEOPLE, of_feed, together
from news.feeds.place import Place
from news.feeds.rss import MAX_ENTRIES
from news.models import Entry, Feed, Media
from news.safe_json import JsonObject, JsonValue, loads, loads_loosely

MAX_DEPTH = 60
# Digits of a number: a longer one stays a text.
MAX_DIGITS = 20
# Tags of an item, characters of a tag, and attachments of an item.
MAX_TAGS = 30
MAX_TAG = 100
MAX_ATTACHMENTS = 20
# Ends of objects at which a feed that was cut may go on.
MOST_ENDS = 12
# Brackets outside strings; a string is passed over whole.
_NESTING = {"[": 1, "{": 1, "]": -1, "}": -1}
_BRACKETS = re.compile(r'[\[\]{}]|"(?:[^"\\]|\\.)*"?', re.DOTALL)


# What only items of a JSON Feed have.
_MARKS = frozenset({"url", "id", "content_text", "content_html"})


def read(document: JsonValue, place: Place) -> Feed:
    """Read a JSON Feed; raises NotAFeed for any other JSON."""
    document = object_in(document)
    listed = document.get("items")
    if not isinstance(listed, list):
        raise NotAFeed(
            f"{place.url}: JSON without a list of items is no JSON Feed"
        )
    items = objects_in(listed, MAX_ENTRIES)
    names = set(chain.from_iterable(items))
    is_named = "jsonfeed.org" in text_at(document, "version")
    if not is_named and _MARKS.isdisjoint(names):
        raise NotAFeed(f"{place.url}: JSON that names no jsonfeed.org version")
    title = one_line(text_at(document, "title"))
    place = replace(place, author=of_feed(_author(document), title))
    return Feed(
        kind="feed",
        url=place.url,
        title=title,
        entries=tuple(_entry(item, place) for item in items),
        language=text_at(document, "language"),
        link=place.join(text_at(document, "home_page_url")),
        hub=hub_in_json(document, place),
    )


def load(text: str, place: Place) -> JsonValue:
    """Parse JSON of bounded depth; raises NotAFeed if it is not one."""
    brackets = _BRACKETS.findall(text)
    steps = (_NESTING.get(bracket, 0) for bracket in brackets)
    if max(accumulate(steps), default=0) > MAX_DEPTH:
        raise NotAFeed(
            f"{place.url}: JSON nested deeper than {MAX_DEPTH} levels"
        )
    try:
        return _parse(text)
    except (ValueError, RecursionError) as error:
        feed = _beginning(text)
        if feed is None:
            raise NotAFeed(f"{place.url}: broken JSON: {error}") from error
        return feed


def _parse(text: str) -> JsonValue:
    # Integers of thousands of digits cost quadratic time: none is read as a number.
    return loads_loosely(text, parse_int=_whole, parse_constant=str)


def _beginning(text: str) -> JsonValue:
    """Read a feed whose end is missing up to its last whole item; None for what is none.

    `{"items": [{"id": "1"}, {"id": "2", "ti` → `{"items": [{"id": "1"}]}`. An object that ends may
    be a part of an item, so a few ends are tried: strictly, for looseness takes ten times as long.
    """
    end = len(text)
    for _ in range(MOST_ENDS):
        end = text.rfind("}", 0, end)
        if end < 0:
            return None
        try:
            return loads(
                f"{text[: end + 1]}]}}",
                strict=False,
                parse_int=_whole,
                parse_constant=str,
            )
        except (ValueError, RecursionError):
            continue
    return None


def _whole(digits: str) -> int | str:
    """Read a number of few digits; a longer one stays a text."""
    return int(digits) if len(digits) < MAX_DIGITS else digits


def _entry(item: JsonObject, place: Place) -> Entry:
    """Read an item.

    One without a date of publication has that of its change; one without a summary is summed up by
    its text.
    """
    content = text_at(item, "content_html", "content_text")
    updated_at = place.date(text_at(item, "date_modified"))
    published_at = place.date(text_at(item, "date_published"))
    tags = map(text_in, list_in(item.get("tags"), MAX_TAGS))
    return Entry(
        url=_address(item, place),
        title=one_line(text_at(item, "title")),
        published_at=published_at or updated_at,
        updated_at=updated_at,
        summary=plain(text_at(item, "summary") or content),
        content=content,
        id=text_at(item, "id"),
        author=_author(item) or place.author,
        categories=tuple(tag[:MAX_TAG] for tag in filter(None, tags)),
        media=_media(item, place),
    )


def _address(item: JsonObject, place: Place) -> str:
    """Return an item's own address, the page that it links to, or an id that is an address.

    `"id": "https://a.example/1"` → that address, where `url` is missing.
    """
    stated = place.join(text_at(item, "url", "external_url"))
    return stated or place.link_in_id(text_at(item, "id"))


def _author(item: JsonObject) -> str:
    """Return the people of version 1.1, or the one of version 1.0.

    `"authors": [{"name": "Ann"}, {"name": "Bo"}]` → "Ann, Bo".
    """
    people = item.get("authors")
    if not isinstance(people, list):
        people = [item.get("author")]
    listed = objects_in(people, MAX_PEOPLE)
    return together(text_at(person, "name") for person in listed)


def _media(item: JsonObject, place: Place) -> tuple[Media, ...]:
    """Return an item's pictures, then what is attached to it."""
    media = []
    for name in ("image", "banner_image"):
        picture = place.join(text_at(item, name))
        media.append(Media(picture, "image/*"))
    for attachment in objects_in(item.get("attachments"), MAX_ATTACHMENTS):
        link = place.join(text_at(attachment, "url"))
        kind = text_at(attachment, "mime_type")
        size = _bytes(attachment.get("size_in_bytes"))
        media.append(Media(link, kind, size=size))
    return tuple(filter(attrgetter("url"), media))


def _bytes(size: JsonValue) -> int | None:
    """Return a size in bytes; None for what is no size."""
    return size if isinstance(size, int) and size >= 0 else None
