"""MarkdownV2, parsed as strictly as Telegram does, with its errors at UTF-8
byte offsets (TD `parse_markdown_v2`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from sandbox.errors import Refusal, bad
from sandbox.json_object import JsonObject
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
_LANGUAGE = re.compile(r"([^\s`]+)(?=\s)")
_FIRST_LINE = re.compile(r"\r\n|\n\r|\n|\r")


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
    link: Callable[[str], str]
    position: int = 0
    text: list[str] = field(default_factory=list)
    units: int = 0
    stack: list[_OpenMark] = field(default_factory=list)
    entities: list[JsonObject] = field(default_factory=list)
    # Whether this is the start of a line, where a quote may begin.
    fresh: bool = True
    quoting: bool = False

    def after(self, count: int) -> str:
        return self.source[self.position + count : self.position + count + 1]

    def starts(self, mark: str) -> bool:
        return self.source.startswith(mark, self.position)

    def byte(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "replace"))

    def emit(self, char: str) -> None:
        self.text.append(char)
        self.units += utf16(char)
        if char != "\r":
            self.fresh = char == "\n"


def parse_markdown(
    source: str, link: Callable[[str], str]
) -> tuple[str, list[JsonObject]]:
    """Return (text, entities) with UTF-16 offsets; `link` checks an address.
    Raises a 400 for unescaped characters.
    """
    reader = _MarkdownReader(source, link)
    while reader.position < len(source):
        char = source[reader.position]
        following = reader.after(1)
        if char == "\\" and following and 0 < ord(following) <= 126:
            reader.emit(following)
            reader.position += 2
        elif char not in (_RESERVED if not _in_code(reader) else "`"):
            reader.emit(char)
            reader.position += 1
        elif _ends(reader, char):
            _close(reader, char)
        else:
            _open(reader, char)
    _finish(reader)
    return "".join(reader.text), reader.entities


def _in_code(reader: _MarkdownReader) -> bool:
    return bool(reader.stack) and reader.stack[-1].kind in {
        "Code",
        "Pre",
        "PreCode",
    }


def _ends(reader: _MarkdownReader, char: str) -> bool:
    if not reader.stack:
        return False
    if reader.quoting and char == "\n" and reader.after(1) != ">":
        return True
    kind = reader.stack[-1].kind
    if kind == "Italic":
        return char == "_" and reader.after(1) != "_"
    return kind in _MARKS and reader.starts(_MARKS[kind])


def _reserved(char: str) -> Refusal:
    return bad(
        f"can't parse entities: Character '{char}' is reserved and must be escaped with the preceding '\\'"
    )


def _unended(opened: _OpenMark, reader: _MarkdownReader) -> Refusal:
    return bad(
        f"can't parse entities: Can't find end of {opened.kind} entity at byte offset {reader.byte(opened.at)}"
    )


def _open(reader: _MarkdownReader, char: str) -> None:
    at = reader.position
    if char == "\n":
        reader.emit(char)
        reader.position += 1
        return
    if char == ">":
        if not reader.fresh:
            raise _reserved(char)
        if not reader.quoting:
            reader.stack.append(
                _OpenMark(
                    kind="BlockQuote",
                    at=at,
                    units=reader.units,
                    text=len(reader.text),
                )
            )
            reader.quoting = True
        reader.position += 1
        return
    for mark, kind in (
        ("__", "Underline"), ("_", "Italic"), ("*", "Bold"), ("~", "Strikethrough"), ("||", "Spoiler"),
        ("[", "TextUrl"), ("![", "CustomEmoji"), ("```", "Pre"), ("`", "Code"),
    ):  # fmt: skip
        if reader.starts(mark):
            reader.position += len(mark)
            opened = _OpenMark(
                kind=kind, at=at, units=reader.units, text=len(reader.text)
            )
            if kind == "Pre":
                _begin_pre(reader, opened)
            reader.stack.append(opened)
            return
    raise _reserved(char)


def _begin_pre(reader: _MarkdownReader, opened: _OpenMark) -> None:
    """Read the language of a block of code, and skip the line break before the
    code.
    """
    if match := _LANGUAGE.match(reader.source, reader.position):
        opened.kind = "PreCode"
        opened.language = match.group()
        reader.position = match.end()
    if match := _FIRST_LINE.match(reader.source, reader.position):
        reader.position = match.end()


def _close(reader: _MarkdownReader, char: str) -> None:
    opened = reader.stack[-1]
    if char == "\n" and reader.quoting:
        kind = _end_quote(reader, opened)
        quote = reader.stack.pop()
        reader.quoting = False
        reader.emit(char)
        reader.position += 1
        _note(reader, quote, kind)
        return
    reader.stack.pop()
    reader.position += len(_MARKS[opened.kind])
    more: JsonObject = {"language": opened.language} if opened.language else {}
    if opened.kind in {"TextUrl", "CustomEmoji"}:
        more = _address(reader, opened)
        if not more:
            return
    _note(reader, opened, opened.kind, **more)


def _end_quote(reader: _MarkdownReader, opened: _OpenMark) -> str:
    """Return the kind of quote that ends here: it is expandable if its last
    line ends with an empty spoiler.
    """
    if opened.kind == "BlockQuote":
        return opened.kind
    before = reader.source[: reader.position].rstrip("\r")
    if (
        opened.kind == "Spoiler"
        and opened.at == len(before) - 2
        and reader.stack[-2].kind == "BlockQuote"
    ):
        reader.stack.pop()
        return "ExpandableBlockQuote"
    raise _unended(opened, reader)


def _address(reader: _MarkdownReader, opened: _OpenMark) -> JsonObject:
    """Read the address after a link's text; without one the text is the
    address.
    """
    emoji = opened.kind == "CustomEmoji"
    if not reader.starts("("):
        if emoji:
            raise bad(
                "can't parse entities: Custom emoji entity must contain a tg://emoji URL"
            )
        address = "".join(reader.text[opened.text :])
    else:
        match = re.compile(r"\(((?:\\[\x01-\x7e]|[^)])*)\)").match(
            reader.source, reader.position
        )
        if match is None:
            what = "a custom emoji URL" if emoji else "a URL"
            raise bad(
                f"can't parse entities: Can't find end of {what} at byte offset {reader.byte(reader.position + 1)}"
            )
        address = re.sub(r"\\([\x01-\x7e])", r"\1", match.group(1))
        reader.position = match.end()
    if emoji:
        number = re.fullmatch(r"tg://emoji\?id=(\d+)", address)
        if number is None:
            raise bad(
                "can't parse entities: Custom emoji URL must have an emoji identifier"
            )
        return {"custom_emoji_id": number.group(1)}
    checked = reader.link(address)
    return {"url": checked} if checked else {}


def _note(
    reader: _MarkdownReader, opened: _OpenMark, kind: str, **more: object
) -> None:
    length = reader.units - opened.units
    if length > 0:
        reader.entities.append(
            {
                "type": _TYPES[kind],
                "offset": opened.units,
                "length": length,
                **more,
            }
        )


def _finish(reader: _MarkdownReader) -> None:
    if reader.quoting and reader.stack:
        kind = "BlockQuote"
        last = reader.stack[-1]
        if (
            last.kind == "Spoiler"
            and last.at == len(reader.source) - 2
            and len(reader.stack) > 1
        ):
            reader.stack.pop()
            kind = "ExpandableBlockQuote"
        if reader.stack[-1].kind == "BlockQuote":
            _note(reader, reader.stack.pop(), kind)
    if reader.stack:
        raise _unended(reader.stack[-1], reader)
