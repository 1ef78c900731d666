"""How a press on the page of times changes a schedule."""

from __future__ import annotations

import pytest

from bot.handlers.callbacks import KINDS
from bot.handlers.schedule.schedule import Edit, _changed
from bot.rendering.button_data import read
from news.models import Schedule
from news.schedule import format_schedule, parse_schedule


def pressed(press: str) -> Edit:
    """Return the schedule after a button with these values is pressed."""
    action = read(f"1:sch:{press.replace(' ', ':')}", KINDS)
    assert isinstance(action, Edit)
    return action


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
    changed = _changed(
        parse_schedule(before) if before else None, pressed(press)
    )
    assert changed is not None
    assert (
        format_schedule(changed) if changed.minutes and changed.days else ""
    ) == after


@pytest.mark.parametrize("press", ["m 1440", "d 7", "m 60 1"])
def test_a_press_that_means_nothing_changes_nothing(press: str) -> None:
    assert _changed(Schedule((480,)), pressed(press)) is None


@pytest.mark.parametrize("press", ["m x", "m", "g nothing", "g", "z 1"])
def test_data_that_no_button_has_is_no_press(press: str) -> None:
    assert read(f"1:sch:{press.replace(' ', ':')}", KINDS) is None
