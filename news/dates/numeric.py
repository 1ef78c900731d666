"""Read dates in numbers: 2026-11-20, 20.11.2026, 11/20/2026, 24.11.26."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import filterfalse

from news.dates.date_parts import Day, Hints, Order, full_year
from news.dates.order import usual_order, year_last
from news.dates.publishing_words import ANNOUNCED
from news.dates.times_of_day import clock_after

_ANNOUNCED = re.compile(ANNOUNCED, re.IGNORECASE)
_MARK = "[-/.‐–−．／]"
# 2026-11-20, 2026 / 11 / 20.
_YEAR_FIRST = re.compile(
    rf"""
    (?<! \d )
    (?P<y> (?:18|19|20)\d{{2}} | 25[5-9]\d ) \s{{0,2}} {_MARK} \s{{0,2}}
    (?P<m> \d{{1,2}} ) \s{{0,2}} {_MARK} \s{{0,2}}
    (?P<d> \d{{1,2}} )
    (?! \d )
    """,
    re.VERBOSE,
)
# 20.11.2026, 11/20/26: no part of a version or of a longer row of numbers.
_YEAR_LAST = re.compile(
    rf"""
    (?<! [0-9A-Za-z] ) (?<! \d[./-] )
    (?P<a> \d{{1,2}} )
    # Of days in a row the first: 20.-22.11.2026.
    (?: (?<! :\d\d ) \.? [-–] \d{{1,2}} (?= \. \s? \d{{1,2}} \. ) )?
    \s{{0,2}} (?P<sep> {_MARK} ) \s{{0,2}}
    (?P<b> \d{{1,2}} ) \s{{0,2}} (?P=sep) \s{{0,2}}
    (?P<y> \d{{4}} | \d{{1,2}} )
    (?! \d | (?P=sep)\d | [:：]\d )
    """,
    re.VERBOSE,
)
# 115.11.20, as Taiwan counts its years.
_REPUBLIC = re.compile(
    r"""
    (?<! [\d./-] )
    (?P<y> 1[0-3]\d ) (?P<sep> [-/.] )
    (?P<m> \d{1,2} ) (?P=sep)
    (?P<d> \d{1,2} )
    (?! \d )
    """,
    re.VERBOSE,
)
# 20/11 and 20.11. — or 20.11 before a time of day.
_PAIR = re.compile(
    r"""
    (?<! [\d./:-] )
    (?P<a> \d{1,2} )
    (?: \s? [/-] \s? (?P<b> \d{1,2} ) | \. \s? (?P<c> \d{1,2} ) (?: \. | (?= ,? \s \d{1,2}:\d\d ) ) )
    (?! [\d./-] )
    """,
    re.VERBOSE,
)
# "Price: 1.10": another label than one of publishing.
_LABELLED = re.compile(r"(?:^|\s)[^\W\d_]{2,24}\s?[:：]\s*$")
_TAIWAN = frozenset({"Asia/Taipei", "zh-tw", "zh-hant-tw"})
# The year before the first that Taiwan counts.
_BEFORE_REPUBLIC = 1911
_READINGS = {Order.DMY: (2, 1, 0), Order.MDY: (2, 0, 1), Order.YMD: (0, 1, 2)}


def days(line: str, hints: Hints) -> Iterator[Day]:
    """Yield the dates of a line in numbers with a year.

    One whose order can't be decided has month 0.
    """
    for match in _YEAR_FIRST.finditer(line):
        yield _year_first(match, 0)
    if _counts_from_republic(hints):
        for match in _REPUBLIC.finditer(line):
            yield _year_first(match, _BEFORE_REPUBLIC)
    yield from _days_year_last(line, hints)


def _days_year_last(line: str, hints: Hints) -> Iterator[Day]:
    """Yield the dates whose year stands last: 20.11.2026, 11/20/26.

    In a text of no known order, what looks like a version is none.
    """
    usual = hints.order or usual_order(hints.language, hints.zone)
    for match in _YEAR_LAST.finditer(line):
        if usual or not _like_a_version(match):
            numbers = match.group("a", "b", "y")
            possible = _possible(numbers, match.span(), hints)
            yield _decide(possible, match, hints)


def _year_first(match: re.Match[str], years_before: int) -> Day:
    """Return the day of a match whose year counts from another one.

    2026-11-20; in Taiwan 115.11.20, whose years count from 1911.
    """
    month, day = map(int, match.group("m", "d"))
    year = full_year(match["y"]) + years_before
    return Day(year, month, day, *match.span())


def _counts_from_republic(hints: Hints) -> bool:
    """Return whether years may count from 1912, as in Taiwan."""
    return not _TAIWAN.isdisjoint({hints.zone, hints.language.lower()})


def _like_a_version(match: re.Match[str]) -> bool:
    """Return whether numbers look like a version (1.2.26) rather than a day.

    A short year and a month of one digit do, unless strokes part them: 1/2/26.
    """
    return (
        len(match["y"]) <= 2
        and len(match["b"]) == 1
        and match["sep"] not in "/／"
    )


def readings(text: str, day: Day, hints: Hints) -> list[Day]:
    """Return all readings of a date whose order is open: 3/4/2026 is in March
    or in April.
    """
    match = _YEAR_LAST.search(text)
    if not match:
        return []
    numbers = match.group("a", "b", "y")
    possible = _possible(numbers, (day.start, day.end), hints)
    return list(possible.values())


def _possible(
    numbers: Sequence[str], span: tuple[int, int], hints: Hints
) -> dict[Order, Day]:
    """Return the readings that make a day of the calendar.

    No later than tomorrow where the year is short: 5.6.26 is no day of 2026 to come. 3/4/2026 has
    two readings, 20/11/2026 one.
    """
    short = len(numbers[2]) <= 2
    today = hints.now.astimezone(hints.home).replace(tzinfo=None)
    ahead = timedelta(days=2) if short else timedelta.max
    # A year of one digit is none; a long year stands last.
    least = max(2, len(numbers[2]))
    possible: dict[Order, Day] = {}
    for order, places in _READINGS.items():
        year, month, day = map(numbers.__getitem__, places)
        if len(year) < least:
            continue
        candidate = Day(full_year(year), int(month), int(day), *span)
        start = candidate.midnight()
        if start and start - today <= ahead:
            possible[order] = candidate
    return possible


def _decide(
    possible: dict[Order, Day], match: re.Match[str], hints: Hints
) -> Day:
    """Choose among readings.

    The only possible one, otherwise by the order that other dates prove, by the
    usual one of language and zone, and by dots, which nearly everywhere part a
    day from its month. The day has month 0 where none of these decides.
    """
    same = {(day.year, day.month, day.day) for day in possible.values()}
    if len(same) == 1:
        return next(iter(possible.values()))
    usual = usual_order(hints.language, hints.zone)
    if len(match["y"]) == 4:
        usual = year_last(usual, hints.language, hints.zone)
    dotted = Order.DMY if match["sep"] in ".．" else None
    for order in (hints.order, usual, dotted):
        if order in possible:
            return possible[order]
    return Day(0, 0, 0, *match.span())


def yearless(line: str, hints: Hints) -> Iterator[Day]:
    """Yield the dates of a line that name only day and month in numbers:
    20.11., 11/20.

    24/7 alone is no date: a known order, a time of day or a dot at the end
    makes one.
    """
    usual = hints.order or usual_order(hints.language, hints.zone)
    now = hints.now.astimezone(hints.home)
    for match in filterfalse(_is_amount, _PAIR.finditer(line)):
        if not (usual or match["c"] or clock_after(line, match.end())):
            continue
        if pair := _day_and_month(match, usual):
            yield Day.nearest(*pair, match.span(), now)


def _is_amount(match: re.Match[str]) -> bool:
    """Recognise a pair of numbers behind a label that announces no date.

    "Price: 1.10" is an amount, "Score: 3/4" a share; "Stand: 1.10." is a day.
    """
    before = match.string[: match.start()]
    label = _LABELLED.search(before)
    return bool(label) and not _ANNOUNCED.search(before)


def _day_and_month(
    match: re.Match[str], usual: Order | None
) -> tuple[int, int] | None:
    """Return day and month of a pair of numbers; None where the order is open.

    20.11. and 20/11 say it themselves; 3/4 goes by the usual order.
    """
    first, second = int(match["a"]), int(match["c"] or match["b"])
    if match["c"] or first > 12:
        return first, second
    if second > 12:
        return second, first
    if usual is None:
        return None
    return (first, second) if usual is Order.DMY else (second, first)
