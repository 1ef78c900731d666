"""Select words, names and numbers by where they stand in a sentence.

Each function takes them in the sentence's order, and keeps it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Protocol, TypeVar

from news.faithful.word import Word


class Span(Protocol):
    """Anything that has a place in a sentence's text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


SpanT = TypeVar("SpanT", bound=Span)
_START = attrgetter("start")
_CLAUSE = attrgetter("clause")


def before(items: Iterable[SpanT], place: int) -> list[SpanT]:
    """Return the items that end before a place.

    Before "Moor" in "Ek paid Moor" → Ek, paid.
    """
    return [item for item in items if item.end <= place]


def behind(items: Sequence[SpanT], place: int) -> list[SpanT]:
    """Return the items that begin at a place or behind it.

    Behind the end of "Ek" in "Ek paid Moor" → paid, Moor.
    """
    return list(items[bisect_left(items, place, key=_START) :])


def between(items: Sequence[SpanT], start: int, end: int) -> list[SpanT]:
    """Return the items that begin from one place up to another.

    From the end of "Ek" to the beginning of "Moor" in "Ek paid Moor" → paid.
    """
    first = bisect_left(items, start, key=_START)
    return list(items[first : bisect_left(items, end, key=_START)])


def in_clause(words: Sequence[Word], clause: int) -> list[Word]:
    """Return the words of a clause, by its number in its sentence.

    Of clause 2 in "Ek paid, Moor left" → Moor, left.
    """
    first = bisect_left(words, clause, key=_CLAUSE)
    return list(words[first : bisect_right(words, clause, key=_CLAUSE)])


def outside(items: Sequence[SpanT], span: Span) -> list[SpanT]:
    """Return the items that do not begin within a span.

    Outside the name "Lena Ek" in "Lena Ek paid Moor" → paid, Moor.
    """
    first = bisect_left(items, span.start, key=_START)
    return [*items[:first], *behind(items, span.end)]


def covered(items: Iterable[Span]) -> frozenset[int]:
    """Return the places of all characters of some items: of "12" in "the 12 cracks" → 4, 5."""
    ranges = (range(item.start, item.end) for item in items)
    return frozenset().union(*ranges)
