"""Count text in UTF-16 units, as Telegram does in entities."""

from __future__ import annotations


def utf16(text: str) -> int:
    """Count UTF-16 code units, the unit of entities' offsets and lengths."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def part_of(text: str, offset: int, length: int) -> str:
    """Return the text of an entity; both numbers count UTF-16 code units."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * offset : 2 * (offset + length)].decode(
        "utf-16-le", "replace"
    )
