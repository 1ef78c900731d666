"""End what a broken feed left open, so that the damage of one entry stays in that entry."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BEGIN = "<![CDATA["
_END = "]]>"
# An element whose text begins as CDATA: `<title><![CDATA[`.
_OPENED = re.compile(
    r"<(?P<name>[A-Za-z][\w:.-]{0,60})(?:\s[^<>]{0,300})?>\s{0,100}<!\[CDATA\["
)
# What is left of an end that was meant: `]>` or `]]`.
_HALF_AN_END = re.compile(r"(?:\]>|\]\])\s{0,9}\Z")
# CDATA as a whole, or where an entry begins or ends; `<item/>` does neither.
_ENTRY = re.compile(
    r"""
    <!\[CDATA\[ .*? (?: \]\]> | \Z )
    | < (?P<end> /? ) (?P<name> item | entry ) (?: \s [^<>]{0,2000} )? (?<! / ) >
    """,
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)

# Words of feeds that hold text alone, left open where another one begins or the entry ends.
_TEXTS = "title|link|guid|pubDate|description|author|category|comments|id|updated|published"
# Prefixes of elements that stand beside those, and never inside.
_MODULES = "(?:dc|content|media|itunes|slash|wfw|feedburner|georss|thr)"
_OPEN_TEXT = re.compile(
    rf"""
    < (?P<name> {_TEXTS} ) (?: \s [^<>]{{0,300}} )? (?<! / ) > [^<>]{{0,2000}}
    (?= < (?: /? item | /? entry | /channel | {_TEXTS} | enclosure | source | {_MODULES}:[A-Za-z]{{1,20}} ) [\s>/] )
    """,
    re.VERBOSE,
)


def with_ended_texts(markup: str) -> str:
    """Return markup with the short elements ended that lack their end.

    `<title>A<link>https://site.example/a</link>` → `<title>A</title><link>…`. A person of Atom holds elements, so
    `<author><name>` stays.
    """
    return _OPEN_TEXT.sub(r"\g<0></\g<name>>", markup)


def with_ended_cdata(text: str) -> str:
    """Return XML with the CDATA ended that runs on into the next one's; it may be well
    formed without.

    `<title><![CDATA[A</title></item><item><title><![CDATA[B]]></title>` is one title in XML's eyes.
    """
    if text.count(_BEGIN) <= text.count(_END):
        return text
    return "".join(_ended_cdata(text))


def _ended_cdata(text: str) -> Iterator[str]:
    """Yield the text piece by piece, with CDATA ended before the end of the element that holds it.

    An element of the same name inside, or another beginning of CDATA, is quoted markup: there the
    CDATA is whole.
    """
    written = 0
    end = 0
    opened = _OPENED.search(text)
    while opened:
        name, start = opened["name"], opened.end()
        # The next end is looked for once, however many CDATA lack theirs.
        end = end if end >= start else _end_of_cdata(text, start)
        edge = text.find(f"</{name}>", start, end)
        if edge < 0 or _holds(text[start:edge], name):
            opened = _OPENED.search(text, end)
            continue
        yield text[written:start]
        yield _HALF_AN_END.sub("", text[start:edge]) + _END
        written = edge
        opened = _OPENED.search(text, edge)
    yield text[written:]


def _end_of_cdata(text: str, start: int) -> int:
    """Return where CDATA ends: at its mark, or with the text."""
    end = text.find(_END, start)
    return len(text) if end < 0 else end


def _holds(markup: str, name: str) -> bool:
    """Return whether an element of a name, or CDATA, begins in a piece of markup."""
    beginnings = (f"<{name}>", f"<{name} ", _BEGIN)
    return any(map(markup.__contains__, beginnings))


def with_ended_entries(text: str) -> str:
    """Return XML with the entries ended that lack their end where the next one begins.

    `<item><title>A</title><item>` → `<item><title>A</title></item><item>`.
    """
    marks = [match["end"] for match in _ENTRY.finditer(text) if match["name"]]
    # Where each has its end, an entry inside an entry is part of it.
    if marks.count("") <= marks.count("/"):
        return text
    return "".join(_ended_entries(text))


def _ended_entries(text: str) -> Iterator[str]:
    """Yield the text piece by piece, with an end before each entry that begins in another one."""
    written = 0
    is_open = False
    for match in _ENTRY.finditer(text):
        name = match["name"]
        if not name:
            continue
        begins = not match["end"]
        if begins and is_open:
            yield f"{text[written : match.start()]}</{name}>"
            written = match.start()
        is_open = begins
    yield text[written:]
