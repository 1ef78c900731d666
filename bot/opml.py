"""Subscriptions as OPML 2.0: sources as every reader knows them, topics and filters as outlines of our own types."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import quoteattr

from news.feeds.tree import read_strictly

MAX_BYTES = 2 * 1024 * 1024
MAX_OUTLINES = 5000
MAX_ATTRIBUTES = 60
"""Of one tag: libxml2 takes quadratic time on more, minutes for 100,000 of them."""
Kind = Literal["source", "topic", "filter"]
_KINDS: dict[str, Kind] = {"jianbao-topic": "topic", "jianbao-filter": "filter"}


@dataclass(frozen=True, slots=True)
class Outline:
    """One subscription in a file: `kind` is source, topic or filter; `value` an address, a key or an expression."""

    kind: Kind
    value: str
    title: str = ""
    language: str = ""


def write(outlines: Iterable[Outline]) -> str:
    """Return outlines as OPML 2.0."""
    rows = "\n".join(f"    {_row(each)}" for each in outlines)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head><title>Jianbao</title></head>\n'
        f"  <body>\n{rows}\n  </body>\n</opml>\n"
    )


def _row(outline: Outline) -> str:
    text = quoteattr(_printable(outline.title or outline.value))
    if outline.kind != "source":
        return f'<outline type="jianbao-{outline.kind}" text={text} value={quoteattr(_printable(outline.value))}/>'
    language = f" language={quoteattr(outline.language)}" if outline.language else ""
    return (
        f'<outline type="rss" text={text} xmlUrl={quoteattr(_printable(outline.value))}{language}/>'
    )


def _printable(text: str) -> str:
    """Leave out what XML can not hold."""
    return "".join(
        char
        for char in text
        if char >= " " and not "\ud800" <= char <= "\udfff" and char not in "\ufffe\uffff"
    )


def read(data: bytes) -> list[Outline]:
    """Return the outlines of a file, each once; empty for what is no OPML, or too large.

    Entities of the document's own are never expanded, and nothing outside of it is read.
    """
    if len(data) > MAX_BYTES:
        return []
    text = data.decode("utf-8-sig", "replace")
    # No tag can hold "<", so a tag lies between two of them.
    if any(part.count("=") > MAX_ATTRIBUTES for part in text.split("<")):
        return []
    root = read_strictly(text)
    if root is None or root.name != "opml":
        return []
    found: dict[tuple[str, str], Outline] = {}
    for node in root.element.iter("outline"):
        given = {
            name.lower(): value.strip()
            for name, value in node.attrib.items()
            if isinstance(name, str)
        }
        outline = _outline({str(name): str(value) for name, value in given.items()})
        if outline and len(found) < MAX_OUTLINES:
            found.setdefault((outline.kind, outline.value), outline)
    return list(found.values())


def _outline(given: dict[str, str]) -> Outline | None:
    title = (given.get("title") or given.get("text") or "")[:200]
    kind = _KINDS.get(given.get("type", ""))
    if kind and (value := given.get("value", "")):
        return Outline(kind, value[:500], title)
    url = given.get("xmlurl", "")
    if url.startswith(("http://", "https://")) and len(url) <= 2000:
        return Outline("source", url, title, given.get("language", "")[:20])
    return None
