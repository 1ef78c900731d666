"""The elements of feeds by namespace: `title` of the feed itself, `dc:title`,
`media:title` and so on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from news.feeds.tree import Element, namespace, text_of

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
    if space == own or not space:
        return _undeclared(name) if ":" in name else name
    known = (prefix for mark, prefix in _SPACES if mark in space)
    return next(known, "foreign:") + name


def _undeclared(name: str) -> str:
    """Return a name whose prefix nobody declared: `media:title`, or `foreign:title`."""
    prefix = name.partition(":")[0] + ":"
    if prefix in _PREFIXES:
        return name
    return "foreign:" + name.rpartition(":")[2]


def own_space(root: Element) -> str:
    """Return the namespace in which a document's own words stand.

    Its root's, or that of RDF's first child.
    """
    space = namespace(root)
    if "22-rdf-syntax" not in space:
        return space
    first = next(_elements(root), None)
    return "" if first is None else namespace(first)


def fields(parent: Element, own: str) -> dict[str, Element]:
    """Map the name of each child to the child; an empty one gives way to a later one.

    What stands in a `media:group` counts as if it stood beside it, after the rest.
    """
    fields_by_name: dict[str, Element] = {}
    _put_children(fields_by_name, parent, own)
    group = fields_by_name.get("media:group")
    if group is not None:
        _put_children(fields_by_name, group, own)
    return fields_by_name


def _put_children(
    fields_by_name: dict[str, Element], parent: Element, own: str
) -> None:
    for node in _elements(parent):
        name = name_of(str(node.tag), own)
        if _is_empty(fields_by_name.get(name)):
            fields_by_name[name] = node


def _elements(parent: Element) -> Iterator[Element]:
    """Yield the children that are elements: an entity's or a comment's tag is a function."""
    return (node for node in parent if isinstance(node.tag, str))


def _is_empty(node: Element | None) -> bool:
    return node is None or not (len(node) or text_of(node))


def children_named(
    parent: Element, own: str, names: Collection[str]
) -> Iterator[Element]:
    """Return the children that have one of these names."""
    elements = _elements(parent)
    return (node for node in elements if name_of(str(node.tag), own) in names)


def file_size(node: Element) -> int | None:
    """Return the bytes of what an element leads to; None where it does not say, or oddly."""
    return whole_number(node.get("length") or node.get("fileSize"), digits=12)


def whole_number(text: str | None, digits: int = 6) -> int | None:
    """Read a whole number of at most so many digits; None for any other text."""
    number = text if text and text.isascii() and text.isdigit() else ""
    return int(number) if 0 < len(number) <= digits else None
