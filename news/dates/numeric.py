"""Read dates in numbers: 2026-11-20, 20.11.2026, 11/20/2026, 24.11.26."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta

from news.dates.clock import clock_after
from news.dates.models import (
    Day,
    Hints,
    Order,
    Precision,
    full_year,
    nearest_year,
)
from news.dates.order import usual_order, year_last

_YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<y>(?:18|19|20)\d{2})\s{0,2}(?P<sep>[-/.‐–−．／])\s{0,2}(?P<m>\d{1,2})\s{0,2}[-/.‐–−．／]\s{0,2}"
    r"(?P<d>\d{1,2})(?!\d)"
)
_YEAR_LAST = re.compile(
    r"(?<![0-9A-Za-z])(?<!\d[./-])(?P<a>\d{1,2})\s{0,2}(?P<sep>[-/.‐–−．／])\s{0,2}(?P<b>\d{1,2})\s{0,2}(?P=sep)\s{0,2}"
    r"(?P<y>\d{4}|\d{1,2})(?!\d|(?P=sep)\d)"
)
_REPUBLIC = re.compile(
    r"(?<![\d./-])(?P<y>1[0-3]\d)(?P<sep>[-/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)"
)
_PAIR = re.compile(
    r"(?<![\d./:-])(?P<a>\d{1,2})(?:\s?(?P<sep>[/-])\s?(?P<b>\d{1,2})|\.\s?(?P<c>\d{1,2})\.)(?![\d./-])"
)
_READINGS = {Order.DMY: (2, 1, 0), Order.MDY: (2, 0, 1), Order.YMD: (0, 1, 2)}


def days(line: str, hints: Hints) -> Iterator[Day]:
    """Yield the dates of a line in numbers with a year.

    One whose order can't be decided has month 0.
    """
    for match in _YEAR_FIRST.finditer(line):
        yield _year_first(match, int(match["y"]))
    if _counts_from_republic(hints):
        for match in _REPUBLIC.finditer(line):
            yield _year_first(match, int(match["y"]) + 1911)
    usual = hints.order or usual_order(hints.language, hints.zone)
    for match in _YEAR_LAST.finditer(line):
        if not usual and _like_a_version(match):
            continue
        possible = _possible(match.group("a", "b", "y"), match.span(), hints)
        yield _decide(possible, match, hints)


def _year_first(match: re.Match[str], year: int) -> Day:
    return Day(year, int(match["m"]), int(match["d"]), *match.span())


def _counts_from_republic(hints: Hints) -> bool:
    """Return whether years may count from 1912, as in Taiwan."""
    if hints.zone == "Asia/Taipei":
        return True
    return hints.language.lower() in {"zh-tw", "zh-hant-tw"}


def _like_a_version(match: re.Match[str]) -> bool:
    """Return whether numbers look like a version (1.2.26) rather than a day."""
    return (
        len(match["y"]) <= 2
        and len(match["b"]) == 1
        and match["sep"] not in "/／"
    )


def readings(text: str, day: Day, hints: Hints) -> list[Day]:
    """Return all readings of a date whose order is open."""
    match = _YEAR_LAST.search(text)
    if not match:
        return []
    span = (day.start, day.end)
    possible = _possible(match.group("a", "b", "y"), span, hints)
    return list(possible.values())


def _possible(
    numbers: Sequence[str], span: tuple[int, int], hints: Hints
) -> dict[Order, Day]:
    """Return the readings that make a day of the calendar.

    No later than tomorrow where the year is short.
    """
    short = len(numbers[2]) <= 2
    today = hints.now.astimezone(hints.home).replace(tzinfo=None)
    latest = today + timedelta(days=2)
    possible: dict[Order, Day] = {}
    for order, places in _READINGS.items():
        year, month, day = (numbers[place] for place in places)
        # A year of one digit is none; a long year stands last.
        if len(year) < 2 or (order is Order.YMD and not short):
            continue
        candidate = Day(full_year(year), int(month), int(day), *span)
        start = candidate.midnight()
        if start and not (short and start > latest):
            possible[order] = candidate
    return possible


def _decide(
    possible: dict[Order, Day], match: re.Match[str], hints: Hints
) -> Day:
    """Choose among readings.

    The only possible one, the order proven or usual, dots as nearly everywhere.
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
    """Yield the dates of a line that name only day and month in numbers."""
    usual = hints.order or usual_order(hints.language, hints.zone)
    now = hints.now.astimezone(hints.home)
    for match in _PAIR.finditer(line):
        # 24/7 alone is no date: a known order, a time of day or a dot at the
        # end makes one.
        if not (usual or match["c"] or clock_after(line, match.end())):
            continue
        if pair := _day_and_month(match, usual):
            day, month = pair
            year = nearest_year(month, day, now)
            yield Day(
                year, month, day, *match.span(), Precision.DAY, has_year=False
            )


def _day_and_month(
    match: re.Match[str], usual: Order | None
) -> tuple[int, int] | None:
    """Return day and month of a pair of numbers; None where the order is open."""
    dotted = match["c"]
    first = int(match["a"])
    second = int(dotted or match["b"])
    if dotted or first > 12:
        return first, second
    if second > 12:
        return second, first
    if usual is None:
        return None
    return (first, second) if usual is Order.DMY else (second, first)
