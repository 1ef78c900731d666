"""What a press on the page of times makes of a schedule."""

from __future__ import annotations

import pytest

from bot.handlers.schedule.schedule import _changed
from news.models import Schedule
from news.schedule import format_schedule, parse_schedule


@pytest.mark.parametrize(
    ("before", "press", "after"),
    [
        ("08:00", "m 1200", "08:00 20:00"),
        ("08:00 20:00", "m 480", "20:00"),
        ("08:00", "m 480", ""),
        ("", "m 0", "00:00"),
        ("", "d 6", "08:00 sun"),
        ("08:00", "d 0", "08:00 tue wed thu fri sat sun"),
        ("08:00 sun", "d 6", ""),
        ("07:30", "g work", "07:30 weekdays"),
        ("07:30 weekdays", "g all", "07:30"),
        ("", "g rest", "08:00 sat sun"),
        ("07:30 weekdays", "off", ""),
    ],
)
def test_a_press_adds_or_takes(before: str, press: str, after: str) -> None:
    changed = _changed(parse_schedule(before) if before else None, press.split())
    assert changed is not None
    assert (format_schedule(changed) if changed.minutes and changed.days else "") == after


@pytest.mark.parametrize("press", ["m 1440", "m x", "m", "d 7", "g nothing", "g", "z 1"])
def test_a_press_that_means_nothing_changes_nothing(press: str) -> None:
    assert _changed(Schedule((480,)), press.split()) is None
