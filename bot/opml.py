"""Read and write subscriptions as OPML 2.0: sources in the form that every
reader knows, topics and filters as outlines with types of our own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.entities import html5
from itertools import islice
from typing import Literal
from xml.sax.saxutils import quoteattr

from news.addresses import Instances, resolve
from news.charset import decode
from news.doors import without_door
from news.errors import FilterError
from news.feeds.xml_tree import Element, Root, read_strictly
from news.filters import parse_within
from news.post_format import PostFormat
from news.post_format import parse as parse_format
from news.post_format import write as write_format
from news.xml_text import drop_non_xml
from store.chats.subscriptions import MAX_LABEL, mode_of
from store.rows import DeliveryMode

MAX_BYTES = 2 * 1024 * 1024
MAX_OUTLINES = 5000
# Characters of a name, and of a topic's key or a filter's expression.
MAX_TITLE, MAX_VALUE = 200, 500
# The most attributes of one tag: libxml2 takes quadratic time on more, minutes
# for 100,000 of them.
MAX_ATTRIBUTES = 60
MAX_URL = 2000
NO_INSTANCES = Instances()
# Schemes of addresses that the operator's own instances serve.
INSTANCES = ("rsshub:", "newsnow:")
MAX_FOLDERS = 8
Kind = Literal["source", "topic", "filter"]
# Why an outline is left out: no web address, nothing to follow, a repetition,
# an address that is never fetched, or a route that needs an instance of RSSHub.
Reason = Literal["address", "empty", "twice", "refused", "instance"]
_KINDS: dict[str, Kind] = {"jianbao-topic": "topic", "jianbao-filter": "filter"}


@dataclass(frozen=True, slots=True)
class Outline:
    """One subscription in a file: `kind` is source, topic or filter;
    `value` an address, a key or an expression.
    """

    kind: Kind
    value: str
    title: str = ""
    language: str = ""
    # The delivery of its stories; our own attribute, which other readers
    # ignore.
    mode: DeliveryMode = "digest"
    # The look of its posts, as `news.post_format` writes it; our own attribute
    # too.
    form: str = ""
    # Its folders, the outermost first, separated by slashes.
    label: str = ""
    # The words that narrow a source; our own attribute.
    words: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An outline that cannot be imported, with the reason."""

    # Counted from 1, as in editors.
    line: int
    title: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents of an OPML file."""

    outlines: tuple[Outline, ...]
    left_out: tuple[LeftOut, ...]


_NOTHING = Contents((), ())
_BARE_AMPERSAND = re.compile(
    r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)(?:(\w{1,31});)?"
)


def write(outlines: Iterable[Outline]) -> str:
    """Return outlines as OPML 2.0."""
    rows = "\n".join(_folder(tuple(outlines), (), "    "))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<opml version="2.0">\n  <head><title>Jianbao</title></head>\n'
        f"  <body>\n{rows}\n  </body>\n</opml>\n"
    )


def _folder(
    outlines: Sequence[Outline], path: tuple[str, ...], indent: str
) -> Iterator[str]:
    """Write the outlines of a folder, then its folders."""
    inner: dict[str, list[Outline]] = {}
    for outline in outlines:
        below = _path(outline.label)[len(path) :]
        if below:
            inner.setdefault(below[0], []).append(outline)
        else:
            yield f"{indent}{_row(outline)}"
    for name, held in inner.items():
        yield f"{indent}<outline text={quoteattr(_printable(name))}>"
        yield from _folder(held, (*path, name), f"{indent}  ")
        yield f"{indent}</outline>"


def _path(label: str) -> tuple[str, ...]:
    """Return the folder names of a label."""
    return tuple(filter(None, label.split("/")))[:MAX_FOLDERS]


def _row(outline: Outline) -> str:
    """Write one subscription: a source as every reader writes it, a topic or a
    filter with a type of our own, which other readers pass over.
    """
    mode = outline.mode if outline.mode != "digest" else ""
    # The mark of a source behind a door means nothing outside its chat.
    address = without_door(outline.value)
    title = outline.title or outline.value
    if outline.kind != "source":
        attributes = {
            "type": f"jianbao-{outline.kind}",
            "text": title,
            "value": address,
            "jianbaoMode": mode,
            "jianbaoFormat": outline.form,
        }
    else:
        attributes = {
            "type": "rss",
            "text": title,
            "xmlUrl": address,
            "language": outline.language,
            "jianbaoMode": mode,
            "jianbaoFormat": outline.form,
            "jianbaoWords": outline.words,
        }
    return f"<outline {_written(attributes)}/>"


def _written(attributes: Mapping[str, str]) -> str:
    """Write XML attributes; an empty one is left out, except the title."""
    return " ".join(
        f"{name}={quoteattr(_printable(value))}"
        for name, value in attributes.items()
        if value or name == "text"
    )


def _printable(text: str) -> str:
    """Remove characters that XML cannot hold, and line breaks."""
    return "".join(char for char in drop_non_xml(text) if char >= " ")


def read_file(data: bytes, instances: Instances = NO_INSTANCES) -> Contents:
    """Return the outlines of a file, and those that cannot be imported, with
    their line numbers.

    The document's own entities are written out within bounds, as in a feed, and
    nothing outside the file is read. A lone ampersand, as many readers export it, counts as an
    ampersand. Routes of RSSHub are read on the first of the operator's
    instances.
    """
    # Bounded before it is parsed: a tree takes many times a file's size.
    if len(data) > MAX_BYTES:
        return _NOTHING
    root = _root(decode(data).text)
    if root is None or root.name != "opml":
        return _NOTHING
    outlines: dict[tuple[str, str], Outline] = {}
    left_out: list[LeftOut] = []
    for node in root.element.iter("outline"):
        given = _attributes(node)
        outline = _outline(given, _label(node), instances)
        reason: Reason | None = None
        # A folder is no subscription and has no reason; its outlines follow.
        if outline is None:
            reason = _reason(node, given)
        elif (outline.kind, outline.value) in outlines:
            reason = "twice"
        elif len(outlines) < MAX_OUTLINES:
            outlines[outline.kind, outline.value] = outline
        if reason is not None:
            left_out.append(
                LeftOut(line=_line(node), title=_title(given), reason=reason)
            )
    return Contents(tuple(outlines.values()), tuple(left_out))


def _root(text: str) -> Root | None:
    """Parse a file; a file that is no XML is tried once more with its lone
    ampersands escaped. None for one that cannot be read.
    """
    # No tag can contain "<", so each tag lies between two of them.
    if any(tag.count("=") > MAX_ATTRIBUTES for tag in text.split("<")):
        return None
    root = read_strictly(text)
    if root is None:
        root = read_strictly(_BARE_AMPERSAND.sub(_entity, text))
    return root


def _entity(match: re.Match[str]) -> str:
    """Escape a lone ampersand as XML does, and replace HTML's names (&nbsp;) by
    their characters.
    """
    name = match.group(1)
    if name is None:
        return "&amp;"
    # An entity that nobody defines is dropped.
    return html5.get(f"{name};", "")


def _attributes(node: Element) -> dict[str, str]:
    return {
        str(name).lower(): str(value).strip()
        for name, value in node.attrib.items()
        if isinstance(name, str)
    }


def _line(node: Element) -> int:
    """Return the line of an outline in its file; 0 if the parser does not say."""
    return int(getattr(node, "sourceline", None) or 0)


def _reason(node: Element, given: dict[str, str]) -> Reason | None:
    """Say why an outline is no subscription; return None for a folder, which
    needs no reason.
    """
    if given.get("xmlurl"):
        if given["xmlurl"].lower().startswith(INSTANCES):
            return "instance"
        return "address"
    if len(node):
        return None
    return "empty"


def _title(given: dict[str, str]) -> str:
    """Return the name that a person knows an outline by."""
    title = given.get("title") or given.get("text") or given.get("xmlurl", "")
    return title[:MAX_TITLE]


def _label(node: Element) -> str:
    """Return the folders around an outline, the outermost first."""
    folders = islice(node.iterancestors("outline"), MAX_FOLDERS)
    names = (
        _title(_attributes(folder)).replace("/", "-").strip()
        for folder in folders
    )
    return "/".join(reversed([name for name in names if name]))[:MAX_LABEL]


def _outline(
    given: dict[str, str], label: str, instances: Instances
) -> Outline | None:
    """Return the subscription of an outline; None if it is not one."""
    title = (given.get("title") or given.get("text") or "")[:MAX_TITLE]
    kind = _KINDS.get(given.get("type", ""))
    mode = mode_of(given.get("jianbaomode", "")) or "digest"
    # Read and written again, so that nothing but a format is stored.
    wanted = parse_format(given.get("jianbaoformat", ""))
    form = write_format(wanted or PostFormat())
    value = given.get("value", "")[:MAX_VALUE]
    if kind and value:
        return Outline(
            kind=kind,
            value=value,
            title=title,
            mode=mode,
            form=form,
            label=label,
        )
    url = _web_address(without_door(given.get("xmlurl", "")), instances)
    if url.startswith(("http://", "https://")) and len(url) <= MAX_URL:
        words = _words(given.get("jianbaowords", ""))
        language = given.get("language", "")[:20]
        return Outline(
            kind="source",
            value=url,
            title=title,
            language=language,
            mode=mode,
            form=form,
            label=label,
            words=words,
        )
    return None


def _words(text: str) -> str:
    """Return the words that narrow a source; empty if they cannot be parsed,
    and then the source is not narrowed.
    """
    try:
        if text:
            return parse_within(text).expression
        return ""
    except FilterError:
        return ""


def _web_address(url: str, instances: Instances) -> str:
    """Return the web address for feed://a.example/x, feed:https://a.example/x
    or a channel.

    Return an address that matches no rule unchanged: the source may be in the
    store already.
    """
    if not url.lower().startswith("feed:"):
        target = resolve(url[: MAX_URL + 1], instances)
        if target is None or target.answer:
            return url
        if target.rule and target.addresses:
            return target.addresses[0]
        return url
    rest = url[len("feed:") :]
    if rest.startswith("//"):
        return f"http:{rest}"
    return rest
