"""Parse decoded text as XML: strictly, or repaired once. The parser expands no entity."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from html.entities import html5
from typing import Any

from lxml import etree

from news.feeds.left_open import with_ended_entries, with_ended_texts
from news.feeds.own_entities import declared, written_out
from news.xml_text import NOT_XML, drop_non_xml

Element = etree._Element

# Characters at the beginning, within which a prolog ends.
_HEAD = 1000
_PROLOG = re.compile(r"\A\s*<\?xml[^>]*\?>", re.IGNORECASE)
_DOCTYPE = re.compile(
    r"<!DOCTYPE[^\[>]{0,2000}(?:\[.{0,65536}?\]\s*)?>",
    re.IGNORECASE | re.DOTALL,
)
_HALF = r"&#(?:x0*d[89a-f][0-9a-f]{2}|0*5(?:529[6-9]|5[3-9]\d\d|6\d{3}|7[0-2]\d\d|73[0-3]\d|734[0-3]));"
_HALVES = re.compile(f"(?:{_HALF})+", re.IGNORECASE)
_NUMBER = re.compile("[0-9]+|x[0-9a-f]+")
_ENTITY = re.compile(
    r"&(?:#([0-9]{1,7}|[xX][0-9a-fA-F]{1,6});|([A-Za-z][A-Za-z0-9]{1,31});)?"
)
_CDATA = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.DOTALL)
# What a program put into an attribute as it would into an element; no XML allows it.
_CDATA_VALUE = re.compile(
    r"=\s?(?P<mark>[\"'])\s?<!\[CDATA\[(?P<value>[^<>\"']{0,2000})\]\]>\s?(?P=mark)"
)
_OWN = frozenset({"lt", "gt", "amp", "quot", "apos"})
_TAG = re.compile(r"<(?![A-Za-z_/!?])")
# Elements of HTML that have no end: left open, they would swallow the entries behind them.
_VOID = re.compile(
    r"<((?:br|hr|img|wbr)(?:\s[^<>]{0,2000}?)?)/?>", re.IGNORECASE
)
_VOID_END = re.compile(r"</(?:br|hr|img|wbr)\s{0,9}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Root:
    """The document's element and its name without namespace, in lower case."""

    element: Element
    name: str
    repaired: bool


# What lxml calls its parsers' keyword arguments.
ParserOptions = dict[str, Any]


def options(*, recover: bool) -> ParserOptions:
    """Return the options of every parser here: nothing is expanded, nothing fetched."""
    return {
        "resolve_entities": False,
        "no_network": True,
        "load_dtd": False,
        "dtd_validation": False,
        "huge_tree": False,
        "recover": recover,
        "remove_comments": True,
        "remove_pis": True,
        "strip_cdata": True,
        "collect_ids": False,
        "encoding": "utf-8",
    }


def read_strictly(text: str) -> Root | None:
    """Parse well-formed XML; None when it is not well formed."""
    return _parse(bare(text), recover=False)


def repair(text: str) -> Root | None:
    """Parse once more with control bytes dropped, entities and ampersands mended.

    Tags are closed too, entries where the next ones begin. None if it is hopeless.
    """
    text = with_ended_entries(drop_non_xml(bare(text)))
    text = _CDATA_VALUE.sub(r"=\g<mark>\g<value>\g<mark>", text)
    _, bracket, markup = text.partition("<")
    parts = _CDATA.split(bracket + markup)
    mended = "".join(map(_mended, parts))
    return _parse(mended, recover=True)


def _mended(part: str) -> str:
    """Mend entities, stray angle brackets and HTML without an end; CDATA needs none of it.

    `A & B < C<br>` → `A &amp; B &lt; C<br/>`.
    """
    if part.startswith("<![CDATA["):
        return part
    ended = _VOID.sub(r"<\1/>", _VOID_END.sub("", part))
    plain = _TAG.sub("&lt;", _ENTITY.sub(_mend, ended))
    return with_ended_texts(plain)


