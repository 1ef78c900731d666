"""Schedules and hours in words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.rendering.i18n import tongue
from bot.rendering.schedule_text import describe, first_due, hhmm, quiet_hours, read_schedule


@pytest.mark.parametrize(
    ("schedule", "locale", "words"),
    [
        ("08:00 20:00", "en", "08:00 20:00"),
        ("07:30 weekdays", "en", "07:30 · Mon–Fri"),
        ("07:30 weekdays", "zh-Hans", "07:30 · 周一–周五"),
        ("09:00 mon wed sun", "en", "09:00 · Mon, Wed, Sun"),
        ("09:00 mon tue thu fri sat", "en", "09:00 · Mon, Tue, Thu–Sat"),
        ("09:00 sun", "de", "09:00 · So"),
        ("", "en", "—"),
        ("nonsense", "en", "—"),
    ],
)
def test_a_schedule_is_written_for_people(schedule: str, locale: str, words: str) -> None:
    assert describe(schedule, tongue(locale)) == words


def test_hours_and_what_is_none() -> None:
    assert (hhmm(0), hhmm(23 * 60 + 5)) == ("00:00", "23:05")
    assert (quiet_hours(1320, 420), quiet_hours(None, 420), quiet_hours(60, 60)) == (
        "22:00–07:00",
        "",
        "",
    )
    assert read_schedule("") is None
    assert first_due("", "UTC", datetime(2026, 11, 23, tzinfo=UTC)) is None
