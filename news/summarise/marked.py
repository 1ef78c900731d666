"""A pattern that is searched only in texts that hold one of its marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


def holds_any(text: str, parts: Iterable[str]) -> bool:
    """Tell whether a text holds one of the parts, also inside a word: "ferry" in "ferryman"."""
    # A generator would cost more than the search.
    return any(map(text.__contains__, parts))


@dataclass(frozen=True, slots=True)
class MarkedPattern:
    """A pattern, and marks of which each text that it matches has one.

    The marks are looked for first: a search of a whole sentence costs ten times as much.
    """

    marks: tuple[str, ...]
    pattern: re.Pattern[str]

    def is_in(self, text: str) -> bool:
        """Tell whether the pattern matches anywhere in a text."""
        # A plain loop: most sentences have no mark, and all of them are asked.
        for mark in self.marks:
            if mark in text:
                return self.pattern.search(text) is not None
        return False

    def cut_from(self, text: str) -> str:
        """Return a text without the places that the pattern matches."""
        return self.pattern.sub("", text) if self.is_in(text) else text


# Matches nothing: for languages without patterns.
NOWHERE = MarkedPattern((), re.compile(r"(?!)"))
