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
    if not isinstance(document, dict) or not isinstance(
        document.get("items"), list
    ):
        raise NotAFeed(
            f"{place.url}: JSON without a list of items is no JSON Feed"
        )
    items = [
        item
        for item in document["items"][:MAX_ENTRIES]
        if isinstance(item, dict)
    ]
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
    """Parse JSON of bounded depth; raises NotAFeed for what is none."""
    depth = 0
    for match in _BRACKETS.finditer(text):
        if (sign := match[0]) in "[{":
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
    return int(text) if len(text) < 20 else text


def _text(value: Any) -> str:
    return (
        value.strip()
        if isinstance(value, str)
        else str(value)
        if isinstance(value, int | float)
        else ""
    )


def _entry(item: dict[str, Any], place: Place) -> Entry:
    content = _text(item.get("content_html")) or _text(item.get("content_text"))
    tags = item.get("tags")
    return Entry(
        url=place.join(
            _text(item.get("url")) or _text(item.get("external_url"))
        )
        or place.join(_permanent(item)),
        title=one_line(_text(item.get("title"))),
        published_at=place.date(_text(item.get("date_published")))
        or place.date(_text(item.get("date_modified"))),
        updated_at=place.date(_text(item.get("date_modified"))),
        summary=plain(_text(item.get("summary")) or content),
        content=content,
        id=_text(item.get("id")),
        author=_author(item),
        categories=tuple(_text(tag)[:100] for tag in tags[:30] if _text(tag))
        if isinstance(tags, list)
        else (),
        media=_media(item, place),
    )


def _permanent(item: dict[str, Any]) -> str:
    identity = _text(item.get("id"))
    return identity if identity.startswith("http") else ""


def _author(item: dict[str, Any]) -> str:
    people = (
        item.get("authors")
        if isinstance(item.get("authors"), list)
        else [item.get("author")]
    )
    names = [
        _text(person.get("name"))
        for person in (people or [])[:5]
        if isinstance(person, dict)
    ]
    return ", ".join(name for name in names if name)


def _media(item: dict[str, Any], place: Place) -> tuple[Media, ...]:
    media = [
        Media(link, "image/*")
        for key in ("image", "banner_image")
        if (link := place.join(_text(item.get(key))))
    ]
    attachments = item.get("attachments")
    for attachment in attachments[:20] if isinstance(attachments, list) else []:
        if isinstance(attachment, dict) and (
            link := place.join(_text(attachment.get("url")))
        ):
            size = attachment.get("size_in_bytes")
            known = size if isinstance(size, int) and size >= 0 else None
            media.append(
                Media(link, _text(attachment.get("mime_type")), size=known)
            )
    return tuple(media)
