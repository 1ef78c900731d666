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
_DIGITS = range(2, 10)
# French: 4 × 20 is 80, and behind 60 and 80 one counts to 19.
_FOUR_TWENTIES = (4, 20)
_SCORES = frozenset({60, 80})
# No single word is so much: neunzehnhundert is 1,900.
_MOST_SMALL = 100_000
# Letters of the shortest German compound with "und" or "hundert": zweihundert is
# one, wunder is none.
_SHORTEST_COMPOUND = 8
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
        """Take a word that carries the number on; False where it does not.

        "And" carries it on where a number was read, but is no end of it.
        """
        word = match.group()
        if self._take(word):
            if not self.started:
                self.start = match.start()
            self.started = True
            self.end = match.end()
        elif word not in _AND or not self.counts:
            return False
        self.reach = match.end()
        return True

    def _take(self, word: str) -> bool:
        """Take a word that adds to the number or multiplies it.

        "One" and "a" begin a number, "a hundred", and are none alone.
        """
        small = _small(word)
        if small is not None:
            return self._add_small(small)
        # "m" and "k" are scales behind digits alone.
        scale = tables().scales.get(word, 0) if len(word) > 1 else 0
        if scale and self.started:
            self._multiply(scale)
            return True
        if word in _HUNDRED and self.current in _DIGITS:
            self.current *= 100
            return True
        if word in _ONE and not self.started:
            self.current = 1
            return True
        return False

    def _multiply(self, scale: int) -> None:
        """Multiply by a scale; in "dos mil millones" the second one all that was read."""
        carried = self.current or self.total or 1
        self.total = carried * scale + (self.total if self.current else 0)
        self.current, self.counts = 0, True

    def _add_small(self, small: int) -> bool:
        """Add "five" after "twenty" and "vingt" after "quatre".

        Two numbers side by side are two.
        """
        if (self.current, small) == _FOUR_TWENTIES:
            self.current = 80
        elif small < self._room():
            self.current += small
        else:
            return False
        self.counts = True
        return True

    def _room(self) -> int:
        """Return what a number must be less than to be added.

        10 behind "twenty", 20 behind "soixante" (sixty and ten is seventy), 100
        behind "two hundred"; behind "five" no number fits.
        """
        last = self.current
        if last == 0:
            return _MOST_SMALL
        if last % 100 == 0:
            return 100
        if last in _SCORES:
            return 20
        return 10 if last % 10 == 0 else 0

    def close(self) -> Iterator[tuple[Decimal, int, int]]:
        """Yield the number that was read, if it is one."""
        if self.counts:
            value = Decimal(self.total + self.current)
            yield value.normalize(), self.start, self.end
        self._reset()


@lru_cache(maxsize=4096)
def _small(word: str) -> int | None:
    """Return the value of a word for a small number, German compounds too; None if it is not one.

    zweihundertfünfundzwanzig is 2 × 100 + 5 + 20.
    """
    words = tables().words
    if word in words:
        return words[word]
    is_compound = "und" in word or "hundert" in word
    match = _GERMAN.fullmatch(word)
    if len(word) < _SHORTEST_COMPOUND or not is_compound or not match:
        return None
    hundreds, ones, rest = map(_part, match.groups(""))
    if min(hundreds, ones, rest) < 0:
        return None
    return hundreds * 100 + ones + rest


def _part(part: str) -> int:
    """Return the value of a part of a German compound; below zero if it is no number.

    "Ein" is one in "einhundert", though an article by itself.
    """
    if part == "ein":
        return 1
    return tables().words.get(part, -1) if part else 0
