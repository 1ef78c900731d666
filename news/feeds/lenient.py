"""Last resort: feedparser, for text that no strict reader takes."""

from __future__ import annotations

import calendar
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from news.errors import NotAFeed
from news.feeds.markup import one_line, plain
from news.feeds.place import Place
from news.models import Entry, Feed

MAX_CHARACTERS = 1_000_000
MAX_TAGS = 30_000


def read(text: str, place: Place) -> Feed:
    """Read with feedparser; raises NotAFeed when it finds no entry.

    It gets a stream, never bare bytes: it would open a file of that name. Its loose parser is slow
    on hostile input, so input over a million characters or 30,000 tags is refused; whoever can kill
    a worker should run it in one.
    """
    if (
        len(text) > MAX_CHARACTERS
        or text.count("<") > MAX_TAGS
        or not _like_a_feed(text)
    ):
        raise NotAFeed(
            f"{place.url}: broken XML that is no feed that could be mended"
        )
    import feedparser  # noqa: PLC0415 - seldom needed, and it costs 60 ms

    try:
        parsed = feedparser.parse(
            BytesIO(text.encode("utf-8", "replace")),
            response_headers={
                "content-type": "application/xml; charset=utf-8",
                "content-location": place.url,
            },
            sanitize_html=False,
        )
    except Exception as error:
        # Its loose parser trips over elements that end where they did not
        # begin: KeyError, AttributeError and others.
        raise NotAFeed(
            f"{place.url}: broken XML that could not be mended ({type(error).__name__})"
        ) from error
    entries = tuple(_entry(item, place) for item in parsed.entries)
    if not entries:
        raise NotAFeed(f"{place.url}: no entry could be read")
    feed = parsed.feed
    return Feed(
        kind="feed",
        url=place.url,
        title=one_line(feed.get("title", "")),
        entries=entries,
        language=feed.get("language", "") or "",
        link=place.join(feed.get("link", "")),
        repaired=True,
    )


def _like_a_feed(text: str) -> bool:
    lower = text.lower()
    return any(
        mark in lower
        for mark in ("<rss", "<feed", "<rdf", "<item", "<entry", "<channel")
    )


def _date(item: Any, place: Place, *names: str) -> datetime | None:
    for name in names:
        # dict.get, for feedparser's own guesses `updated` from `published` and
        # warns about it.
        date = place.date(dict.get(item, name) or "")
        if date:
            return date
        parsed = dict.get(item, f"{name}_parsed")
        if not parsed:
            continue
        try:
            guessed = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
        except (ValueError, OverflowError, OSError):
            continue
        return min(guessed, place.now)
    return None


def _entry(item: Any, place: Place) -> Entry:
    contents = [content.get("value", "") for content in item.get("content", ())]
    content = max(contents, key=len, default="")
    tags = [tag.get("term") or "" for tag in item.get("tags", ())[:30]]
    return Entry(
        url=place.join(item.get("link", "") or ""),
        title=one_line(item.get("title", "") or ""),
        published_at=_date(item, place, "published", "created", "updated"),
        updated_at=_date(item, place, "updated"),
        summary=plain(item.get("summary", "") or content),
        content=content,
        id=item.get("id", "") or "",
        author=one_line(item.get("author", "") or ""),
        categories=tuple(one_line(tag)[:100] for tag in filter(None, tags)),
    )
