"""Telegram's HTML subset: text and entities,
with the server's own errors at byte offsets (TD `MessageEntity.cpp`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from sandbox.errors import bad
from sandbox.json_object import JsonObject
from sandbox.text.legacy_markdown import parse_legacy_markdown
from sandbox.text.linking import linked
from sandbox.text.markdown import parse_markdown
from sandbox.text.nesting import lawful
from sandbox.text.units import utf16

MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_BYTES = 32_768
MAX_ENTITIES = 100
_TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline", "s": "strikethrough", "strike": "strikethrough",
    "del": "strikethrough", "tg-spoiler": "spoiler", "span": "spoiler", "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji", "tg-time": "date_time",
}  # fmt: skip
_HALF = "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units"
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ENTITY = re.compile(r"&(#x[0-9a-fA-F]+|#\d+|[A-Za-z]+)(;?)")
_SPACES = " \t\r\n\v"
_WORD = re.compile(r"[^ \t\r\n\v>]*")
_ATTRIBUTE = re.compile(
    r"[ \t\r\n\v]*([^ \t\r\n\v=>/\"']*)[ \t\r\n\v]*(=?)[ \t\r\n\v]*"
)
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_END = re.compile(r"</([^ \t\r\n\v>]*)[ \t\r\n\v]*>")


@dataclass(slots=True)
class _OpenTag:
    tag: str
    start: int
    attributes: dict[str, str]


@dataclass(slots=True)
class _Parser:
    source: str
    position: int = 0
    text: list[str] = field(default_factory=list)
    units: int = 0
    stack: list[_OpenTag] = field(default_factory=list)
    entities: list[JsonObject] = field(default_factory=list)

    def offset(self, position: int) -> int:
        return len(self.source[:position].encode("utf-8", "replace"))

    def add(self, text: str) -> None:
        self.text.append(text)
        self.units += utf16(text)


def parse_html(source: str) -> tuple[str, list[JsonObject]]:
    """Return (text, entities) with UTF-16 offsets;
    raises a 400 for markup that Telegram refuses.
    """
    parser = _Parser(source)
    while parser.position < len(source):
        char = source[parser.position]
        if char == "<":
            _tag(parser)
        elif char == "&":
            _reference(parser)
        else:
            end = min(
                (
                    at
                    for at in (
                        source.find("<", parser.position),
                        source.find("&", parser.position),
                    )
                    if at >= 0
                ),
                default=len(source),
            )
            parser.add(source[parser.position : end])
            parser.position = end
    if parser.stack:
        raise bad(
            f"can't parse entities: Can't find end tag corresponding to start tag \"{parser.stack[-1].tag}\""
        )
    text = "".join(parser.text)
    whole = [entity for entity in parser.entities if entity["length"] > 0]
    for entity in whole:
        if entity["type"] == "code":
            entity.pop("language", None)  # only a code block keeps its language
    return text, lawful(whole)[:MAX_ENTITIES]


def _decoded(source: str, position: int) -> tuple[str, int] | None:
    """Return the character of a reference and its end; None if it is not a
    reference.
    """
    match = _ENTITY.match(source, position)
    if match is None:
        return None
    name = match.group(1)
    if name.startswith("#"):
        code = int(name[2:], 16) if name[1] == "x" else int(name[1:])
        char = chr(code) if 0 < code < 0x10FFFF and len(name) < 9 else ""
    else:
        char = _NAMED.get(name, "")
    if 0xD800 <= ord(char or " ") <= 0xDFFF:
        raise bad(f"can't parse entities: {_HALF}")
    return (char, match.end()) if char else None


def _reference(parser: _Parser) -> None:
    char, parser.position = _decoded(parser.source, parser.position) or (
        "&",
        parser.position + 1,
    )
    parser.add(char)


def _tag(parser: _Parser) -> None:
    begin = parser.position
    source = parser.source
    name = _WORD.match(source, begin + 1)
    assert name is not None
    if name.group().startswith("/"):
        _close(parser, begin)
        return
    if name.end() == len(source):
        raise bad(
            f"can't parse entities: Unclosed start tag at byte offset {parser.offset(begin)}"
        )
    tag = name.group().lower()
    if tag not in _TAGS:
        raise bad(
            f'can\'t parse entities: Unsupported start tag "{tag}" at byte offset {parser.offset(begin)}'
        )
    parser.position = name.end()
    attributes = _attributes(parser, tag, begin)
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        raise bad(
            f'can\'t parse entities: Tag "span" must have class "tg-spoiler" at byte offset {parser.offset(begin)}'
        )
    parser.stack.append(_OpenTag(tag, parser.units, attributes))


def _attributes(parser: _Parser, tag: str, begin: int) -> dict[str, str]:
    """Read a tag's attributes up to its end."""
    source = parser.source
    attributes = dict[str, str]()
    where = f"at byte offset {parser.offset(begin)}"
    while not source.startswith(">", parser.position):
        match = _ATTRIBUTE.match(source, parser.position)
        assert match is not None
        name, equals = match.groups()
        parser.position = match.end()
        if source.startswith(">", parser.position) and not name and not equals:
            break
        if not name:
            raise bad(
                f'can\'t parse entities: Empty attribute name in the tag "{tag}" {where}'
            )
        if parser.position == len(source):
            raise bad(
                f'can\'t parse entities: Unclosed start tag "{tag}" {where}'
            )
        attributes[name] = _value(parser) if equals else ""
        if parser.position >= len(source):
            raise bad(f"can't parse entities: Unclosed start tag {where}")
    parser.position += 1
    return attributes


