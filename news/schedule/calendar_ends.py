"""Read ends that the calendar names: next month, the 1st of next month, bis Januar, 月底."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import chain

from news.dates.date_names import month_names
from news.dates.eastern import with_digits
from news.schedule.vocabulary import (
    normal,
    number_words,
    own_language,
    table_of,
)

# The number of a day beside its month, in digits or in one word.
_DAY = re.compile(r"(\w+?)(?:st|nd|rd|th|er|o|\.|[号日]|-?го|\s?числа)?")
# A month's name with digits: 1月.
_NUMBERED_MONTH = re.compile(r"(\d{1,2})月(?:份)?")
_MONTHS = 12


def calendar_end(text: str, language: str, today: date) -> date | None:
    """Return the first day that an end of the calendar leaves out, after `today`;
    None for other words.

    Of November 27 "next month", "the 1st of next month", "the end of the month" and
    "december" are December 1. Words are compared as `normal` gives them.
    """
    own = own_language(language)
    written = _without(text, own, "beginning", "articles").strip()
    first_days = {
        "next_week": today + timedelta(days=7 - today.weekday()),
        "next_month": _first_of(today, 1),
        "first": _first_of(today, 1),
        "month_end": _first_of(today, 1),
        "next_year": date(today.year + 1, 1, 1),
        "year_end": date(today.year + 1, 1, 1),
    }
    for name, day in first_days.items():
        if written in _words(own, name):
            return day
    in_next_month = _in_next_month(text, own, first_days["next_month"])
    return in_next_month or _named_month(written, own, today)


def is_during(until: str, language: str) -> bool:
    """Return whether the word before an end gives a time that is spent: "for
    January" is no end on the first.
    """
    return until.strip() in _words(own_language(language), "during")


def _in_next_month(text: str, language: str, first: date) -> date | None:
    """Return a day of next month: "the 5th of next month", 下个月一号."""
    for name in _words(language, "next_month"):
        if not (text.startswith(name) or text.endswith(name)):
            continue
        rest = text.removesuffix(name).removeprefix(name).strip()
        written = _without(rest, language, "articles", "joining").strip()
        number = _number(written, language)
        day = first + timedelta(days=number - 1)
        if number and day.month == first.month:
            return day
    return None


def _number(text: str, language: str) -> int:
    """Return the number of a day, in digits or in words; 0 where it is none."""
    if text in _words(language, "first"):
        return 1
    match = _DAY.fullmatch(with_digits(text).replace(" ", ""))
    if match is None:
        return 0
    number = match[1]
    words = number_words(language)
    return int(number) if number.isdecimal() else words.get(number, 0)


def _named_month(text: str, language: str, today: date) -> date | None:
    """Return the first of the next month of a name: "january", 1月."""
    number = _month_number(text, language)
    if not 0 < number <= _MONTHS:
        return None
    # From 1 to 12: this month's own name means the next year's.
    ahead = (number - today.month - 1) % _MONTHS + 1
    return _first_of(today, ahead)


def _month_number(text: str, language: str) -> int:
    """Return the number of a month by its name in a language or in English, or by its digits; 0
    for other words.
    """
    for number, languages in month_names(text).items():
        if not languages.isdisjoint((language, "en")):
            return number
    match = _NUMBERED_MONTH.fullmatch(with_digits(text).replace(" ", ""))
    return int(match[1]) if match else 0


def _first_of(day: date, ahead: int) -> date:
    """Return the first day of a month, some months ahead of a day's."""
    months = day.year * _MONTHS + day.month - 1 + ahead
    year, month = divmod(months, _MONTHS)
    return date(year, month + 1, 1)


def _without(text: str, language: str, *names: str) -> str:
    """Leave out words of these kinds at both ends of a text, each once."""
    for word in chain.from_iterable(_words(language, name) for name in names):
        # Letters stand apart; Chinese signs and l' stand close.
        stands_apart = word.isascii() and word[-1].isalpha()
        gap = " " if stands_apart else ""
        text = text.strip().removeprefix(word + gap).removesuffix(gap + word)
    return text


def _words(language: str, name: str) -> list[str]:
    """Return the words of a kind in a language, the longest first."""
    words = table_of(language)["calendar"].get(name, [])
    return sorted(map(normal, words), key=len, reverse=True)
