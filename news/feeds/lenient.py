"""Last resort: feedparser, for text that no strict reader takes."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, datetime
from io import BytesIO

from news.errors import NotAFeed
from news.feeds.markup import one_line, plain
from news.feeds.people import name_in
from news.feeds.place import Place
from news.models import Entry, Feed
from news.safe_json import JsonValue

MAX_CHARACTERS = 1_000_000
MAX_TAGS = 30_000
# Categories of an entry, and characters of one.
MAX_CATEGORIES = 30
MAX_NAME = 100
_MARK = re.compile(r"<(?:rss|feed|rdf|item|entry|channel)", re.IGNORECASE)


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
    read_entries = [_entry(item, place) for item in parsed.entries]
    entries = tuple(read_entries)
    if not entries:
        raise NotAFeed(f"{place.url}: no entry could be read")
    feed = parsed.feed
    return Feed(
        kind="feed",
        url=place.url,
        title=one_line(_text(feed, "title")),
        entries=entries,
        language=_text(feed, "language"),
        link=place.join(_text(feed, "link")),
        repaired=True,
    )


def _like_a_feed(text: str) -> bool:
    """Recognise text with an element of feeds: other text is not worth feedparser's time."""
    return bool(_MARK.search(text))


def _date(item: JsonValue, place: Place, *names: str) -> datetime | None:
    """Return the first of these dates, read by us or by feedparser; never later than now."""
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


def _entry(item: JsonValue, place: Place) -> Entry:
    listed = item.get("content", ())
    contents = [content.get("value", "") for content in listed]
    content = max(contents, key=len, default="")
    listed = item.get("tags", ())[:MAX_CATEGORIES]
    names = filter(None, (tag.get("term") for tag in listed))
    return Entry(
        url=place.join(_text(item, "link")),
        title=one_line(_text(item, "title")),
        published_at=_date(item, place, "published", "created", "updated"),
        updated_at=_date(item, place, "updated"),
        summary=plain(_text(item, "summary") or content),
        content=content,
        id=_text(item, "id"),
        author=name_in(one_line(_text(item, "author"))),
        categories=tuple(one_line(name)[:MAX_NAME] for name in names),
    )


def _text(item: JsonValue, name: str) -> str:
    """Return a text of a feed or an entry; feedparser writes None where there is none."""
    return item.get(name) or ""
