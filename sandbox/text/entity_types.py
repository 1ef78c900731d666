"""Entities: the marked parts of a text, as Telegram describes them."""

from __future__ import annotations

from sandbox.errors import Refusal, bad
from sandbox.json_object import JsonObject

# An entity: `type`, `offset` and `length` (both in UTF-16 units), and what its
# kind adds: `url`, `language`, `custom_emoji_id`.
Entity = JsonObject
# A text without its markup, and its entities.
FormattedText = tuple[str, list[Entity]]

QUOTES = frozenset({"blockquote", "expandable_blockquote"})
# Styles: the kinds that may overlap others and nest in them.
STYLES = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
CODE = frozenset({"code", "pre"})


def end_of(entity: Entity) -> int:
    """Return the offset of the first UTF-16 unit after an entity."""
    return int(entity["offset"] + entity["length"])


def unparsed(why: str) -> Refusal:
    """Return the error for markup that cannot be read."""
    return bad(f"can't parse entities: {why}")


def byte_offset(source: str, position: int) -> int:
    """Return a position in UTF-8 bytes, the unit of Telegram's errors."""
    return len(source[:position].encode("utf-8", "replace"))
