"""Dates in words survive the way that CLDR writes them in each language."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from babel.dates import format_date

from news.dates import find_date

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
LANGUAGES = """
    en es fr de it pt nl pl cs sk sl hr sr bs mk bg ru uk be ro hu fi et lv lt sv da nb is tr az kk ky ka hy el he
    ar fa ur hi bn ta te ml kn gu mr ne th lo km id ms fil sw af ca gl sq mt cy zh_Hans zh_Hant ja ko vi
"""


@pytest.mark.parametrize("language", LANGUAGES.split())
@pytest.mark.parametrize("width", ["full", "long", "medium"])
def test_every_month_as_each_language_writes_it(
    language: str, width: str
) -> None:
    days = [date(2025, month, day) for month in range(1, 13) for day in (3, 24)]
    texts = [format_date(day, width, locale=language) for day in days]
    found = [find_date(text, now=NOW, language=language) for text in texts]
    assert [date and date.moment.date() for date in found] == days


@pytest.mark.parametrize(
    "text",
    [
        "2025eko uztailaren 9a",
        "2025-yil 9-iyul",
        "2025 оны 7 сарын 9",
        "2025 оны 7-р сарын 9",
        "2025 წლის 9 ივლისი, ოთხშაბათი",
        "9 Tháng Bảy, 2025",
        "Thứ Tư, ngày 9 tháng Bảy năm 2025",
        "Tháng Bảy 9, 2025",
        "9 лип 2025",
        "2025-лип-09",
        "9 Ιουλ 2025",
        "৯ই জুলাই ২০২৫",
        "the 9th day of July 2025",
        "วันที่ 9 เดือนกรกฎาคม พ.ศ. 2568",
        "9 กรกฎาคม 2568",
        "9 ก.ค. 68",
        "9 ก.ค. 2025",
        "09/07/2568",
        "2568-07-09T10:00:00+07:00",
        "2568/7/9",
    ],
)
def test_years_and_months_as_some_languages_write_them(text: str) -> None:
    found = find_date(text, now=NOW, zone="Asia/Bangkok")
    assert found
    assert found.moment.date() == date(2025, 7, 9)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("9 tháng Giêng 2025", 1),
        ("9 tháng Năm năm 2025", 5),
        ("9 tháng Mười 2025", 10),
        ("9 Tháng mười một 2025", 11),
        ("9 tháng Chạp, 2025", 12),
    ],
)
def test_vietnamese_months_in_words(text: str, month: int) -> None:
    found = find_date(text, now=NOW)
    assert found
    assert found.moment.date() == date(2025, month, 9)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("wt, 24 lis 2026 18:30:00 +0100", 11),
        ("sub, 24 lis 2026", 10),
        ("pt., 3 lip 2026", 7),
        ("po, 3 srp 2026", 8),
        ("24 lis 2026", None),
        ("wt, 31 lis 2026", None),
    ],
)
def test_the_day_of_the_week_decides_a_month_of_two_languages(
    text: str, month: int | None
) -> None:
    found = find_date(text, now=NOW)
    assert (found and found.moment.month) == month


@pytest.mark.parametrize(
    ("hints", "month"),
    [
        ({"zone": "Europe/Warsaw"}, 11),
        ({"zone": "Europe/Zagreb"}, 10),
        ({"language": "hr"}, 10),
    ],
)
def test_a_month_of_two_languages_is_decided_by_hints(
    hints: dict[str, str], month: int
) -> None:
    found = find_date("20 listopada 2025", now=NOW, **hints)  # type: ignore[arg-type]
    assert found
    assert found.moment.month == month


def test_a_month_of_two_languages_stays_open_without_hints() -> None:
    assert find_date("20 listopada 2025", now=NOW) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Work out 7, rest 2", "en"),
        ("a set 9, 2024", "en"),
        ("Um acht sie 6", "de"),
        ("Ich mag 4 davon", "de"),
        ("Sen. 12, 2024", "en"),
        ("sie 6", ""),
        # Czech writes its months small.
        ("Phone 15 Pro 2024", ""),
        ("Phone 15 Pro 2024", "cs"),
    ],
)
def test_a_common_word_that_is_a_month_elsewhere_is_none(
    text: str, language: str
) -> None:
    assert find_date(text, now=NOW, language=language) is None


@pytest.mark.parametrize(
    ("text", "language", "month"),
    [
        ("6 sie 2024", "pl", 8),
        ("7 out 2024", "pt", 10),
        ("7 out 2024", "en", 10),
        ("15. pro 2024", "cs", 12),
    ],
)
def test_it_is_a_month_in_its_language_and_between_day_and_year(
    text: str, language: str, month: int
) -> None:
    found = find_date(text, now=NOW, language=language)
    assert found
    assert found.moment.month == month


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("June 12-14, 2024", 12),
        ("Jun 12 – 14 2024", 12),
        ("June 12, 2024", 12),
    ],
)
def test_days_in_a_row_are_told_by_the_first_and_keep_their_year(
    text: str, day: int
) -> None:
    found = find_date(text, now=NOW)
    assert found
    assert (found.moment.year, found.moment.month, found.moment.day) == (
        2024,
        6,
        day,
    )


def test_a_time_of_day_behind_a_month_is_no_day_with_a_short_year() -> None:
    found = find_date("23. März 18.37 Uhr", now=NOW, language="de")
    assert found
    assert found.moment.strftime("%m-%d %H:%M") == "03-23 18:37"
