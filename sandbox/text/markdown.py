"""MarkdownV2, parsed as strictly as Telegram does, with its errors at UTF-8
byte offsets (TD `parse_markdown_v2`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sandbox.errors import Refusal
from sandbox.text.code_block import read_opening
from sandbox.text.entity_types import (
    Entity,
    FormattedText,
    byte_offset,
    unparsed,
)
from sandbox.text.linking import checked_link
from sandbox.text.nesting import allowed
from sandbox.text.units import utf16

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!\n")
_MARKS = {
    "Bold": "*", "Italic": "_", "Underline": "__", "Strikethrough": "~", "Spoiler": "||", "Code": "`", "Pre": "```",
    "PreCode": "```", "TextUrl": "]", "CustomEmoji": "]",
}  # fmt: skip
_TYPES = {
    "Bold": "bold", "Italic": "italic", "Underline": "underline", "Strikethrough": "strikethrough", "Spoiler": "spoiler",
    "Code": "code", "Pre": "pre", "PreCode": "pre", "TextUrl": "text_link", "CustomEmoji": "custom_emoji",
    "BlockQuote": "blockquote", "ExpandableBlockQuote": "expandable_blockquote",
}  # fmt: skip
# Marks that open an entity. The order matters: a longer mark stands before the
# one that it begins with.
_OPENINGS = (
    ("__", "Underline"), ("_", "Italic"), ("*", "Bold"), ("~", "Strikethrough"), ("||", "Spoiler"),
    ("[", "TextUrl"), ("![", "CustomEmoji"), ("```", "Pre"), ("`", "Code"),
)  # fmt: skip
# Inside these only the mark that ends them needs a backslash.
_CODE_KINDS = {"Code", "Pre", "PreCode"}
# These end with an address.
_ADDRESSED = {"TextUrl", "CustomEmoji"}
# Characters that a backslash makes plain (TD: those of code 1 to 126).
_ESCAPED = re.compile(r"\\([\x01-\x7e])")
_ADDRESS = re.compile(r"\(((?:\\[\x01-\x7e]|[^)])*)\)")
_EMOJI = re.compile(r"tg://emoji\?id=(\d+)")


@dataclass(slots=True)
class _OpenMark:
    kind: str
    # The position of its mark in the source.
    at: int
    units: int
    text: int
    language: str = ""


@dataclass(slots=True)
class _MarkdownReader:
    source: str
    position: int = 0
    text: list[str] = field(default_factory=list)
    units: int = 0
    stack: list[_OpenMark] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    # Whether this is the start of a line, where a quote may begin.
    fresh: bool = True
    quoting: bool = False

    @property
    def following(self) -> str:
        """The character after the next one; empty at the end."""
        return self.source[self.position + 1 : self.position + 2]

    @property
    def inner(self) -> str:
        """The kind of the innermost open mark; empty outside all."""
        if self.stack:
            return self.stack[-1].kind
        return ""

    def starts(self, mark: str) -> bool:
        return self.source.startswith(mark, self.position)

    def opened(self, kind: str) -> _OpenMark:
        """Return a mark that opens here."""
        return _OpenMark(kind, self.position, self.units, len(self.text))

    def emit(self, char: str) -> None:
        self.text.append(char)
        self.units += utf16(char)
        # A carriage return is a part of its line break.
        if char != "\r":
            self.fresh = char == "\n"


def parse_markdown(source: str) -> FormattedText:
    """Return (text, entities) with UTF-16 offsets.

    Raises a 400 for unescaped characters.
    """
    reader = _MarkdownReader(source)
    while reader.position < len(source):
        char = source[reader.position]
        reserved = "`" if reader.inner in _CODE_KINDS else _RESERVED
        if escaped := _ESCAPED.match(source, reader.position):
            reader.emit(escaped[1])
            reader.position += 2
        elif char not in reserved:
            reader.emit(char)
            reader.position += 1
        elif _ends(reader, char):
            _close(reader, char)
        else:
            _open(reader, char)
    _finish(reader)
    return "".join(reader.text), allowed(reader.entities)


def _ends(reader: _MarkdownReader, char: str) -> bool:
    """Tell whether the innermost mark ends here.

    A quote ends at the end of a line after which no other line of it comes.
    """
    kind = reader.inner
    if reader.quoting and char == "\n" and reader.following != ">":
        return True
    if kind == "Italic":
        # Two of these marks are underline's.
        return char == "_" and reader.following != "_"
    return kind in _MARKS and reader.starts(_MARKS[kind])


def _reserved(char: str) -> Refusal:
    """Return the error for a character that needs a backslash."""
    return unparsed(
        f"Character '{char}' is reserved and must be escaped with the preceding '\\'"
    )


def _unended(opened: _OpenMark, reader: _MarkdownReader) -> Refusal:
    """Return the error for a mark without an end; TD names its kind."""
    offset = byte_offset(reader.source, opened.at)
    return unparsed(
        f"Can't find end of {opened.kind} entity at byte offset {offset}"
    )


def _open(reader: _MarkdownReader, char: str) -> None:
    """Begin what a reserved character opens; refuse one that opens nothing,
    such as a full stop without a backslash.
    """
    if char == "\n":
        reader.emit(char)
        reader.position += 1
        return
    if char == ">":
        _open_quote(reader)
        return
    for mark, kind in _OPENINGS:
        if reader.starts(mark):
            opened = reader.opened(kind)
            reader.position += len(mark)
            if kind == "Pre":
                _begin_pre(reader, opened)
            reader.stack.append(opened)
            return
    raise _reserved(char)


def _open_quote(reader: _MarkdownReader) -> None:
    """Begin a quote, or a further line of the open one."""
    if not reader.fresh:
        raise _reserved(">")
    if not reader.quoting:
        reader.stack.append(reader.opened("BlockQuote"))
        reader.quoting = True
    reader.position += 1


def _begin_pre(reader: _MarkdownReader, opened: _OpenMark) -> None:
    language, begin = read_opening(reader.source, reader.position)
    if language:
        opened.kind = "PreCode"
        opened.language = language
    reader.position = begin


def _close(reader: _MarkdownReader, char: str) -> None:
    """End the innermost mark, and keep what it marks."""
    if char == "\n" and reader.quoting:
        _close_quote(reader)
        return
    opened = reader.stack.pop()
    reader.position += len(_MARKS[opened.kind])
    if opened.kind in _ADDRESSED:
        # A link without a lawful address is no entity.
        if more := _address(reader, opened):
            _note(reader, opened, opened.kind, **more)
        return
    more = {"language": opened.language} if opened.language else {}
    _note(reader, opened, opened.kind, **more)


def _close_quote(reader: _MarkdownReader) -> None:
    """End a quote at its last line's break."""
    opened = reader.stack[-1]
    kind = "BlockQuote"
    if opened.kind != kind:
        end = len(reader.source[: reader.position].rstrip("\r"))
        if not _has_empty_spoiler(reader, end):
            raise _unended(opened, reader)
        reader.stack.pop()
        if reader.inner != kind:
            raise _unended(opened, reader)
        kind = "ExpandableBlockQuote"
    quote = reader.stack.pop()
    reader.quoting = False
    reader.emit("\n")
    reader.position += 1
    _note(reader, quote, kind)


