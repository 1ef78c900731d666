"""The elements of feeds by namespace: `title` of the feed itself, `dc:title`,
`media:title` and so on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache

from news.feeds.tree import Element, text_of

# A part of a namespace (small letters) and the prefix that its words get here;
# the first that fits is taken.
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
)
# Namespaces of RSS itself; the one of the document's root is its own too,
# whatever it is.
_OWN = (
    "purl.org/rss/1",
    "purl.org/net/rss",
    "netscape.com",
    "userland.com",
    "/tech/rss",
    "rssboard",
)
# Prefixes that documents use without declaring them.
_PREFIXES = frozenset(prefix for _, prefix in _SPACES)


@lru_cache(maxsize=4096)
def name_of(tag: str, own: str) -> str:
    """Return what a tag is called here.

    Words of the document's own namespace bare, others with their prefix.

    `own` is the namespace of the document's root. Words of namespaces that mean nothing to us begin
    with `foreign:`.
    """
    space, _, name = tag.lower().lstrip("{").rpartition("}")
    if space == own or not space:
        return _undeclared(name) if ":" in name else name
    for mark, prefix in _SPACES:
        if mark in space:
            return prefix + name
    if any(mark in space for mark in _OWN):
        return name
    return "foreign:" + name


def _undeclared(name: str) -> str:
    prefix = name.partition(":")[0] + ":"
    if prefix in _PREFIXES:
        return name
    return "foreign:" + name.rpartition(":")[2]


def own_space(root: Element) -> str:
    """Return the namespace in which a document's own words stand.

    Its root's, or that of RDF's first child.
    """
    space = _space(root)
    if "22-rdf-syntax" not in space:
        return space
    for child in root:
        if isinstance(child.tag, str):
            return _space(child)
    return ""


def _space(element: Element) -> str:
    tag = str(element.tag)
    if tag.startswith("{"):
        return tag[1:].partition("}")[0].lower()
    return ""


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
    for node in parent:
        # A comment's tag is a function.
        if isinstance(node.tag, str):
            name = name_of(node.tag, own)
            known = fields_by_name.get(name)
            if known is None or not (text_of(known) or len(known)):
                fields_by_name[name] = node


def children_named(
    parent: Element, own: str, names: Collection[str]
) -> Iterator[Element]:
    """Yield the children that have one of these names."""
    for node in parent:
        if isinstance(node.tag, str) and name_of(node.tag, own) in names:
            yield node


def file_size(node: Element) -> int | None:
    """Return the bytes of what an element leads to; None where it does not say, or oddly."""
    text = node.get("length") or node.get("fileSize") or ""
    if text.isascii() and text.isdigit() and len(text) <= 12:
        return int(text)
    return None
