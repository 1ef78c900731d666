"""Select words, names and numbers by where they stand in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from news.faithful.reading import Word


class Span(Protocol):
    """Anything that has a place in a sentence's text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


SpanT = TypeVar("SpanT", bound=Span)


def before(items: Iterable[SpanT], place: int) -> list[SpanT]:
    """Return the items that end before a place.

    Before "Moor" in "Ek paid Moor" → Ek, paid.
    """
    return [item for item in items if item.end <= place]


def behind(items: Iterable[SpanT], place: int) -> list[SpanT]:
    """Return the items that begin at a place or behind it.

    Behind the end of "Ek" in "Ek paid Moor" → paid, Moor.
    """
    return [item for item in items if item.start >= place]


def between(items: Iterable[SpanT], start: int, end: int) -> list[SpanT]:
    """Return the items that begin from one place up to another.

    From the end of "Ek" to the beginning of "Moor" in "Ek paid Moor" → paid.
    """
    return [item for item in items if start <= item.start < end]


def in_clause(words: Iterable[Word], clause: int) -> list[Word]:
    """Return the words of a clause, by its number in its sentence."""
    return [word for word in words if word.clause == clause]


def outside(items: Iterable[SpanT], span: Span) -> list[SpanT]:
    """Return the items that do not begin within a span.

    Outside the name "Lena Ek" in "Lena Ek paid Moor" → paid, Moor.
    """
    return [item for item in items if not span.start <= item.start < span.end]
