"""Read days given by month and day: April 6, 6. April, 4月6日, 2026-04-06, 06.04."""

from __future__ import annotations

import re
from functools import lru_cache

from news.numbers.number_tables import alternatives, tables

MONTHS = range(1, 13)
DAYS = range(1, 32)
# A month and a day of it.
MonthDay = tuple[int, int]
# A sign in every day in digits: 04.06., 4/6, 4月6日.
_IN_DIGITS = re.compile(r"\d[-/.月]")
_WORD = re.compile(r"[^\W\d_]+")
_PLAIN = (
    r"(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号號]",
    r"\b(?:19|20)\d\d[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})\b",
    # Both two digits long, for 3.5 is a number; with a zero in front or a year
    # behind.
    r"(?<![\d.,])(?P<day>0[1-9]|[12]\d|3[01])\.(?P<month>0[1-9]|"
    r"1[0-2])\.(?:(?:19|20)\d\d\b)?(?!\d)",
    r"(?<![\d.,:$€£¥])(?P<day>0[1-9]|[12]\d|"
    r"3[01])\.(?P<month>0[1-9])(?![\d.,%]*[\d%]|\s*[а-яa-z万亿%])",
)


def take_days(text: str) -> tuple[set[MonthDay], str]:
    """Return the (month, day) pairs of a text,
    and the text with blanks in their place, as long as before.

    "on April 6 at 9" → (4, 6), and "on         at 9".
    """
    days: set[MonthDay] = set()

    def take(match: re.Match[str]) -> str:
        day = _read(match)
        if day is None:
            return match.group()
        days.add(day)
        return " " * len(match.group())

    # The many names of months are looked for only where there is one.
    words = _WORD.findall(text.casefold())
    named = not tables().months.keys().isdisjoint(words)
    in_digits = bool(_IN_DIGITS.search(text))
    for pattern in _patterns(named=named, in_digits=in_digits):
        text = pattern.sub(take, text)
    return days, text


def _read(match: re.Match[str]) -> MonthDay | None:
    """Return the (month, day) of a match; None where no month has such a day.

    "May 4" and "4 May" → (5, 4); "May 40" → None.
    """
    parts = match.groupdict()
    name = parts.get("name")
    month = tables().months[name.casefold()] if name else int(parts["month"])
    day = int(parts["day"])
    is_possible = month in MONTHS and day in DAYS
    return (month, day) if is_possible else None


@lru_cache(maxsize=4)
def _patterns(*, named: bool, in_digits: bool) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of days with a month's name, of days in digits, or of both."""
    patterns = (
        *_PLAIN[:1] * in_digits,
        *_of_named_months() * named,
        *_PLAIN[1:] * in_digits,
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def _of_named_months() -> tuple[str, ...]:
    name = alternatives(tables().months)
    return (
        rf"\b(?P<name>{name})\b\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|"
        rf"th)?(?![\d.,]\d|\d)",
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|er)?\s+(?:de\s+|"
        rf"of\s+)?(?P<name>{name})\b",
    )
