"""A source is gone quiet when it is silent for longer than it ever was."""

from __future__ import annotations

import pytest

from news.source_rhythm import (
    DAY,
    LONGEST,
    SHORTEST,
    UNREAD_LONGEST,
    UNREAD_SHORTEST,
    silence_allowed,
)

HOUR = 3600


def every(seconds: int, count: int = 20) -> list[int]:
    return [number * seconds for number in range(count)]


@pytest.mark.parametrize(
    ("moments", "readable", "seconds"),
    [
        (every(HOUR), True, SHORTEST),
        (every(HOUR), False, UNREAD_SHORTEST),
        (every(2 * DAY), True, 8 * DAY),
        (every(2 * DAY), False, 6 * DAY),
        (every(7 * DAY), True, 28 * DAY),
        (every(60 * DAY), True, LONGEST),
        (every(60 * DAY), False, UNREAD_LONGEST),
        ([], True, 30 * DAY),
        ([5, 5, 5, 5, 5, 5], True, 30 * DAY),
        ([], False, 14 * DAY),
    ],
)
def test_silence_is_measured_by_the_sources_own_gaps(
    moments: list[int], readable: bool, seconds: int
) -> None:
    assert silence_allowed(moments, readable=readable) == seconds


def test_one_holiday_does_not_stretch_it_and_the_order_is_free() -> None:
    daily = every(DAY, 20)
    with_holiday = [*daily, daily[-1] + 20 * DAY]
    assert silence_allowed(with_holiday, readable=True) == silence_allowed(
        daily, readable=True
    )
    assert silence_allowed(daily[::-1], readable=True) == 4 * DAY


def test_a_daily_paper_may_pause_for_a_weekend() -> None:
    weekdays = [day * DAY for day in range(60) if day % 7 < 5]
    assert silence_allowed(weekdays, readable=True) >= 3 * DAY
