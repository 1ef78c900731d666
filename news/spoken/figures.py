"""Write numbers for a voice: groups by their scales, no marks between digits.

A voice reads small numbers rightly in its own language, with gender and case, which words of ours
would not know. What it reads wrongly is what only the eye parts: 1.234.567 is "1 Million 234
tausend 567" here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from news.spoken.vocabulary import EarWords

# No letter stands before: that is the name of a thing. Chinese and Japanese have
# no blanks between words, so theirs may.
NO_WORD_BEFORE = r"(?<![^\W\u3040-\u30ff\u3400-\u9fff])"
# Digits that a figure may have: longer runs are no numbers.
_LONGEST = 15


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it was written, and its value."""

    digits: str
    value: Decimal
    # Whether marks part its groups.
    grouped: bool


def figure_pattern(words: EarWords) -> str:
    """Return what a number looks like in a language, as a regular expression without groups."""
    marks, point = re.escape(words.groups), re.escape(words.decimal)
    grouped = rf"\d{{1,3}}(?:[{marks}]\d{{3}}){{1,4}}(?!\d)"
    plain = rf"\d{{1,{_LONGEST}}}"
    return rf"(?:{grouped}|{plain})(?:{point}\d{{1,6}}(?!\d))?"


def read_figure(written: str, words: EarWords) -> Figure:
    """Read a number that `figure_pattern` found."""
    whole, point, rest = written.partition(words.decimal)
    digits = "".join(digit for digit in whole if digit.isdigit())
    text = f"{digits}.{rest}" if point else digits
    said = f"{digits}{words.decimal}{rest}" if point else digits
    return Figure(said, Decimal(text), len(digits) != len(whole))


def said(figure: Figure, words: EarWords) -> str:
    """Return a number for a voice; one without grouping marks is unchanged."""
    if not figure.grouped or figure.value % 1:
        return figure.digits
    return in_scales(int(figure.value), words)


def in_scales(number: int, words: EarWords) -> str:
    """Return a whole number by its scales: "12 thousand 500", 1万2500."""
    parts, left = [], number
    for power, names in words.scales:
        count, left = divmod(left, 10**power)
        if not count:
            continue
        name = words.form(names, count)
        unsaid = count == 1 and power in words.alone
        parts.append(name if unsaid else f"{count}{words.gap}{name}")
    if left or not parts:
        missing = words.zero if parts and left < 1000 else ""
        parts.append(f"{missing}{left}")
    return words.gap.join(parts)


@lru_cache(maxsize=16)
def scale_pattern(words: EarWords) -> str:
    """Return the names and abbreviations of a language's scales, as a regular expression."""
    names = [name for _, forms in words.scales for name in forms]
    short = [name for name, _ in words.short]
    longest_first = sorted({*names, *short}, key=len, reverse=True)
    end = "" if words.gap == "" else r"(?!\w)"
    return rf"(?:{'|'.join(map(re.escape, longest_first))}){end}"


def scale_name(written: str, count: Decimal, words: EarWords) -> str:
    """Return a scale's whole name for a number before it; an abbreviation is spelled out."""
    powers = dict(words.short)
    if written not in powers:
        return written
    power = powers[written]
    names = dict(words.scales).get(power)
    if names is None:
        return written
    return words.form(names, count)
