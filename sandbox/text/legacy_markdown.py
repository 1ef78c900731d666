"""Legacy Markdown (`parse_mode=Markdown`): marks never nest, and only they need
a backslash (TD `parse_markdown`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from sandbox.errors import bad
from sandbox.json_object import JsonObject
from sandbox.text.units import utf16

_NEXT = re.compile(r"\\[_*`\[]|```|[_*`\[]")
_ENDS = {"_": "_", "*": "*", "`": "`", "[": "]", "```": "```"}
_TYPES = {"_": "italic", "*": "bold", "`": "code", "```": "pre"}
_LANGUAGE = re.compile(r"([^\s`]+)(?=\s)")
_FIRST_LINE = re.compile(r"\r\n|\n\r|\n|\r")


@dataclass(slots=True)
class _Shown:
    text: list[str] = field(default_factory=list)
    units: int = 0
    entities: list[JsonObject] = field(default_factory=list)

    def add(self, text: str, **entity: object) -> None:
        """Add text, as an entity if one is given."""
        length = utf16(text)
        if entity and length:
            self.entities.append(
                {"offset": self.units, "length": length, **entity}
            )
        self.text.append(text)
        self.units += length


def parse_legacy_markdown(
    source: str, link: Callable[[str], str]
) -> tuple[str, list[JsonObject]]:
    """Return (text, entities) with UTF-16 offsets; `link` checks an address.
    Raises a 400 for an unclosed mark.
    """
    shown = _Shown()
    position = 0
    while match := _NEXT.search(source, position):
        shown.add(source[position : match.start()])
        mark = match.group()
        if mark[0] == "\\":
            shown.add(mark[1])
            position = match.end()
        else:
            position = _read_entity(source, match.start(), mark, shown, link)
    shown.add(source[position:])
    return "".join(shown.text), shown.entities


def _read_entity(
    source: str,
    start: int,
    mark: str,
    shown: _Shown,
    link: Callable[[str], str],
) -> int:
    """Add the text between a mark and its end; return where the text goes on."""
    begin = start + len(mark)
    more: dict[str, str] = {}
    if mark == "```":
        begin, more = _begin_pre(source, begin)
    end = source.find(_ENDS[mark], begin)
    if end < 0:
        at = len(source[:start].encode("utf-8", "replace"))
        raise bad(
            f"can't parse entities: Can't find end of the entity starting at byte offset {at}"
        )
    body = source[begin:end]
    after = end + len(_ENDS[mark])
    if mark != "[":
        shown.add(body, type=_TYPES[mark], **more)
        return after
    address, after = _address(source, body, after)
    checked = link(address)
    shown.add(
        body, **({"type": "text_link", "url": checked} if checked else {})
    )
    return after


def _begin_pre(source: str, begin: int) -> tuple[int, dict[str, str]]:
    """Read the language of a block of code, and skip the line break before the
    code.
    """
    more = {}
    if match := _LANGUAGE.match(source, begin):
        more = {"language": match.group(1)}
        begin = match.end()
    if match := _FIRST_LINE.match(source, begin):
        begin = match.end()
    return begin, more


def _address(source: str, body: str, after: int) -> tuple[str, int]:
    """Read the address after a link's text; without one the text is the
    address.
    """
    if not source.startswith("(", after):
        return body, after
    end = source.find(")", after)
    end = len(source) if end < 0 else end
    return source[after + 1 : end], end + 1
