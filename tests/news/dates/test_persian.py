"""Days of the Persian calendar."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from news.dates import parse_date

NOW = datetime(2032, 11, 25, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The first days of years, behind common and leap years.
        ("۱ فروردین ۱۳۹۶", "2017-03-21"),
        ("۱ فروردین ۱۳۹۹", "2020-03-20"),
        ("۱ فروردین ۱۴۰۰", "2021-03-21"),
        ("۱ فروردین ۱۴۰۳", "2024-03-20"),
        ("۱ فروردین ۱۴۰۴", "2025-03-21"),
        ("۱ فروردین ۱۴۰۹", "2030-03-21"),
        # The last days: the 30th of Esfand is a leap year's.
        ("۳۰ اسفند ۱۳۹۹", "2021-03-20"),
        ("۲۹ اسفند ۱۴۰۱", "2023-03-20"),
        # The sixth month has 31 days, the seventh follows.
        ("۳۱ شهریور ۱۴۰۲", "2023-09-22"),
        ("۱ مهر ۱۴۰۲", "2023-09-23"),
        ("چهارشنبه ۱۷ دی ماه ۱۴۰۴", "2026-01-07"),
        ("1404/10/17", "2026-01-07"),
        ("1404-10-17", "2026-01-07"),
        ("1404/13/17", None),
        ("1404/10/40", None),
    ],
)
def test_a_day_of_the_persian_calendar(text: str, expected: str | None) -> None:
    found = parse_date(text, now=NOW, zone="Asia/Tehran")
    assert (found and found.date().isoformat()) == expected


def test_a_time_follows_the_day() -> None:
    found = parse_date("۱۷ دی ۱۴۰۴ ساعت ۰۹:۴۵", now=NOW, zone="Asia/Tehran")
    assert found
    assert found.isoformat() == "2026-01-07T09:45:00+03:30"


@pytest.mark.parametrize(("language", "is_date"), [("fa", True), ("en", False)])
def test_numbers_are_a_day_only_where_the_calendar_is_used(
    language: str, *, is_date: bool
) -> None:
    found = parse_date("1404/10/17", now=NOW, language=language)
    assert bool(found) == is_date
