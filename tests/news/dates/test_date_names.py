"""Names of months and weekdays in many languages."""

from __future__ import annotations

import pytest
from babel.dates import get_day_names

from news.dates.date_names import month_names, weekdays


@pytest.mark.parametrize(
    ("word", "month"),
    [
        ("Sept", 9),
        ("JANVIER", 1),
        ("déc.", 12),
        ("dec", 12),
        ("Fev", 2),
        ("Mär", 3),
        ("mag", 5),
        ("ŞUBAT", 2),
        ("EKİM", 10),
        ("Nopember", 11),
        ("नवम्बर", 11),
        ("พ.ย.", 11),
        ("מרץ", 3),
        ("במרץ", 3),
        ("նոյեմբերի", 11),
        ("листоп", 11),
        ("studenog", 11),
        ("setiembre", 9),
        ("अक्तूबर", 10),
        ("ኖቬምበር", 11),
        ("نوفمبر", 11),
        ("берез", 3),
        ("เดือนพฤศจิกายน", 11),
        ("листоп.", 11),
    ],
)
def test_a_month(word: str, month: int) -> None:
    assert list(month_names(word)) == [month]


def test_a_month_that_two_languages_call_differently_keeps_both() -> None:
    assert set(month_names("listopada")) == {10, 11}


@pytest.mark.parametrize(
    "word", ["people", "a", "xyz.", "der", "Kapitel", "novem", "лет"]
)
def test_other_words(word: str) -> None:
    assert not month_names(word)


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("Fri", 4),
        ("Freitag", 4),
        ("VIERNES", 4),
        ("пятница", 4),
        ("金曜日", None),
    ],
)
def test_a_weekday(word: str, day: int | None) -> None:
    assert weekdays(word) == (frozenset() if day is None else frozenset({day}))


def test_words_in_two_languages_may_mean_two_days() -> None:
    assert weekdays("sre") <= frozenset(range(7))


def test_reading_names_leaves_babel_s_data_alone() -> None:
    """Babel keeps what an alias led to in data that locales share: Urdu weekdays answered for Chinese ones."""
    month_names("xyzzy")
    weekdays("xyzzy")
    names = get_day_names("abbreviated", locale="zh_Hant")
    assert names[0] == "週一"
