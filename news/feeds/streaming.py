"""Read large feeds as a stream: each entry's part of the tree is freed at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from lxml import etree

from news.feeds import atom, rss
from news.feeds.feed_elements import name_of, own_space
from news.feeds.place import Place
from news.feeds.xml_tree import Element, Root, bare, local, options
from news.models import Entry, Feed

# Smaller feeds are read whole, which is a third faster; the tree of one of this
# size takes about 30 MB.
LARGE = 4_000_000
_CHUNK = 1 << 18


@dataclass(frozen=True, slots=True)
class _Dialect:
    """How a dialect calls its entries, and who reads an entry and the head."""

    item: str
    read_entry: Callable[[Element, str, Place], Entry]
    read: Callable[[Root, Place], Feed]


_RSS = _Dialect("item", rss.read_entry, rss.read)
_ATOM = _Dialect("entry", atom.read_entry, atom.read)
# By the name of the document's element.
_DIALECTS = {"rss": _RSS, "rdf": _RSS, "feed": _ATOM}


def read_large(text: str, place: Place) -> Feed | None:
    """Read a well-formed feed piece by piece; None if it is not one, or is not well formed."""
    parser = etree.XMLPullParser(
        events=("start", "end"), **options(recover=False)
    )
    events = _events(parser, bare(text))
    try:
        _, root = next(events)
        name = local(root)
        if name not in _DIALECTS:
            return None
        dialect = _DIALECTS[name]
        listed = _entries(events, root, dialect, place)
        entries = tuple(islice(listed, rss.MAX_ENTRIES))
    except etree.XMLSyntaxError:
        return None
    if not entries:
        return None
    # The head is all that is left of the tree.
    head = dialect.read(Root(root, name, repaired=False), place)
    return replace(head, entries=entries)


def _events(
    parser: etree.XMLPullParser, text: str
) -> Iterator[tuple[str, Element]]:
    """Yield the starts and ends of elements; raises XMLSyntaxError where XML is broken."""
    for start in range(0, len(text), _CHUNK):
        chunk = text[start : start + _CHUNK]
        parser.feed(chunk.encode("utf-8", "replace"))
        yield from parser.read_events()  # type: ignore[misc]
    parser.close()  # raises where the end is missing


def _entries(
    events: Iterable[tuple[str, Element]],
    root: Element,
    dialect: _Dialect,
    place: Place,
) -> Iterator[Entry]:
    """Yield the entries of a dialect as their elements end, and free each one's tree."""
    for event, node in events:
        if event == "start":
            continue
        # RDF's own words are those of its first child, which comes after the root.
        own = own_space(root)
        if name_of(str(node.tag), own) == dialect.item:
            yield dialect.read_entry(node, own, place)
            _drop(node)


def _drop(node: Element) -> None:
    """Free the tree of an entry that was read."""
    parent = node.getparent()
    node.clear()
    if parent is not None:
        parent.remove(node)
