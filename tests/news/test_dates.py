"""Dates as people and machines write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.dates import parse_date

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
        ("发布时间：2019-11-25 18:57:03 来源：某报", "2019-11-25T18:57:03+08:00"),
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
        ("10:33", "2026-11-23T10:33:00+08:00"),
        ("23:59", "2026-11-22T23:59:00+08:00"),
        ("Wed, 01 May 2024 10:00:00 CST", "2024-05-01T10:00:00+08:00"),
        ("Wed, 01 May 2024 10:00:00 GMT", "2024-05-01T10:00:00+00:00"),
        ("Wed, 01 May 2024 10:00:00", "2024-05-01T10:00:00+08:00"),
        ("Thu, 01 Jan 04 19:48 +0100", "2004-01-01T19:48:00+01:00"),
        ("2024-05-01T10:00:00+0800", "2024-05-01T10:00:00+08:00"),
        ("2024-05-01T10:00:00.123Z", "2024-05-01T10:00:00+00:00"),
        ("May 1, 2024 3:05 PM ET", "2024-05-01T15:05:00-05:00"),
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
    assert read("Wed, 01 May 2024 10:00:00 CST", "UTC") == "2024-05-01T10:00:00-06:00"


@pytest.mark.parametrize("text", ["2099-01-01", "Fri, 31 Dec 2999 00:00:00 GMT"])
def test_the_future_is_clamped_to_now(text: str) -> None:
    found = parse_date(text, zone="UTC", now=NOW)
    assert found == NOW


@pytest.mark.parametrize(
    "text",
    ["", "garbage", "2024-13-45", "1.5万", "第12轮", "0000-00-00", "2028年前", "3000 years ago"],
)
def test_what_is_no_date(text: str) -> None:
    assert read(text) is None


def test_an_unknown_zone_is_utc() -> None:
    assert read("2024-05-01 10:00", "Mars/Olympus") == "2024-05-01T10:00:00+00:00"


@given(st.text(alphabet="0123456789-:/.年月日时分 TZ+前小天昨GMTJanuary", max_size=60))
@settings(max_examples=150)
def test_no_text_raises(text: str) -> None:
    found = parse_date(text, zone="Asia/Shanghai", now=NOW)
    assert found is None or found <= NOW
