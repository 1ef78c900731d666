"""Read large feeds as a stream: each entry's part of the tree is freed at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from lxml import etree

from news.feeds import atom, rss
from news.feeds.place import Place
from news.feeds.tree import Element, Root, bare, local, options
from news.feeds.vocabulary import name_of, own_space
from news.models import Entry, Feed

# Smaller feeds are read whole, which is a third faster; the tree of one of this
# size takes about 30 MB.
LARGE = 4_000_000
_CHUNK = 1 << 18
_ITEMS = {"rss": "item", "rdf": "item", "feed": "entry"}
_Reader = Callable[[Element, str, Place], Entry]


def read_large(text: str, place: Place) -> Feed | None:
    """Read a well-formed feed piece by piece; None if it is not one, or is not well formed."""
    parser = etree.XMLPullParser(
        events=("start", "end"), **options(recover=False)
    )
    entries: list[Entry] = []
    root: Element | None = None
    try:
        for event, node in _events(parser, bare(text)):
            if root is None:
                root = node
            elif event == "end" and _is_item(root, node):
                read_entry = _reader(root)
                entries.append(read_entry(node, own_space(root), place))
                _drop(node)
            if len(entries) >= rss.MAX_ENTRIES:
                break
    except etree.XMLSyntaxError:
        return None
    return (
        _finish(root, entries, place) if root is not None and entries else None
    )


def _events(
    parser: etree.XMLPullParser, text: str
) -> Iterator[tuple[str, Element]]:
    """Yield the starts and ends of elements; raises XMLSyntaxError where XML is broken."""
    for start in range(0, len(text), _CHUNK):
        chunk = text[start : start + _CHUNK]
        parser.feed(chunk.encode("utf-8", "replace"))
        yield from parser.read_events()  # type: ignore[misc]
    parser.close()  # raises where the end is missing


def _is_item(root: Element, node: Element) -> bool:
    """Return whether an element is an entry of its dialect, in its own namespace."""
    wanted = _ITEMS.get(local(root))
    return (
        wanted is not None and name_of(str(node.tag), own_space(root)) == wanted
    )


def _reader(root: Element) -> _Reader:
    if local(root) == "feed":
        return atom.read_entry
    return rss.read_entry


def _drop(node: Element) -> None:
    """Free the tree of an entry that was read."""
    parent = node.getparent()
    node.clear()
    if parent is not None:
        parent.remove(node)


def _finish(root: Element, entries: list[Entry], place: Place) -> Feed:
    """Read the feed's head, which is all that is left of the tree."""
    name = local(root)
    reader = atom.read if name == "feed" else rss.read
    return replace(
        reader(Root(root, name, repaired=False), place), entries=tuple(entries)
    )
