"""A schedule and the grid of its week say the same."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.rendering.i18n import tongue
from bot.web.app.week_grid import grid, next_times, schedule_of
from news.errors import ScheduleError

EN = tongue("en")


def chosen(schedule: str) -> list[str]:
    return [
        cell.name
        for row in grid(schedule, EN)
        for cell in row.cells
        if cell.is_on
    ]


@pytest.mark.parametrize(
    "schedule",
    [
        "",
        "08:00",
        "08:00 20:00 weekdays; 10:30 sat sun",
        "00:00 mon; 23:59 wed",
    ],
)
def test_what_a_grid_shows_makes_the_same_schedule(schedule: str) -> None:
    assert schedule_of(chosen(schedule)) == schedule


def test_each_cell_says_what_it_is() -> None:
    row = grid("07:45", EN)[8]
    assert (row.time, row.cells[0].label) == ("07:45", "Monday 07:45")


@pytest.mark.parametrize(
    "name", ["", "8", "7-480", "-1-480", "0-1440", "0-x", "²-480", "0-99999"]
)
def test_what_is_no_cell_is_refused(name: str) -> None:
    with pytest.raises(ScheduleError):
        schedule_of([name])


def test_more_times_than_digests_have_are_refused() -> None:
    with pytest.raises(ScheduleError):
        schedule_of(f"0-{hour * 60}" for hour in range(13))


def test_the_next_times_are_in_the_chats_zone() -> None:
    now = datetime(2026, 11, 23, 8, tzinfo=UTC)
    times = next_times("08:00", "Asia/Shanghai", now, EN)
    assert times[:2] == ("Tue, Nov 24 08:00", "Wed, Nov 25 08:00")
    assert len(times) == 5
    assert next_times("", "Asia/Shanghai", now, EN) == ()
