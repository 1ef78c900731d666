"""Read numbers in words: "twenty-five", "zweiundzwanzig", "quatre-vingt-dix", "двадцать
два", "1.2 million".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from news.numbers.tables import tables

_WORD = re.compile(r"[^\W\d_]+")
_ONE = frozenset(
    {"one", "a", "ein", "eine", "einer", "un", "une", "una", "один", "одна"}
)
_AND = frozenset({"and", "und", "et", "y"})
_HUNDRED = frozenset({"hundred", "cents", "cent"})
_GERMAN = re.compile(
    r"(?:(?P<hundreds>\w+)hundert)?(?:und)?(?:(?P<ones>\w+)und)?(?P<rest>\w+)?"
)


def spelled(text: str) -> Iterator[tuple[Decimal, int, int]]:
    """Yield (value, start, end) of the numbers that a text gives in words."""
    run = _Run()
    for match in _WORD.finditer(text.casefold()):
        # A number's words stand side by side, one blank or hyphen between them.
        beside = match.start() - run.reach <= 1
        if run.started and not (beside and run.add(match)):
            yield from run.close()
        if not run.started:
            run.add(match)
    yield from run.close()


class _Run:
    """Words of a number, one after another."""

    def __init__(self) -> None:
        self._reset()

    def _reset(self) -> None:
        self.total = self.current = self.start = self.end = self.reach = 0
        self.started = self.counts = False

    def add(self, match: re.Match[str]) -> bool:
        """Take a word that carries the number on; False where it does not."""
        word = match.group()
        if self._take(word):
            if not self.started:
                self.start = match.start()
            self.started = True
            self.end = match.end()
        elif not (word in _AND and self.counts):
            return False
        self.reach = match.end()
        return True

    def _take(self, word: str) -> bool:
        scale = tables().scales.get(word, 0) if len(word) > 1 else 0
        small = _small(word)
        if small is not None:
            return self._add_small(small)
        if scale and self.started:
            # "dos mil millones": the second scale multiplies all that was read.
            carried = self.current or self.total or 1
            self.total = carried * scale + (self.total if self.current else 0)
            self.current, self.counts = 0, True
            return True
        if word in _HUNDRED and 2 <= self.current <= 9:
            self.current *= 100
            return True
        if word in _ONE and not self.started:
            self.current = 1
            return True
        return False

    def _add_small(self, small: int) -> bool:
        """Add "five" after "twenty" and "vingt" after "quatre".

        Two numbers side by side are two.
        """
        last = self.current
        if small == 20 and last == 4:
            self.current = 80
        elif (
            last == 0
            or (last % 100 == 0 and small < 100)
            or (last in {60, 80} and small < 20)
            or (last % 10 == 0 and small < 10)
        ):
            self.current += small
        else:
            return False
        self.counts = True
        return True

    def close(self) -> Iterator[tuple[Decimal, int, int]]:
        """Yield the number that was read, if it is one."""
        if self.counts:
            yield (
                Decimal(self.total + self.current).normalize(),
                self.start,
                self.end,
            )
        self._reset()


@lru_cache(maxsize=4096)
def _small(word: str) -> int | None:
    """Return the value of a word below a thousand, German compounds too; None if it is not one."""
    words = tables().words
    if word in words:
        return words[word]
    if len(word) < 8 or not ("und" in word or "hundert" in word):
        return None
    match = _GERMAN.fullmatch(word)
    parts = match.groupdict("") if match else {}
    values = {
        name: 1 if part == "ein" else words.get(part, -1)
        for name, part in parts.items()
        if part
    }
    if not values or min(values.values()) < 0:
        return None
    return (
        values.get("hundreds", 0) * 100
        + values.get("ones", 0)
        + values.get("rest", 0)
    )
