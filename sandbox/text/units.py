"""Count text in UTF-16 units, as Telegram does in entities."""

from __future__ import annotations


def utf16(text: str) -> int:
    """Count UTF-16 code units, in which offsets and lengths of entities are given."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def part_of(text: str, offset: int, length: int) -> str:
    """Return what an entity spans; both numbers count UTF-16 code units."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * offset : 2 * (offset + length)].decode(
        "utf-16-le", "replace"
    )
