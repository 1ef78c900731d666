"""Read numbers in words: "twenty-five", "zweiundzwanzig", "quatre-vingt-dix", "двадцать
два", "1.2 million".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from news.numbers.number_tables import tables

_WORD = re.compile(r"[^\W\d_]+")
_ONE = frozenset(
    {"one", "a", "ein", "eine", "einer", "un", "une", "una", "один", "одна"}
)
_AND = frozenset({"and", "und", "et", "y"})
_HUNDRED = frozenset({"hundred", "cents", "cent"})
_DIGITS = range(2, 10)
# French: 4 × 20 is 80.
_FOUR_TWENTIES = (4, 20)
# What fits behind some numbers: no single word is 100,000 (neunzehnhundert is 1,900), and
# in French one counts to 19 behind 60 and 80.
_ROOMS = {0: 100_000, 60: 20, 80: 20}
# Parts of compounds that are no words for numbers by themselves.
_PARTS = {"": 0, "ein": 1}
# Letters of the shortest German compound with "und" or "hundert": zweihundert is
# one, wunder is none.
_COMPOUND = re.compile(
    r"""
    (?=\w{8}) (?=\w*(?:und|hundert))
    (?: (?P<hundreds>\w+) hundert )? (?:und)?
    (?: (?P<ones>\w+) und )? (?P<rest>\w+)?
    """,
    re.VERBOSE,
)


def spelled(text: str) -> Iterator[tuple[Decimal, int, int]]:
    """Yield (value, start, end) of the numbers that a text gives in words.

    "twenty-five boats" → 25, 0, 11.
    """
    run, plain = _NumberRun(), text.casefold()
    if not _may_count(plain):
        return
    for match in _WORD.finditer(plain):
        # A number's words stand side by side, one blank or hyphen between them.
        beside = match.start() - run.reach <= 1
        if run.started and not (beside and run.add(match)):
            yield from run.close()
        if not run.started:
            run.add(match)
    yield from run.close()


def _may_count(text: str) -> bool:
    """Return whether a case-folded text may give a number in words: most headlines do not.

    A number has a word of the tables, or a German compound with "und" or "hundert".
    """
    words = _WORD.findall(text)
    counting = (tables().words, tables().scale_words)
    return "und" in text or not all(
        table.keys().isdisjoint(words) for table in counting
    )


class _NumberRun:
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
        scale = tables().scale_words.get(word)
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
        """Multiply what was read since the last scale.

        In "dos mil millones" nothing was: the second scale multiplies all that was read.
        """
        if self.current:
            self.total += self.current * scale
        else:
            self.total = (self.total or 1) * scale
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
        rounded = (unit for unit in (100, 10) if self.current % unit == 0)
        return _ROOMS.get(self.current, next(rounded, 0))

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
    match = _COMPOUND.fullmatch(word)
    if match is None:
        return None
    hundreds, ones, rest = map(_part, match.groups(""))
    value = hundreds * 100 + ones + rest
    return None if min(hundreds, ones, rest) < 0 else value


def _part(part: str) -> int:
    """Return the value of a part of a German compound; below zero if it is no number.

    "Ein" is one in "einhundert", though an article by itself.
    """
    return _PARTS.get(part, tables().words.get(part, -1))
