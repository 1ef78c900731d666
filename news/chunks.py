"""Cut a list into parts of a bounded length."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def chunks(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    """Yield parts of at most `size` items, in order: of 5 items by 2 come 2, 2 and 1."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
