"""Telegram's HTML subset: text and entities, with the server's own errors at
byte offsets (TD `MessageEntity.cpp`, `parse_html`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sandbox.errors import Refusal
from sandbox.text.entity_types import (
    Entity,
    FormattedText,
    byte_offset,
    unparsed,
)
from sandbox.text.linking import checked_link
from sandbox.text.nesting import allowed
from sandbox.text.units import utf16

# The kind of entity of each tag.
TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline", "s": "strikethrough", "strike": "strikethrough",
    "del": "strikethrough", "tg-spoiler": "spoiler", "span": "spoiler", "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji", "tg-time": "date_time",
}  # fmt: skip
_HALF = "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units"
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ENTITY = re.compile(r"&(#x[0-9a-fA-F]+|#\d+|[A-Za-z]+)(;?)")
# A longer number, `#` and `x` included, is shown as it stands.
_LONGEST_CODE = 8
_SURROGATES = range(0xD800, 0xE000)
_LAST_CODE_POINT = 0x10FFFF
_PLAIN = re.compile(r"[^<&]+")
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
    # Where its text begins, in UTF-16 units.
    start: int
    attributes: dict[str, str]


@dataclass(slots=True)
class _HtmlReader:
    source: str
    position: int = 0
    text: list[str] = field(default_factory=list)
    units: int = 0
    stack: list[_OpenTag] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    def unparsed_at(self, position: int, why: str) -> Refusal:
        offset = byte_offset(self.source, position)
        return unparsed(f"{why} at byte offset {offset}")

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Match at the position, and go on behind the match."""
        match = pattern.match(self.source, self.position)
        if match is not None:
            self.position = match.end()
        return match

    def read(self, pattern: re.Pattern[str]) -> re.Match[str]:
        """Match a pattern that also matches nothing, and go on behind it."""
        match = self.take(pattern)
        assert match is not None
        return match

    def add(self, text: str) -> None:
        self.text.append(text)
        self.units += utf16(text)


def parse_html(source: str) -> FormattedText:
    """Return (text, entities) with UTF-16 offsets;
    raises a 400 for markup that Telegram refuses.
    """
    reader = _HtmlReader(source)
    while reader.position < len(source):
        if source[reader.position] == "<":
            _tag(reader)
        elif plain := reader.take(_PLAIN):
            reader.add(plain.group())
        else:
            reader.add(_character(reader))
    if reader.stack:
        tag = reader.stack[-1].tag
        raise unparsed(
            f'Can\'t find end tag corresponding to start tag "{tag}"'
        )
    return "".join(reader.text), _kept(reader.entities)


def _kept(entities: list[Entity]) -> list[Entity]:
    """Return the entities that hold text and may stand as they do.

    Tags around nothing leave none, and code keeps its language only where it
    became a block.
    """
    whole = [entity for entity in entities if entity["length"] > 0]
    for entity in whole:
        if entity["type"] == "code":
            entity.pop("language", None)
    return allowed(whole)


def _character(reader: _HtmlReader) -> str:
    """Read a character, or the reference to one: `a` → a, `&lt;` → <.

    What only looks like a reference stays as it is: `&nbsp;` → &nbsp;
    """
    start = reader.position
    match = reader.take(_ENTITY)
    char = _decoded(match[1]) if match else ""
    if not char:
        reader.position = start + 1
    return char or reader.source[start]


def _decoded(name: str) -> str:
    """Return the character of a reference's name; empty if there is none.

    `lt` → <, `#65` → A, `#x41` → A. Telegram knows four names, and refuses half
    of a surrogate pair, which is no character.
    """
    if not name.startswith("#") or len(name) > _LONGEST_CODE:
        return _NAMED.get(name, "")
    digits = name.removeprefix("#")
    base = 16 if digits.startswith("x") else 10
    code = int(digits.removeprefix("x"), base)
    if code in _SURROGATES:
        raise unparsed(_HALF)
    if 0 < code < _LAST_CODE_POINT:
        return chr(code)
    return ""


def _tag(reader: _HtmlReader) -> None:
    """Read a tag up to its `>`.

    A name ends at a space or `>` alone, so `<br/>` is the tag `br/`, which
    Telegram does not know.
    """
    begin = reader.position
    if reader.source.startswith("</", begin):
        _close(reader, begin)
        return
    reader.position += len("<")
    tag = reader.read(_WORD).group().lower()
    if reader.position == len(reader.source):
        raise reader.unparsed_at(begin, "Unclosed start tag")
    if tag not in TAGS:
        raise reader.unparsed_at(begin, f'Unsupported start tag "{tag}"')
    attributes = _attributes(reader, tag, begin)
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        why = 'Tag "span" must have class "tg-spoiler"'
        raise reader.unparsed_at(begin, why)
    reader.stack.append(_OpenTag(tag, reader.units, attributes))