def bare(text: str) -> str:
    """Drop the prolog, whose encoding is no longer true, and the doctype, with the entities that it
    declares written out.
    """
    # Searched for in the whole text, a missing prolog took a fiftieth of the time of 109 feeds.
    text = _PROLOG.sub("", text[:_HEAD], count=1) + text[_HEAD:]
    if "&#" in text:
        # libxml2 takes a reference to half a character, and fails when the text
        # is asked for.
        text = _HALVES.sub(_joined, text)
    if "<!doctype" in text[:4096].lower():
        return _without_doctype(text)
    return text


def _joined(match: re.Match[str]) -> str:
    """Return the characters whose halves stand side by side; a half alone is nothing.

    `&#55357;&#56832;` → 😀, as programs write it that count in UTF-16.
    """
    numbers = _NUMBER.findall(match[0].lower())
    codes = (
        int(f"0{number}", 16 if "x" in number else 10) for number in numbers
    )
    halves = "".join(map(chr, codes)).encode("utf-16-le", "surrogatepass")
    return halves.decode("utf-16-le", "ignore")


def _without_doctype(text: str) -> str:
    """Drop the doctype, and write out the entities that it declares."""
    doctype = _DOCTYPE.search(text)
    if not doctype:
        return text
    entities = declared(doctype[0])
    rest = text[: doctype.start()] + text[doctype.end() :]
    return written_out(rest, entities) if entities else rest


def _parse(text: str, *, recover: bool) -> Root | None:
    """Parse XML; None where it is broken, or nothing is left of it."""
    try:
        root: Element | None = etree.fromstring(
            text.encode("utf-8", "replace"),
            etree.XMLParser(**options(recover=recover)),
        )
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None:  # a recovering parser may find nothing at all
        return None
    return Root(root, local(root), recover)


def _mend(match: re.Match[str]) -> str:
    """Return a reference as XML knows it: `&nbsp;` → a blank, `AT&T` → `AT&amp;T`."""
    number = match[1]
    if number:
        char = unescape(f"&#{number};")
        # What no text may hold becomes nothing.
        # XML writes its hexadecimal numbers with a small x.
        reference = match[0].lower()
        return reference if char and not NOT_XML.match(char) else ""
    name = match[2]
    if name in _OWN:
        return match[0]
    escaped = f"&amp;{match[0][1:]}"
    return html5.get(f"{name};", escaped)


def local(element: Element) -> str:
    """Return an element's name without its namespace, in small letters.

    `{http://www.w3.org/2005/Atom}Title` → title.
    """
    # An entity's and a comment's tag is a function: it has no name.
    tag = element.tag if isinstance(element.tag, str) else ""
    return str(tag).rpartition("}")[2].lower()


def named(nodes: Iterable[Element], name: str) -> Iterator[Element]:
    """Yield the elements of a name, in any namespace and case: `<Item>`, `<rss:item>`."""
    return (node for node in nodes if local(node) == name)


def namespace(element: Element) -> str:
    """Return an element's namespace, in lower case; empty where it has none."""
    uri, _, _ = str(element.tag).rpartition("}")
    return uri[1:].lower()


def markup_of(element: Element | None) -> str:
    """Return what an element holds as HTML.

    Its text where it is text, its children written out where it has some. A `<div>` that wraps all
    is left out, as XHTML in Atom has it.
    """
    if element is None or not len(element):
        # Most elements hold text alone.
        return text_of(element)
    children = list(element.iterchildren("*"))
    is_wrapped = list(map(local, children)) == ["div"]
    inside = children[0] if is_wrapped else element
    written = (
        etree.tostring(child, encoding="unicode", method="html")
        for child in inside
    )
    return "".join((inside.text or "", *written)).strip()


def text_of(element: Element | None) -> str:
    """Return all the text below an element, stripped.

    `<title>A <b>bold</b> word</title>` → `A bold word`.
    """
    if element is None:
        return ""
    # Most elements hold text alone, which is read at once.
    inner = (
        "".join(map(str, element.itertext())) if len(element) else element.text
    )
    return (inner or "").strip()
