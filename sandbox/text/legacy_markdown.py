"""Legacy Markdown (`parse_mode=Markdown`): marks never nest, and only they need
a backslash (TD `parse_markdown`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

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

_NEXT = re.compile(r"\\[_*`\[]|```|[_*`\[]")
_ENDS = {"_": "_", "*": "*", "`": "`", "[": "]", "```": "```"}
_TYPES = {"_": "italic", "*": "bold", "`": "code", "```": "pre"}


@dataclass(slots=True)
class _Shown:
    text: list[str] = field(default_factory=list)
    units: int = 0
    entities: list[Entity] = field(default_factory=list)

    def add(self, text: str, **entity: object) -> None:
        """Add text, as an entity if one is given."""
        length = utf16(text)
        if entity and length:
            bounds = {"offset": self.units, "length": length}
            self.entities.append(bounds | entity)
        self.text.append(text)
        self.units += length


def parse_legacy_markdown(source: str) -> FormattedText:
    """Return (text, entities) with UTF-16 offsets.

    Raises a 400 for an unclosed mark.
    """
    shown = _Shown()
    position = 0
    while match := _NEXT.search(source, position):
        shown.add(source[position : match.start()])
        mark = match.group()
        if mark.startswith("\\"):
            shown.add(mark[1])
            position = match.end()
        else:
            position = _read_entity(source, match, shown)
    shown.add(source[position:])
    return "".join(shown.text), allowed(shown.entities)


def _read_entity(source: str, match: re.Match[str], shown: _Shown) -> int:
    """Add the text between a mark and its end; return where the text goes on."""
    mark = match.group()
    begin = match.end()
    more = {}
    if mark == "```":
        language, begin = read_opening(source, begin)
        more = {"language": language} if language else {}
    end = source.find(_ENDS[mark], begin)
    if end < 0:
        offset = byte_offset(source, match.start())
        raise unparsed(
            f"Can't find end of the entity starting at byte offset {offset}"
        )
    body = source[begin:end]
    after = end + len(_ENDS[mark])
    if mark == "[":
        return _read_link(source, body, after, shown)
    shown.add(body, type=_TYPES[mark], **more)
    return after


def _read_link(source: str, body: str, after: int, shown: _Shown) -> int:
    """Add a link's text; return where the text goes on after its address."""
    address, after = _address(source, body, after)
    checked = checked_link(address)
    entity = {"type": "text_link", "url": checked} if checked else {}
    shown.add(body, **entity)
    return after


def _address(source: str, body: str, after: int) -> tuple[str, int]:
    """Read the address after a link's text; without one the text is the
    address.
    """
    if not source.startswith("(", after):
        return body, after
    end = source.find(")", after)
    if end < 0:
        end = len(source)
    return source[after + 1 : end], end + 1
