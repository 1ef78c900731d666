"""Read days of the Persian calendar, which counts solar years from 622: ۳ آذر ۱۴۰۵, 1405/09/03."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from news.dates.date_parts import Day, Hints
from news.dates.order import spoken

_NAMES = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
_MONTHS = {name: number for number, name in enumerate(_NAMES.split(), 1)}
_WORDED = re.compile(
    rf"""
    (?<! \d ) (?P<d> \d{{1,2}} ) \s{{0,2}} (?: ام | م )? \s{{0,2}}
    (?P<m> {"|".join(_MONTHS)} ) \s{{0,2}} (?: ماه )? \s? [,،]? \s{{0,2}}
    (?P<y> 1[34]\d\d ) (?! \d )
    """,
    re.VERBOSE,
)
_NUMERIC = re.compile(
    r"""
    (?<! [\d/-] )
    (?P<y> 1[34]\d\d ) (?P<sep> [/-] ) (?P<m> \d{1,2} ) (?P=sep) (?P<d> \d{1,2} )
    (?! \d | (?P=sep) )
    """,
    re.VERBOSE,
)
_ZONES = frozenset({"Asia/Tehran", "Asia/Kabul"})
_LANGUAGES = frozenset({"fa", "ps"})
# The first day of the year 1400, and the years of the cycle in which leap years repeat.
_START, _START_YEAR = date(2021, 3, 21), 1400
_CYCLE = 33
# Leap years of the years 1400 to 1432.
_LEAPS = frozenset({1403, 1408, 1412, 1416, 1420, 1424, 1428, 1432})


def days(line: str, hints: Hints) -> Iterator[Day]:
    """Yield the days of a line, as days of the common calendar; the line's digits are ASCII.

    Month names are Persian alone; a date in numbers counts only in a text of Iran or Afghanistan.
    """
    for match in _WORDED.finditer(line):
        yield _day(match, _MONTHS[match["m"]])
    if hints.zone in _ZONES or spoken(hints) & _LANGUAGES:
        for match in _NUMERIC.finditer(line):
            yield _day(match, int(match["m"]))


def _day(match: re.Match[str], month: int) -> Day:
    """Return the day of the common calendar; month 0 for one that no year has.

    3 Azar 1405 is 24 November 2026.
    """
    number = int(match["d"])
    if not (1 <= month <= 12 and 1 <= number <= 31):
        return Day(0, 0, 0, *match.span())
    ordinal = _new_year(int(match["y"])) + _before_month(month) + number - 1
    common = date.fromordinal(ordinal)
    return Day(common.year, common.month, common.day, *match.span())


def _before_month(month: int) -> int:
    """Return the days of a year before a month: the first six have 31, the others 30."""
    return 30 * (month - 1) + min(month - 1, 6)


def _new_year(year: int) -> int:
    """Return the ordinal of a year's first day: the 20th or 21st of March.

    Eight of 33 years are leap years, the same in each cycle.
    """
    cycles, rest = divmod(year - _START_YEAR, _CYCLE)
    passed = range(_START_YEAR, _START_YEAR + rest)
    leaps = 8 * cycles + len(_LEAPS.intersection(passed))
    return _START.toordinal() + 365 * (year - _START_YEAR) + leaps
