"""A pattern that is searched only in texts that hold one of its marks."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MarkedPattern:
    """A pattern, and marks of which each text that it matches has one.

    The marks are looked for first: a search of a whole sentence costs ten times as much.
    """

    marks: tuple[str, ...]
    pattern: re.Pattern[str]

    def is_in(self, text: str) -> bool:
        """Tell whether the pattern matches anywhere in a text."""
        marked = any(mark in text for mark in self.marks)
        return marked and bool(self.pattern.search(text))


# Matches nothing: for languages without patterns.
NOWHERE = MarkedPattern((), re.compile(r"(?!)"))
