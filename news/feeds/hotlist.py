"""Read hot lists (热榜) as newsnow serves them (github.com/ourongxing/newsnow,
shared/types.ts, `SourceResponse`).
"""

from __future__ import annotations

from operator import attrgetter

from news.addresses import board_name
from news.feeds.json_values import object_in, objects_in, text_at, text_in
from news.feeds.markup import one_line
from news.feeds.place import Place
from news.models import Entry, Feed
from news.safe_json import JsonObject, JsonValue

# Boards have fifty lines at the most.
MAX_LINES = 200
_STATES = frozenset({"success", "cache"})


def is_hotlist(document: JsonValue) -> bool:
    """Return whether JSON is a board: its state, its name and its lines."""
    return (
        isinstance(document, dict)
        and document.get("status") in _STATES
        and isinstance(document.get("id"), str)
        and isinstance(document.get("items"), list)
    )


def read(document: JsonObject, place: Place) -> Feed:
    """Read a board: its entries stand in the order of their ranks, the hottest first."""
    lines = objects_in(document["items"], MAX_LINES)
    entries = (_entry(line, place) for line in lines)
    return Feed(
        kind="hotlist",
        url=place.url,
        title=board_name(document["id"]),
        entries=tuple(filter(attrgetter("title"), entries)),
        language="zh",
    )


def _entry(line: JsonObject, place: Place) -> Entry:
    """Read a line of a board; newsnow puts its date and its text into `extra`."""
    extra = object_in(line.get("extra"))
    addresses = text_at(line, "url"), text_at(line, "mobileUrl")
    date = text_in(line.get("pubDate") or extra.get("date"))
    return Entry(
        url=place.first_link(addresses),
        title=one_line(text_at(line, "title")),
        published_at=place.date(date),
        summary=one_line(text_at(extra, "hover")),
        id=text_at(line, "id"),
    )
