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
# "One" behind a ten: twenty-one, двадцать один. The others are articles as
# often, and count behind "and" alone: vingt et un, treinta y una.
_ONE_BEHIND = frozenset(["one", "один", "одна", "одну", "одного", "одной"])
_ONE_LINKED = frozenset(["un", "une", "uno", "una", "um", "uma"])
# What stands within a number: two hundred and five, two and a half, два с
# половиной.
_LINKS = frozenset(["and", "a", "und", "et", "y", "e", "с"])
_HUNDRED = frozenset({"hundred"})
# "Cents" are hundreds behind French numbers, coins behind others.
_CENTS = frozenset({"cents", "cent"})
_FRENCH = frozenset(
    ["deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"]
)
# Scales that need no number before them; "dozens" says how many to nobody.
_DOZEN = frozenset(["dozen", "dutzend", "docena", "douzaine", "дюжина"])
_HALF = Decimal("0.5")
_DIGITS = range(1, 10)
# French: 4 × 20 is 80.
_FOUR_TWENTIES = (Decimal(4), 20)
# What fits behind some numbers: any at the beginning (полмиллиона is one word), to 19 behind the
# French 60 and 80, to 999 behind mil.
_ROOMS = {
    Decimal(0): 1_000_000_000,
    Decimal(60): 20,
    Decimal(80): 20,
    Decimal(1000): 1000,
}
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
    plain = text.casefold()
    if not _may_count(plain):
        return
    run = _NumberRun()
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
    return "und" in text or not tables().counting.isdisjoint(words)


class _NumberRun:
    """Words of a number, one after another."""

    def __init__(self) -> None:
        self._reset()

    def _reset(self) -> None:
        # What was read up to the last scale, and since: of "two million five" 2,000,000 and 5.
        self.total = Decimal(0)
        self.current = Decimal(0)
        self.scale = 0
        # Whether a word was taken, and whether the words are a number by themselves.
        self.started = False
        self.counts = False
        self.start = 0
        # The end of the number, and of a link behind it.
        self.end = 0
        self.reach = 0
        # The last word of the number; `linked` tells whether a link stands behind it.
        self.last = ""
        self.linked = False

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
            self.last = word
            self.linked = False
        elif word not in _LINKS or not self.started:
            return False
        else:
            self.linked = True
        self.reach = match.end()
        return True

    def _take(self, word: str) -> bool:
        """Take a word that adds to the number or multiplies it.

        "One", "a" and "half" begin a number, "a hundred", and are none alone.
        """
        half = tables().halves.get(word)
        if half is not None:
            return self._add_half(half)
        small = _small(word)
        if small is not None:
            return self._add_small(small)
        scale = tables().scale_words.get(word, 0)
        if scale and (self.started or word in _DOZEN):
            self._multiply(scale)
            return True
        if self._is_hundred(word):
            self.current *= 100
            self.counts = True
            return True
        if not self.started:
            return self._begin(word)
        return self._is_one_more(word) and self._add_small(1)

    def _begin(self, word: str) -> bool:
        """Begin a number with a word that is none alone: "a hundred", mil quinientos."""
        self.current = Decimal(tables().beginnings.get(word, 0))
        return self.current > 0

    def _is_hundred(self, word: str) -> bool:
        """Return whether a word multiplies the digit before it: two hundred, deux cents."""
        if self.current not in _DIGITS:
            return False
        return word in _HUNDRED or (word in _CENTS and self.last in _FRENCH)

    def _is_one_more(self, word: str) -> bool:
        """Return whether a word is the one of 21 or 101: twenty-one, vingt et un.

        "Between twenty and one hundred" has two numbers.
        """
        if not self.linked:
            return word in _ONE_BEHIND
        is_hundred = self.current >= 100 and word in _ONE_BEHIND
        return is_hundred or word in _ONE_LINKED

    def _multiply(self, scale: int) -> None:
        """Multiply what was read since the last scale.

        In "dos mil millones" nothing was: the second scale multiplies all that was read.
        """
        if self.current:
            self.total += self.current * scale
        else:
            self.total = (self.total or Decimal(1)) * scale
        self.current = Decimal(0)
        self.counts = True
        self.scale = scale

    def _add_half(self, whole: int) -> bool:
        """Add "and a half" to a number or to its scale, or begin one with "half" or полтора.

        "Two and a half million" is 2.5 million, "deux millions et demi" too; "half" alone is none.
        """
        if self.linked and self.current:
            self.current += _HALF
            self.counts = True
        elif self.linked:
            self.total += self.scale * _HALF
        elif self.counts:
            return False
        else:
            self.current = whole + _HALF
            self.counts = whole > 0
        return True

    def _add_small(self, small: int) -> bool:
        """Add "five" after "twenty" and "vingt" after "quatre".

        Two numbers side by side are two.
        """
        if (self.current, small) == _FOUR_TWENTIES:
            self.current = Decimal(80)
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
        if self.current in _ROOMS:
            return _ROOMS[self.current]
        for unit in (100, 10):
            if self.current % unit == 0:
                return unit
        return 0

    def close(self) -> Iterator[tuple[Decimal, int, int]]:
        """Yield the number that was read, if it is one."""
        if self.counts:
            value = self.total + self.current
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
