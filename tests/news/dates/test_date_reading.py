"""Dates as people and machines write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.dates import (
    FoundDate,
    Order,
    Precision,
    find_date,
    find_dates,
    parse_date,
)

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def read(text: str, zone: str = "Asia/Shanghai") -> str | None:
    found = parse_date(text, zone=zone, now=NOW)
    return found.isoformat() if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年5月1日", "2024-05-01T00:00:00+08:00"),
        ("22-04-07 11:33", "2022-04-07T11:33:00+08:00"),
        ("2024/5/1 9:03", "2024-05-01T09:03:00+08:00"),
        ("2019年11月25日18:57", "2019-11-25T18:57:00+08:00"),
        (
            "发布时间：2019-11-25 18:57:03 来源：某报",
            "2019-11-25T18:57:03+08:00",
        ),
        ("2026年11月20日 下午3:05", "2026-11-20T15:05:00+08:00"),
        ("2026年11月20日（金）午前9時05分", "2026-11-20T09:05:00+08:00"),
        ("3小时前", "2026-11-23T17:00:00+08:00"),
        ("半小时前", "2026-11-23T19:30:00+08:00"),
        ("5 minutes ago", "2026-11-23T19:55:00+08:00"),
        ("2 months ago", "2026-09-24T20:00:00+08:00"),
        ("刚刚", "2026-11-23T20:00:00+08:00"),
        ("昨天 08:15", "2026-11-22T08:15:00+08:00"),
        ("11月20日 08:30", "2026-11-20T08:30:00+08:00"),
        ("12-25 10:00", "2025-12-25T10:00:00+08:00"),
        # The hour is no short year.
        ("Stand: 16.11. 21:05", "2026-11-16T21:05:00+08:00"),
        ("Wed, 01 May 2024 10:00:00 CST", "2024-05-01T10:00:00+08:00"),
        ("Wed, 01 May 2024 10:00:00 GMT", "2024-05-01T10:00:00+00:00"),
        ("Wed, 01 May 2024 10:00:00", "2024-05-01T10:00:00+08:00"),
        ("Thu, 01 Jan 04 19:48 +0100", "2004-01-01T19:48:00+01:00"),
        ("2024-05-01T10:00:00+0800", "2024-05-01T10:00:00+08:00"),
        ("2024-05-01T10:00:00.123Z", "2024-05-01T10:00:00+00:00"),
        ("May 1, 2024 3:05 PM ET", "2024-05-01T15:05:00-04:00"),
        ("May 1, 2024 3:05 PM EST", "2024-05-01T15:05:00-05:00"),
        ("24. Dezember 2025", "2025-12-24T00:00:00+08:00"),
        ("Thu Jan  1 10:00:00 2004", "2004-01-01T10:00:00+08:00"),
        ("20240501", "2024-05-01T00:00:00+08:00"),
        ("2003-12", "2003-12-01T00:00:00+08:00"),
        ("1714528800", "2024-05-01T02:00:00+00:00"),
        ("1714528800000", "2024-05-01T02:00:00+00:00"),
    ],
)
def test_forms(text: str, expected: str) -> None:
    assert read(text) == expected


def test_cst_is_central_america_elsewhere() -> None:
    assert (
        read("Wed, 01 May 2024 10:00:00 CST", "UTC")
        == "2024-05-01T10:00:00-06:00"
    )


@pytest.mark.parametrize(
    "text", ["2099-01-01", "Fri, 31 Dec 2999 00:00:00 GMT"]
)
def test_the_future_is_clamped_to_now(text: str) -> None:
    found = parse_date(text, zone="UTC", now=NOW)
    assert found == NOW


@pytest.mark.parametrize(
    "text",
    [
        "",
        "garbage",
        "2024-13-45",
        "1.5万",
        "第12轮",
        "0000-00-00",
        "2028年前",
        "3000 years ago",
        "10:33",
        "2:33 PM",
        "23:59",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert read(text) is None


def test_an_unknown_zone_is_utc() -> None:
    assert (
        read("2024-05-01 10:00", "Mars/Olympus") == "2024-05-01T10:00:00+00:00"
    )


@given(
    st.text(
        alphabet="0123456789-:/.年月日时分 TZ+前小天昨GMTJanuary", max_size=60
    )
)
@settings(max_examples=150)
def test_no_text_raises(text: str) -> None:
    found = parse_date(text, zone="Asia/Shanghai", now=NOW)
    assert found is None or found <= NOW


@pytest.mark.parametrize(
    ("text", "zone", "expected"),
    [
        (
            "Stand: 14.03.2025, 07:05 Uhr",
            "Europe/Berlin",
            "2025-03-14T07:05:00+01:00",
        ),
        (
            "14 de marzo de 2025, 13:59",
            "Europe/Madrid",
            "2025-03-14T13:59:00+01:00",
        ),
        ("MAR 14, 2025 9:57 AM EST", "UTC", "2025-03-14T09:57:00-05:00"),
        (
            "Updated 10:15 AM ET, Fri March 14, 2025",
            "UTC",
            "2025-03-14T10:15:00-04:00",
        ),
        ("٣ مارس ٢٠٢٥، ٣:٣٠ م", "Asia/Riyadh", "2025-03-03T15:30:00+03:00"),
        ("3 تشرين الثاني 2025", "Asia/Beirut", "2025-11-03T00:00:00+02:00"),
        (
            "14 марта 2025 г. в 15:30",
            "Europe/Moscow",
            "2025-03-14T15:30:00+03:00",
        ),
        (
            "2025. március 14., 8:30",
            "Europe/Budapest",
            "2025-03-14T08:30:00+01:00",
        ),
        (
            "2025 m. kovo 14 d. 08:30",
            "Europe/Vilnius",
            "2025-03-14T08:30:00+02:00",
        ),
        ("14 มี.ค. 2568 14:30 น.", "Asia/Bangkok", "2025-03-14T14:30:00+07:00"),
        ("14 במרץ 2025, 15:30", "Asia/Jerusalem", "2025-03-14T15:30:00+02:00"),
        (
            "ΠΑΡΑΣΚΕΥΗ 14 ΜΑΡΤΙΟΥ 2025",
            "Europe/Athens",
            "2025-03-14T00:00:00+02:00",
        ),
        ("15:30 14/03/2025", "Asia/Ho_Chi_Minh", "2025-03-14T15:30:00+07:00"),
        (
            "sexta-feira, 14 de março de 2025 às 15h30",
            "America/Sao_Paulo",
            "2025-03-14T15:30:00-03:00",
        ),
        (
            "2025년 3월 14일 오전 12시 30분",
            "Asia/Seoul",
            "2025-03-14T00:30:00+09:00",
        ),
        ("令和元年5月1日", "Asia/Tokyo", "2019-05-01T00:00:00+09:00"),
        ("民國114年3月14日", "Asia/Taipei", "2025-03-14T00:00:00+08:00"),
        (
            "二〇二五年三月三十一日 上午九时",
            "Asia/Shanghai",
            "2025-03-31T09:00:00+08:00",
        ),
        ("14 mag. 2025, ore 15.30", "Europe/Rome", "2025-05-14T15:30:00+02:00"),
        ("2025-W11-5", "UTC", "2025-03-14T00:00:00+00:00"),
        ("7/3/2024 8:30 PM", "America/Chicago", "2024-07-03T20:30:00-05:00"),
        ("7/3/2024 20:30", "Europe/London", "2024-03-07T20:30:00+00:00"),
    ],
)
def test_lines_of_pages(text: str, zone: str, expected: str) -> None:
    assert read(text, zone) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Chinese months in an English pattern.
        ("14 三月, 2025", "2025-03-14T00:00"),
        ("三月 14, 2025", "2025-03-14T00:00"),
        ("3 月 14, 2025", "2025-03-14T00:00"),
        ("14 3 月, 2025", "2025-03-14T00:00"),
        ("14 marca 2025 r. 8:30", "2025-03-14T08:30"),
        ("08:30, Thứ Năm, 14/03/2025", "2025-03-14T08:30"),
        ("2025-03-14 GMT 08:30", "2025-03-14T08:30"),
        ("8 giờ 30 ngày 14/03/2025", "2025-03-14T08:30"),
        # Of days in a row the first.
        ("14-16 March 2025", "2025-03-14T00:00"),
        ("vom 14. bis 16. März 2025", "2025-03-14T00:00"),
        ("14.–16. März 2025", "2025-03-14T00:00"),
        ("du 14 au 16 mars 2025", "2025-03-14T00:00"),
        ("del 14 al 16 de marzo de 2025", "2025-03-14T00:00"),
        ("14.-16.03.2025", "2025-03-14T00:00"),
        # A time and a dash are no days in a row.
        ("10:15-16 March 2025", "2025-03-16T10:15"),
    ],
)
def test_other_orders_and_days_in_a_row(text: str, expected: str) -> None:
    assert (read(text, "UTC") or "")[:16] == expected


def find(line: str, **hints: str) -> FoundDate | None:
    return find_date(line, now=NOW, **hints)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "precision"),
    [
        ("2025", Precision.YEAR),
        ("March 2025", Precision.MONTH),
        ("Filed on 14 March 2025 by Reuters", Precision.DAY),
        ("14 March 2025 08:30", Precision.MINUTE),
        ("14 March 2025 08:30 GMT", Precision.ZONED),
        ("Fri, 14 Mar 2025 08:30:00 +0100", Precision.ZONED),
        ("2 hours ago", Precision.MINUTE),
        ("2 days ago", Precision.DAY),
    ],
)
def test_how_exactly_a_line_tells(line: str, precision: Precision) -> None:
    found = find(line)
    assert found
    assert found.precision is precision


def test_where_in_the_line() -> None:
    line = "来源：某报 二〇二五年三月二十一日 09:30 编辑：某人"
    found = find(line)
    assert found
    assert line[found.start : found.end] == "二〇二五年三月二十一日 09:30"


def test_a_moment_in_the_future_is_found_as_it_stands() -> None:
    found = find("14 March 2099")
    assert found
    assert found.moment.year == 2099


def test_a_page_tells_when_it_came_out_and_when_it_changed() -> None:
    line = "Publié le 14/03/2025 à 08:30, mis à jour le 15/03/2025 à 09:00"
    dates = find_dates(line, zone="Europe/Paris", now=NOW)
    assert [date.moment.isoformat() for date in dates] == [
        "2025-03-14T08:30:00+01:00",
        "2025-03-15T09:00:00+01:00",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "05/06/2024",
        "03-07-2024",
        "03/04/05",
        "30.02.2024",
        "24/7",
        "They win 2-1",
        "1.2.3.4",
        "version 1.2.26",
        "5 people in 2024",
        "Call 555-12-2024",
        "11/22 of 2019 or so 11/40/2019",
        "Preis: 1.10, 12:30 Uhr",
        "Ergebnis: 3.11",
    ],
)
def test_what_cannot_be_decided_or_is_no_date(line: str) -> None:
    assert find(line) is None


@pytest.mark.parametrize(
    ("hints", "expected"),
    [
        ({"language": "de"}, "2024-06-05"),
        ({"language": "en-US"}, "2024-05-06"),
        ({"language": "en", "zone": "Australia/Sydney"}, "2024-06-05"),
        ({"zone": "America/New_York"}, "2024-05-06"),
        ({"order": Order.MDY}, "2024-05-06"),
        ({"language": "sv"}, "2024-06-05"),
    ],
)
def test_hints_decide_between_day_and_month(
    hints: dict[str, str], expected: str
) -> None:
    found = find("05/06/2024", **hints)
    assert found
    assert found.moment.date().isoformat() == expected


@pytest.mark.parametrize("language", ["en", "ja", "zh", "ko", "en-CA"])
def test_a_language_with_both_orders_decides_nothing(language: str) -> None:
    assert find("05/06/2024", language=language) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [("Wed 05/06/2024", "2024-06-05"), ("lundi 05/06/2024", "2024-05-06")],
)
def test_the_day_of_the_week_decides(line: str, expected: str) -> None:
    found = find(line)
    assert found
    assert found.moment.date().isoformat() == expected


def test_a_day_without_a_year_is_the_nearest_one_that_has_been() -> None:
    assert read("11月20日 08:30") == "2026-11-20T08:30:00+08:00"
    assert read("Dec. 31") == "2025-12-31T00:00:00+08:00"
    found = find("20 Nov")
    assert found
    assert not found.has_year


def test_a_year_in_a_form_that_is_not_known_is_not_dropped() -> None:
    assert read("2019 год, 14 марта", "UTC") in {
        None,
        "2019-03-14T00:00:00+00:00",
    }
    assert read("anno 2019: 14 marzo 10:30", "UTC") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("03.10, 16:20", "2026-10-03T16:20"),
        ("03.10 16:20", "2026-10-03T16:20"),
        # Prices and versions.
        ("3.10, 16 pieces", None),
        ("03.10", None),
    ],
)
def test_a_day_and_month_with_one_dot_are_a_date_before_a_time(
    text: str, expected: str | None
) -> None:
    found = parse_date(text, now=datetime(2026, 11, 23, 12, 0, tzinfo=UTC))
    assert (found and found.isoformat()[:16]) == expected
