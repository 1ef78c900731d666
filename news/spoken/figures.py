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

from news.spoken.spoken_words import EarWords

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
    marks = re.escape(words.groups)
    point = re.escape(words.decimal)
    grouped = rf"\d{{1,3}}(?:[{marks}]\d{{3}}){{1,4}}(?!\d)"
    plain = rf"\d{{1,{_LONGEST}}}"
    return rf"(?:{grouped}|{plain})(?:{point}\d{{1,6}}(?!\d))?"


def read_figure(written: str, words: EarWords) -> Figure:
    """Read a number that `figure_pattern` found.

    In German "1.234,5" has the digits "1234,5", the value 1234.5, and is grouped.
    """
    whole, point, rest = written.partition(words.decimal)
    digits = "".join(filter(str.isdigit, whole))
    grouped = len(digits) != len(whole)
    value = Decimal(f"{digits}.{rest}")
    return Figure(digits + point + rest, value, grouped)


def said(figure: Figure, words: EarWords) -> str:
    """Return a number for a voice; one without grouping marks is unchanged.

    In German 1.234.567 → "1 Million 234 tausend 567"; 1234 stays.
    """
    if not figure.grouped or figure.value % 1:
        return figure.digits
    return in_scales(int(figure.value), words)


def in_scales(number: int, words: EarWords) -> str:
    """Return a whole number by its scales: "12 thousand 500", 1万2500."""
    parts = []
    left = number
    for power, names in words.scales:
        count, left = divmod(left, 10**power)
        if not count:
            continue
        name = words.form(names, count)
        if count == 1 and power in words.alone:
            parts.append(name)
        else:
            parts.append(f"{count}{words.gap}{name}")
    if not parts:
        return str(left)
    if left:
        missing = words.zero if left < 1000 else ""
        parts.append(f"{missing}{left}")
    return words.gap.join(parts)


@lru_cache(maxsize=16)
def scale_pattern(words: EarWords) -> str:
    """Return the names and abbreviations of a language's scales, as a regular expression."""
    names = {name for name, _ in words.short}
    for _, forms in words.scales:
        names.update(forms)
    longest_first = sorted(names, key=len, reverse=True)
    any_name = "|".join(map(re.escape, longest_first))
    end = r"(?!\w)" if words.gap else ""
    return rf"(?:{any_name}){end}"


def scale_name(written: str, count: Decimal, words: EarWords) -> str:
    """Return a scale's whole name for a number before it; an abbreviation is spelled out.

    "bn" behind 3 → "billion", in German "Mrd." → "Milliarden".
    """
    # No scale is 10 to the power of 0.
    power = dict(words.short).get(written, 0)
    names = dict(words.scales).get(power)
    return words.form(names, count) if names else written
