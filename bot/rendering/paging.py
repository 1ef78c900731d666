"""Show long lists in pages, with buttons to turn them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from news.models import Button

T = TypeVar("T")
# Rows of a page.
PAGE = 10


@dataclass(frozen=True, slots=True)
class ListPage(Generic[T]):
    """One page of a list; pages are numbered from 0."""

    rows: Sequence[T]
    number: int
    last: int

    @property
    def place(self) -> str:
        """Return the page's number and the number of pages, as ` (2/5)`; empty
        for a single page.
        """
        if self.last:
            return f" ({self.number + 1}/{self.last + 1})"
        return ""

    def turn(self, data: Callable[[int], str]) -> tuple[Button, ...]:
        """Return the buttons for the neighbouring pages; `data` makes a
        button's data from a page's number.
        """
        beside = (("◀", self.number - 1), ("▶", self.number + 1))
        return tuple(
            Button(sign, data(to))
            for sign, to in beside
            if 0 <= to <= self.last
        )


def list_page(rows: Sequence[T], number: int) -> ListPage[T]:
    """Return the page with this number; the last page if the list has become
    shorter.
    """
    last = max(len(rows) - 1, 0) // PAGE
    number = min(max(number, 0), last)
    return ListPage(rows[number * PAGE : (number + 1) * PAGE], number, last)
