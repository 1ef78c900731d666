"""The elements of feeds by namespace: `title` of the feed itself, `dc:title`,
`media:title` and so on.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from news.feeds.xml_tree import (
    Element,
    markup_of,
    namespace,
    text_of,
)

# A part of a namespace (small letters) and the prefix that its words get here;
# the first that fits is taken. The last ones are RSS itself; the namespace of
# the document's root is its own too, whatever it is.
_SPACES = (
    ("purl.org/dc/terms", "dcterms:"),
    ("purl.org/dc", "dc:"),
    ("modules/content", "content:"),
    ("modules/syndication", "sy:"),
    ("modules/slash", "slash:"),
    ("rss/1.0/modules", "module:"),
    ("search.yahoo.com", "media:"),
    ("itunes", "itunes:"),
    ("googleplay", "googleplay:"),
    ("play-podcasts", "googleplay:"),
    ("youtube.com/xml", "yt:"),
    ("feedburner", "feedburner:"),
    ("news.yandex", "yandex:"),
    ("turbo.yandex", "turbo:"),
    ("w3.org/1999/xhtml", "xhtml:"),
    ("w3.org/2005/atom", "atom:"),
    ("purl.org/atom", "atom:"),
    ("22-rdf-syntax", "rdf:"),
    ("purl.org/rss/1", ""),
    ("purl.org/net/rss", ""),
    ("netscape.com", ""),
    ("userland.com", ""),
    ("/tech/rss", ""),
    ("rssboard", ""),
)
# Prefixes that documents use without declaring them.
_PREFIXES = frozenset(prefix for _, prefix in _SPACES if prefix)


@lru_cache(maxsize=4096)
def name_of(tag: str, own: str) -> str:
    """Return what a tag is called here.

    Words of the document's own namespace bare, others with their prefix: `title` of Media RSS is
    `media:title`, whatever prefix the document gives it.

    `own` is the namespace of the document's root. Words of namespaces that mean nothing to us begin
    with `foreign:`.
    """
    space, _, name = tag.lower().lstrip("{").rpartition("}")
    if space in {own, ""}:
        return _undeclared(name) if ":" in name else name
    known = (prefix for mark, prefix in _SPACES if mark in space)
    return next(known, "foreign:") + name


def _undeclared(name: str) -> str:
    """Return a name whose prefix nobody declared: `media:title`, or `foreign:title`."""
    prefix, _, _ = name.partition(":")
    is_known = f"{prefix}:" in _PREFIXES
    return name if is_known else "foreign:" + name.rpartition(":")[2]


def own_space(root: Element) -> str:
    """Return the namespace in which a document's own words stand.

    Its root's, or that of RDF's first child.
    """
    space = namespace(root)
    if "22-rdf-syntax" not in space:
        return space
    first = next(root.iterchildren("*"), None)
    return "" if first is None else namespace(first)


@dataclass(frozen=True, slots=True)
class Fields:
    """The children of an element by their names (`name_of`); a missing one reads as empty."""

    by_name: Mapping[str, Element]

    def texts(self, names: Iterable[str]) -> Iterator[str]:
        """Yield the texts of these children, in the order of the names, empty ones left out.

        Of an empty `title` and a `dc:title` A only A is yielded.
        """
        nodes = map(self.by_name.get, names)
        return filter(None, map(text_of, nodes))

    def text(self, *names: str) -> str:
        """Return the first text of these children."""
        return next(self.texts(names), "")

    def markup(self, *names: str) -> str:
        """Return the HTML of the first of these children that holds any."""
        nodes = map(self.by_name.get, names)
        return next(filter(None, map(markup_of, nodes)), "")

    def attribute(self, name: str, attribute: str) -> str:
        """Return an attribute of a child."""
        node = self.by_name.get(name)
        return "" if node is None else node.get(attribute, "")


def fields_of(parent: Element, own: str) -> Fields:
    """Map the name of each child to the child; an empty one gives way to a later one.

    What stands in a `media:group` counts as if it stood beside it, after the rest.
    """
    by_name: dict[str, Element] = {}
    _put_children(by_name, parent, own)
    if "media:group" in by_name:
        _put_children(by_name, by_name["media:group"], own)
    return Fields(by_name)


def _put_children(
    by_name: dict[str, Element], parent: Element, own: str
) -> None:
    """Add the children of an element to a map of them; an empty one gives way to a later one."""
    for node in parent.iterchildren("*"):
        name = name_of(str(node.tag), own)
        earlier = by_name.setdefault(name, node)
        # Few names stand twice: only then is the text asked for.
        is_repeated = earlier is not node
        if is_repeated and not len(earlier) and not text_of(earlier):
            by_name[name] = node


def children_named(
    parent: Element, own: str, names: Collection[str]
) -> Iterator[Element]:
    """Return the children that have one of these names."""
    children = parent.iterchildren("*")
    return (node for node in children if name_of(str(node.tag), own) in names)


def file_size(node: Element) -> int | None:
    """Return the bytes of what an element leads to; None where it does not say, or oddly.

    `length="1234"` of an enclosure, `fileSize="1234"` of Media RSS.
    """
    return whole_number(node.get("length") or node.get("fileSize"), digits=12)


def whole_number(text: str | None, digits: int = 6) -> int | None:
    """Read a whole number of at most so many digits; None for any other text.

    `"640"` → 640; `"640px"`, `"-1"` and `"²"` are none.
    """
    number = re.fullmatch(rf"[0-9]{{1,{digits}}}", text or "")
    return int(number[0]) if number else None