def _has_empty_spoiler(reader: _MarkdownReader, end: int) -> bool:
    """Tell whether a spoiler that holds nothing is open at the end of a quote:
    its mark says that the quote is expandable.
    """
    if reader.inner != "Spoiler":
        return False
    return reader.stack[-1].at == end - len(_MARKS["Spoiler"])


def _address(reader: _MarkdownReader, opened: _OpenMark) -> dict[str, str]:
    """Read the address after a link's text; without one the text is the
    address.
    """
    if opened.kind == "CustomEmoji":
        return _emoji(reader)
    if reader.starts("("):
        address = _bracketed(reader, "a URL")
    else:
        address = "".join(reader.text[opened.text :])
    checked = checked_link(address)
    if checked:
        return {"url": checked}
    return {}


def _emoji(reader: _MarkdownReader) -> dict[str, str]:
    """Read the address of a custom emoji: `(tg://emoji?id=5)` → 5."""
    if not reader.starts("("):
        raise unparsed("Custom emoji entity must contain a tg://emoji URL")
    address = _bracketed(reader, "a custom emoji URL")
    number = _EMOJI.fullmatch(address)
    if number is None:
        raise unparsed("Custom emoji URL must have an emoji identifier")
    return {"custom_emoji_id": number[1]}


def _bracketed(reader: _MarkdownReader, what: str) -> str:
    """Read an address in brackets, in which a backslash may stand."""
    match = _ADDRESS.match(reader.source, reader.position)
    if match is None:
        offset = byte_offset(reader.source, reader.position + 1)
        raise unparsed(f"Can't find end of {what} at byte offset {offset}")
    reader.position = match.end()
    return _ESCAPED.sub(r"\1", match[1])


def _note(
    reader: _MarkdownReader, opened: _OpenMark, kind: str, **more: object
) -> None:
    """Keep an entity that ends here, unless it is empty."""
    length = reader.units - opened.units
    if length > 0:
        entity = {
            "type": _TYPES[kind],
            "offset": opened.units,
            "length": length,
        }
        reader.entities.append(entity | more)


def _finish(reader: _MarkdownReader) -> None:
    """End a quote that the text ends in; refuse every other open mark."""
    if reader.quoting:
        kind = "BlockQuote"
        if _has_empty_spoiler(reader, len(reader.source)):
            reader.stack.pop()
            kind = "ExpandableBlockQuote"
        if reader.inner == "BlockQuote":
            _note(reader, reader.stack.pop(), kind)
    if reader.stack:
        raise _unended(reader.stack[-1], reader)