def _value(parser: _Parser) -> str:
    """Read an attribute's value: a bare name, or a quoted text, in which
    references are decoded.
    """
    source = parser.source
    begin = parser.position
    if source[begin] not in "'\"":
        token = _TOKEN.match(source, begin)
        assert token is not None
        parser.position = token.end()
        if source[token.end() : token.end() + 1] not in {*_SPACES, ">", ""}:
            raise bad(
                f"can't parse entities: Unexpected end of name token at byte offset {parser.offset(begin)}"
            )
        return token.group().lower()
    quote = source[begin]
    value = []
    parser.position += 1
    while parser.position < len(source) and source[parser.position] != quote:
        char, parser.position = _decoded(source, parser.position) or (
            source[parser.position],
            parser.position + 1,
        )
        value.append(char)
    parser.position += 1
    return "".join(value)


def _close(parser: _Parser, begin: int) -> None:
    if not parser.stack:
        raise bad(
            f"can't parse entities: Unexpected end tag at byte offset {parser.offset(begin)}"
        )
    match = _END.match(parser.source, begin)
    if match is None:
        raise bad(
            f"can't parse entities: Unclosed end tag at byte offset {parser.offset(begin)}"
        )
    parser.position = match.end()
    name = match.group(1).lower()
    opened = parser.stack.pop()
    if name and name != opened.tag:
        raise bad(
            f"can't parse entities: Unmatched end tag at byte offset {parser.offset(begin)}, "
            f'expected "</{opened.tag}>", found "</{name}>"'
        )
    entity = {
        "type": _TAGS[opened.tag],
        "offset": opened.start,
        "length": parser.units - opened.start,
    }
    if _complete(parser, opened, entity):
        parser.entities.append(entity)


def _complete(parser: _Parser, opened: _OpenTag, entity: JsonObject) -> bool:
    """Fill in an entity from its tag's attributes; return False if no entity is
    left.
    """
    kind = entity["type"]
    if kind == "text_link":
        shown = "".join(parser.text)[-entity["length"] :]
        entity["url"] = checked_link(opened.attributes.get("href", "") or shown)
        return bool(
            entity["url"]
        )  # a link whose host has no dot loses its link
    if kind == "blockquote" and "expandable" in opened.attributes:
        entity["type"] = "expandable_blockquote"
    if kind == "custom_emoji":
        entity["custom_emoji_id"] = _emoji(
            opened.attributes.get("emoji-id", "")
        )
    return kind not in {"code", "pre"} or not _language(parser, opened, entity)


def _emoji(number: str) -> str:
    if not re.fullmatch(r"-?\d{1,19}", number) or int(number) == 0:
        raise bad(
            "can't parse entities: Invalid custom emoji identifier specified"
        )
    return number


