"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import re
from typing import Any

from news.errors import NotAFeed
from news.feeds.hubs import hub_in_json
from news.feeds.markup import one_line, plain
from news.feeds.place import Place
from news.feeds.rss import MAX_ENTRIES
from news.models import Entry, Feed, Media
from news.safe_json import loads

MAX_DEPTH = 60
# Brackets outside strings; a string is passed over whole.
_BRACKETS = re.compile(r'[\[\]{}]|"(?:[^"\\]|\\.)*"?', re.DOTALL)


# What only items of a JSON Feed have.
_MARKS = frozenset({"url", "id", "content_text", "content_html"})


def read(document: Any, place: Place) -> Feed:
    """Read a JSON Feed; raises NotAFeed for any other JSON."""
    if not isinstance(document, dict):
        document = {}
    listed = document.get("items")
    if not isinstance(listed, list):
        raise NotAFeed(
            f"{place.url}: JSON without a list of items is no JSON Feed"
        )
    items = [item for item in listed[:MAX_ENTRIES] if isinstance(item, dict)]
    named = "jsonfeed.org" in _text(document.get("version"))
    if not named and not any(_MARKS & item.keys() for item in items):
        raise NotAFeed(f"{place.url}: JSON that names no jsonfeed.org version")
    return Feed(
        kind="feed",
        url=place.url,
        title=one_line(_text(document.get("title"))),
        entries=tuple(_entry(item, place) for item in items),
        language=_text(document.get("language")),
        link=place.join(_text(document.get("home_page_url"))),
        hub=hub_in_json(document, place),
    )


def load(text: str, place: Place) -> Any:
    """Parse JSON of bounded depth; raises NotAFeed if it is not one."""
    depth = 0
    for match in _BRACKETS.finditer(text):
        sign = match[0]
        if sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
        if depth > MAX_DEPTH:
            raise NotAFeed(
                f"{place.url}: JSON nested deeper than {MAX_DEPTH} levels"
            )
    try:
        # Integers of thousands of digits cost quadratic time: none is read as a
        # number.
        return loads(text, parse_int=_whole, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise NotAFeed(f"{place.url}: broken JSON: {error}") from error


def _whole(text: str) -> int | str:
    if len(text) < 20:
        return int(text)
    return text


def _text(value: Any) -> str:
    match value:
        case str():
            return value.strip()
        case int() | float():
            return str(value)
    return ""


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _entry(item: dict[str, Any], place: Place) -> Entry:
    content = _text(item.get("content_html")) or _text(item.get("content_text"))
    updated_at = place.date(_text(item.get("date_modified")))
    published_at = place.date(_text(item.get("date_published")))
    tags = [_text(tag)[:100] for tag in _list(item.get("tags"))[:30]]
    return Entry(
        url=_address(item, place),
        title=one_line(_text(item.get("title"))),
        published_at=published_at or updated_at,
        updated_at=updated_at,
        summary=plain(_text(item.get("summary")) or content),
        content=content,
        id=_text(item.get("id")),
        author=_author(item),
        categories=tuple(filter(None, tags)),
        media=_media(item, place),
    )


def _address(item: dict[str, Any], place: Place) -> str:
    url = _text(item.get("url")) or _text(item.get("external_url"))
    return place.join(url) or place.join(_permanent(item))


def _permanent(item: dict[str, Any]) -> str:
    identity = _text(item.get("id"))
    return identity if identity.startswith("http") else ""


def _author(item: dict[str, Any]) -> str:
    people = item.get("authors")
    if not isinstance(people, list):
        people = [item.get("author")]
    names = []
    for person in people[:5]:
        if isinstance(person, dict):
            names.append(_text(person.get("name")))
    return ", ".join(filter(None, names))


def _media(item: dict[str, Any], place: Place) -> tuple[Media, ...]:
    media = []
    for key in ("image", "banner_image"):
        link = place.join(_text(item.get(key)))
        if link:
            media.append(Media(link, "image/*"))
    for attachment in _list(item.get("attachments"))[:20]:
        if not isinstance(attachment, dict):
            continue
        link = place.join(_text(attachment.get("url")))
        if link:
            kind = _text(attachment.get("mime_type"))
            size = attachment.get("size_in_bytes")
            if not isinstance(size, int) or size < 0:
                size = None
            media.append(Media(link, kind, size=size))
    return tuple(media)
