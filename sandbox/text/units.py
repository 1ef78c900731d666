"""Text as Telegram counts it in entities."""

from __future__ import annotations


def utf16(text: str) -> int:
    """Count UTF-16 code units, in which offsets and lengths of entities are given."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
