"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import re
from itertools import accumulate

from news.errors import NotAFeed
from news.feeds.hubs import hub_in_json
from news.feeds.json_values import list_in, object_in, objects_in, text_in
from news.feeds.markup import one_line, plain
from news.feeds.place import Place
from news.feeds.rss import MAX_ENTRIES
from news.models import Entry, Feed, Media
from news.safe_json import JsonObject, JsonValue, loads

MAX_DEPTH = 60
# Digits of a number: a longer one stays a text.
MAX_DIGITS = 20
# Tags of an item, characters of a tag, and attachments of an item.
MAX_TAGS = 30
MAX_TAG = 100
MAX_ATTACHMENTS = 20
MAX_PEOPLE = 5
# Brackets outside strings; a string is passed over whole.
_NESTING = {"[": 1, "{": 1, "]": -1, "}": -1}
_BRACKETS = re.compile(r'[\[\]{}]|"(?:[^"\\]|\\.)*"?', re.DOTALL)


# What only items of a JSON Feed have.
_MARKS = frozenset({"url", "id", "content_text", "content_html"})


def read(document: JsonValue, place: Place) -> Feed:
    """Read a JSON Feed; raises NotAFeed for any other JSON."""
    document = object_in(document)
    if not isinstance(document.get("items"), list):
        raise NotAFeed(
            f"{place.url}: JSON without a list of items is no JSON Feed"
        )
    items = objects_in(document["items"], MAX_ENTRIES)
    named = "jsonfeed.org" in text_in(document.get("version"))
    marked = any(_MARKS & item.keys() for item in items)
    if not named and not marked:
        raise NotAFeed(f"{place.url}: JSON that names no jsonfeed.org version")
    return Feed(
        kind="feed",
        url=place.url,
        title=one_line(text_in(document.get("title"))),
        entries=tuple(_entry(item, place) for item in items),
        language=text_in(document.get("language")),
        link=place.join(text_in(document.get("home_page_url"))),
        hub=hub_in_json(document, place),
    )


def load(text: str, place: Place) -> JsonValue:
    """Parse JSON of bounded depth; raises NotAFeed if it is not one."""
    brackets = (match[0] for match in _BRACKETS.finditer(text))
    steps = (_NESTING.get(bracket, 0) for bracket in brackets)
    if any(depth > MAX_DEPTH for depth in accumulate(steps)):
        raise NotAFeed(
            f"{place.url}: JSON nested deeper than {MAX_DEPTH} levels"
        )
    try:
        # Integers of thousands of digits cost quadratic time: none is read as a
        # number.
        return loads(text, parse_int=_whole, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise NotAFeed(f"{place.url}: broken JSON: {error}") from error


def _whole(digits: str) -> int | str:
    """Read a number of few digits; a longer one stays a text."""
    return int(digits) if len(digits) < MAX_DIGITS else digits


def _entry(item: JsonObject, place: Place) -> Entry:
    content = text_in(item.get("content_html")) or text_in(
        item.get("content_text")
    )
    updated_at = place.date(text_in(item.get("date_modified")))
    published_at = place.date(text_in(item.get("date_published")))
    tags = map(text_in, list_in(item.get("tags"), MAX_TAGS))
    return Entry(
        url=_address(item, place),
        title=one_line(text_in(item.get("title"))),
        published_at=published_at or updated_at,
        updated_at=updated_at,
        summary=plain(text_in(item.get("summary")) or content),
        content=content,
        id=text_in(item.get("id")),
        author=_author(item),
        categories=tuple(tag[:MAX_TAG] for tag in tags if tag),
        media=_media(item, place),
    )


def _address(item: JsonObject, place: Place) -> str:
    addresses = (text_in(item.get(key)) for key in ("url", "external_url"))
    url = next(filter(None, addresses), "")
    return place.join(url) or place.join(_permanent(item))


def _permanent(item: JsonObject) -> str:
    """Return an id that is an address."""
    identity = text_in(item.get("id"))
    return identity if identity.startswith("http") else ""


def _author(item: JsonObject) -> str:
    """Return the people of version 1.1, or the one of version 1.0."""
    people = item.get("authors")
    if not isinstance(people, list):
        people = [item.get("author")]
    listed = objects_in(people, MAX_PEOPLE)
    names = (text_in(person.get("name")) for person in listed)
    return ", ".join(filter(None, names))


def _media(item: JsonObject, place: Place) -> tuple[Media, ...]:
    """Return an item's pictures, then what is attached to it."""
    pictures = (text_in(item.get(key)) for key in ("image", "banner_image"))
    media = [Media(place.join(picture), "image/*") for picture in pictures]
    for attachment in objects_in(item.get("attachments"), MAX_ATTACHMENTS):
        link = place.join(text_in(attachment.get("url")))
        kind = text_in(attachment.get("mime_type"))
        size = _bytes(attachment.get("size_in_bytes"))
        media.append(Media(link, kind, size=size))
    return tuple(medium for medium in media if medium.url)


def _bytes(size: JsonValue) -> int | None:
    return size if isinstance(size, int) and size >= 0 else None
