"""Seek phrases that hardly any line holds, in a tenth of the time of their pattern."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """A pattern of phrases, and words of which every phrase holds at least one."""

    pattern: re.Pattern[str]
    # In small letters. A line without any of them needs no pattern.
    hints: tuple[str, ...]

    def search(self, line: str) -> re.Match[str] | None:
        """Find the first phrase of a line; None where it holds none."""
        folded = line.lower()
        if any(hint in folded for hint in self.hints):
            return self.pattern.search(line)
        return None
