"""The filters of all chats, parsed once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from news.errors import FilterError
from news.filters import Filter, FilterSet, parse, parse_within


@dataclass(frozen=True, slots=True)
class FilterText:
    """A filter as the store has it."""

    # The id of its term.
    term: int
    words: str
    # Whether it is a part of a source: then all words are searched, without
    # operators of sources.
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class BrokenFilter:
    """A filter that can no longer be parsed."""

    term: int
    error: str


class ParsedFilters:
    """The filters of all chats as one set, parsed again only where one was added, changed
    or dropped.
    """

    def __init__(self) -> None:
        self._texts: Sequence[FilterText] = ()
        self._set = FilterSet([])
        self._parsed: dict[FilterText, Filter | None] = {}
        # Those that could not be parsed since they were last taken.
        self._broken: list[BrokenFilter] = []

    def of(self, texts: Sequence[FilterText]) -> FilterSet:
        """Return the set of these filters; one that can no longer be parsed is left out."""
        if texts != self._texts:
            self._parsed = {text: self._one(text) for text in texts}
            readable = (
                (text.term, one)
                for text, one in self._parsed.items()
                if one is not None
            )
            self._set = FilterSet(list(readable))
            self._texts = texts
        return self._set

    def take_broken(self) -> list[BrokenFilter]:
        """Return the filters that could not be parsed since this was last asked."""
        broken, self._broken = self._broken, []
        return broken

    def _one(self, text: FilterText) -> Filter | None:
        """Return a filter as it was parsed before, or parse it; None for a broken one,
        which is noted with its reason and costs no other filter anything.
        """
        if text in self._parsed:
            return self._parsed[text]
        read = parse_within if text.is_part else parse
        try:
            return read(text.words)
        except FilterError as error:
            self._broken.append(BrokenFilter(text.term, str(error)))
            return None