def _language(parser: _Parser, opened: _OpenTag, entity: JsonObject) -> bool:
    """Join `<pre><code class="language-x">` into one block of code; return
    whether that was done.
    """
    if opened.tag == "code":
        entity["language"] = opened.attributes.get("class", "").removeprefix(
            "language-"
        )
        return False
    last = parser.entities[-1] if parser.entities else {}
    same = last.get("type") == "code" and (last["offset"], last["length"]) == (
        entity["offset"],
        entity["length"],
    )
    if same and last["language"]:
        last["type"] = "pre"
    return bool(same and last["language"])


def checked_link(href: str) -> str:
    """Return an address in Telegram's form; empty if Telegram does not accept
    it.
    """
    href = href.strip()
    try:
        parts = urlsplit(
            href
            if "://" in href or href.startswith(("tg:", "mailto:"))
            else f"http://{href}"
        )
    except ValueError:
        return ""
    if parts.scheme == "tg":
        return href
    host = parts.hostname or ""
    return (
        parts.geturl()
        if parts.scheme in {"http", "https", "ton"} and "." in host
        else ""
    )


def _parsed(
    raw: str, mode: str, given: list[JsonObject]
) -> tuple[str, list[JsonObject]]:
    if not mode or mode.lower() == "none":
        return raw, lawful(_usable(raw, given))[:MAX_ENTITIES]
    if mode.lower() == "html":
        return parse_html(raw)
    if mode.lower() == "markdownv2":
        text, entities = parse_markdown(raw, checked_link)
        return text, lawful(entities)[:MAX_ENTITIES]
    if mode.lower() == "markdown":
        text, entities = parse_legacy_markdown(raw, checked_link)
        return text, lawful(entities)[:MAX_ENTITIES]
    raise bad("unsupported parse_mode")


def _usable(raw: str, given: list[JsonObject]) -> list[JsonObject]:
    """Return the entities that a bot sent beside its text, without those
    outside the text.
    """
    whole = utf16(raw)
    known = [
        entity
        for entity in given
        if entity.get("type") in set(_TAGS.values()) | {"expandable_blockquote"}
    ]
    return [
        entity
        for entity in known
        if 0 <= entity["offset"] < entity["offset"] + entity["length"] <= whole
    ]


def check_text(
    raw: str,
    mode: str | None,
    *,
    caption: bool = False,
    given: list[JsonObject] | None = None,
) -> tuple[str, list[JsonObject]]:
    """Return a message's shown text; raise Telegram's refusals for too long,
    empty or broken text.

    `given` are entities beside the text, which count if no parse mode is set.
    """
    if len(raw.encode("utf-8", "replace")) > MAX_BYTES:
        raise bad("text is too long")
    if not raw and not caption:
        raise bad("message text is empty")  # checked before the parse mode
    text, entities = _parsed(raw, mode or "", given or [])
    stripped = text.strip()
    if not stripped and not caption:
        raise bad("text must be non-empty")
    if len(stripped) > (MAX_CAPTION if caption else MAX_TEXT):
        raise bad(
            "message caption is too long" if caption else "message is too long"
        )
    shift = utf16(text[: len(text) - len(text.lstrip())])
    return stripped, _with_links(
        stripped, _shifted(entities, shift, utf16(stripped))
    )


def _shifted(
    entities: list[JsonObject], shift: int, whole: int
) -> list[JsonObject]:
    """Move entities for a text that lost characters before it, and cut them to
    its length.
    """
    kept = []
    for entity in entities:
        start = max(entity["offset"] - shift, 0)
        length = min(entity["offset"] - shift + entity["length"], whole) - start
        if length > 0:
            kept.append(entity | {"offset": start, "length": length})
    return kept


def _with_links(text: str, entities: list[JsonObject]) -> list[JsonObject]:
    """Add the links that Telegram finds by itself; at most a hundred entities
    are kept.
    """
    every = [*entities, *linked(text, entities)]
    return sorted(
        every, key=lambda entity: (entity["offset"], -entity["length"])
    )[:MAX_ENTITIES]
