"""When quiet hours end, also on the days on which clocks change."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from news.quiet_hours import quiet_until


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("start", "end", "zone", "now", "until"),
    [
        (
            22 * 60,
            7 * 60,
            "Asia/Shanghai",
            at(2026, 11, 23, 15, 0),
            at(2026, 11, 23, 23, 0),
        ),
        (
            22 * 60,
            7 * 60,
            "Asia/Shanghai",
            at(2026, 11, 23, 20, 0),
            at(2026, 11, 23, 23, 0),
        ),
        (
            13 * 60,
            15 * 60,
            "UTC",
            at(2026, 11, 23, 13, 0),
            at(2026, 11, 23, 15, 0),
        ),
        # Berlin, clocks forward at 02:00: quiet until 02:30, a time that does not come.
        (
            22 * 60,
            150,
            "Europe/Berlin",
            at(2026, 3, 28, 23, 0),
            at(2026, 3, 29, 1, 0),
        ),
        # Berlin, clocks back at 03:00: 02:30 comes twice, and between the two it is 02:15 once more.
        (
            22 * 60,
            150,
            "Europe/Berlin",
            at(2026, 10, 24, 23, 0),
            at(2026, 10, 25, 0, 30),
        ),
    ],
)
def test_quiet_hours_end(
    start: int, end: int, zone: str, now: datetime, until: datetime
) -> None:
    assert quiet_until(start, end, zone, now) == until


def test_outside_of_them_there_is_no_end() -> None:
    noon = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    assert quiet_until(22 * 60, 7 * 60, "UTC", noon) is None
    assert quiet_until(None, None, "UTC", noon) is None
    assert quiet_until(60, 60, "UTC", noon) is None


def test_the_repeated_hour_is_quiet_as_far_as_the_clock_says_so() -> None:
    again = datetime(
        2026, 10, 25, 1, 15, tzinfo=UTC
    )  # 02:15 for the second time
    assert quiet_until(22 * 60, 150, "Europe/Berlin", again) == datetime(
        2026, 10, 25, 1, 30, tzinfo=UTC
    )
