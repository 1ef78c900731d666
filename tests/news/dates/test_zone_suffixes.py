"""Zones after a time of day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from news.dates import parse_date

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone_text", "zone", "offset"),
    [
        ("GMT+7", "UTC", "+07:00"),
        ("(GMT+8)", "UTC", "+08:00"),
        ("UTC +5:30", "UTC", "+05:30"),
        ("+0800", "UTC", "+08:00"),
        ("-03", "UTC", "-03:00"),
        ("gmt", "Asia/Shanghai", "+00:00"),
        ("WIB", "UTC", "+07:00"),
        ("NZST", "UTC", "+12:00"),
        ("ET", "UTC", "-04:00"),
        ("EST", "UTC", "-05:00"),
        ("CST", "Asia/Hong_Kong", "+08:00"),
        ("CST", "UTC", "-06:00"),
        ("IST", "Asia/Kolkata", "+05:30"),
        ("IST", "Europe/Dublin", "+01:00"),
        ("Europe/Berlin", "UTC", "+02:00"),
        ("(МСК)", "UTC", "+03:00"),
        ("BLAH", "Asia/Tokyo", "+09:00"),
        ("+99:00", "Asia/Tokyo", "+09:00"),
    ],
)
def test_a_zone_after_the_time(zone_text: str, zone: str, offset: str) -> None:
    found = parse_date(f"4 May 2020, 10:00 {zone_text}", zone=zone, now=NOW)
    assert found
    assert found.isoformat() == f"2020-05-04T10:00:00{offset}"