def _attributes(reader: _HtmlReader, tag: str, begin: int) -> dict[str, str]:
    """Read a tag's attributes up to its end.

    An attribute without a value has an empty one: `expandable` → "".
    """
    source = reader.source
    attributes = dict[str, str]()
    while not source.startswith(">", reader.position):
        match = reader.read(_ATTRIBUTE)
        name, equals = match.groups()
        only_spaces = not match.group().strip(_SPACES)
        if only_spaces and source.startswith(">", reader.position):
            break
        if not name:
            why = f'Empty attribute name in the tag "{tag}"'
            raise reader.unparsed_at(begin, why)
        if reader.position == len(source):
            raise reader.unparsed_at(begin, f'Unclosed start tag "{tag}"')
        attributes[name] = _value(reader) if equals else ""
        # Telegram leaves the tag's name out if the source ends in a value.
        if reader.position >= len(source):
            raise reader.unparsed_at(begin, "Unclosed start tag")
    reader.position += 1
    return attributes


def _value(reader: _HtmlReader) -> str:
    """Read an attribute's value: a bare name, or a quoted text, in which
    references are decoded.
    """
    source = reader.source
    quote = source[reader.position]
    if quote not in "'\"":
        return _bare_value(reader)
    value = []
    reader.position += 1
    while reader.position < len(source) and source[reader.position] != quote:
        value.append(_character(reader))
    reader.position += 1
    return "".join(value)


def _bare_value(reader: _HtmlReader) -> str:
    """Read a value without quotation marks: letters, digits, dots and hyphens,
    so no address can stand there.
    """
    begin = reader.position
    token = reader.read(_TOKEN).group()
    following = reader.source[reader.position : reader.position + 1]
    if following not in {*_SPACES, ">", ""}:
        raise reader.unparsed_at(begin, "Unexpected end of name token")
    return token.lower()


def _close(reader: _HtmlReader, begin: int) -> None:
    """Read an end tag; an end tag without a name closes the last tag.

    Tags close in the opposite order of opening: `<b><i>x</b>` is refused.
    """
    if not reader.stack:
        raise reader.unparsed_at(begin, "Unexpected end tag")
    match = reader.take(_END)
    if match is None:
        raise reader.unparsed_at(begin, "Unclosed end tag")
    name = match[1].lower()
    opened = reader.stack.pop()
    if name and name != opened.tag:
        # The offset is in the middle of the sentence, so it is written here.
        offset = byte_offset(reader.source, begin)
        raise unparsed(
            f"Unmatched end tag at byte offset {offset}, "
            f'expected "</{opened.tag}>", found "</{name}>"'
        )
    entity = {
        "type": TAGS[opened.tag],
        "offset": opened.start,
        "length": reader.units - opened.start,
    }
    if _complete(reader, opened, entity):
        reader.entities.append(entity)


def _complete(reader: _HtmlReader, opened: _OpenTag, entity: Entity) -> bool:
    """Fill in an entity from its tag's attributes; return False if no entity is
    left.

    A link without an address takes its shown text as one. The language of code
    is kept until `_joins_code` knows whether a block holds just this code.
    """
    attributes = opened.attributes
    match entity["type"]:
        case "text_link":
            shown = "".join(reader.text)[-entity["length"] :]
            entity["url"] = checked_link(attributes.get("href") or shown)
            # A link whose host has no dot loses its link.
            return bool(entity["url"])
        case "blockquote" if "expandable" in attributes:
            entity["type"] = "expandable_blockquote"
        case "custom_emoji":
            number = attributes.get("emoji-id", "")
            entity["custom_emoji_id"] = _emoji(number)
        case "code":
            language = attributes.get("class", "").removeprefix("language-")
            entity["language"] = language
        case "pre":
            return not _joins_code(reader, entity)
    return True


def _emoji(number: str) -> str:
    """Check the number of a custom emoji: 64 bits with a sign, not zero."""
    if not re.fullmatch(r"-?\d{1,19}", number) or int(number) == 0:
        raise unparsed("Invalid custom emoji identifier specified")
    return number


def _joins_code(reader: _HtmlReader, block: Entity) -> bool:
    """Join `<pre><code class="language-x">` into one block of code; return
    whether that was done.
    """
    last = reader.entities[-1] if reader.entities else {}
    if last.get("type") != "code" or not last["language"]:
        return False
    same = _bounds(last) == _bounds(block)
    if same:
        last["type"] = "pre"
    return same


def _bounds(entity: Entity) -> tuple[int, int]:
    return entity["offset"], entity["length"]
