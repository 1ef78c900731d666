"""Schedules and hours in words."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from bot.rendering.i18n import LOCALES, tongue
from bot.rendering.schedule_text import (
    day_name,
    describe,
    hhmm,
    next_in_full,
    quiet_hours,
    read_schedule,
)
from news.models import Schedule
from news.schedule import first_due, format_schedule, parse_schedule


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
def test_a_schedule_is_written_for_people(
    schedule: str, locale: str, words: str
) -> None:
    assert describe(schedule, tongue(locale)) == words


def test_hours_and_what_is_none() -> None:
    assert (hhmm(0), hhmm(23 * 60 + 5)) == ("00:00", "23:05")
    assert (
        quiet_hours(1320, 420),
        quiet_hours(None, 420),
        quiet_hours(60, 60),
    ) == (
        "22:00–07:00",
        "",
        "",
    )
    assert read_schedule("") is None
    assert first_due("", "UTC", datetime(2026, 11, 23, tzinfo=UTC)) is None


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "kept",
    [
        "08:00",
        "07:30 20:00 weekdays",
        "09:00 mon wed sun",
        "22:15 mon tue thu fri sat",
        "06:00 weekdays; 10:00 sat sun",
        "06:00 mon; 07:05 tue; 08:00 wed thu fri sat; 09:00 sun",
    ],
)
def test_what_the_bot_writes_it_reads_back(kept: str, locale: str) -> None:
    assert (
        format_schedule(parse_schedule(describe(kept, tongue(locale)), locale))
        == kept
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_labels_of_buttons_can_be_typed(locale: str) -> None:
    speech = tongue(locale)
    for name, kept in {
        "all": "08:00",
        "work": "08:00 weekdays",
        "rest": "08:00 sat sun",
    }.items():
        typed = f"{speech.say(f'schedule.{name}')} 8:00"
        assert format_schedule(parse_schedule(typed, locale)) == kept, typed
    for day in range(7):
        assert parse_schedule(
            f"{day_name(day, speech)} 8:00", locale
        ) == Schedule((480,), frozenset({day}))


@pytest.mark.parametrize("locale", LOCALES)
def test_examples_of_the_texts_are_read(locale: str) -> None:
    """What a text shows behind /schedule is a schedule; an error that shows an unreadable example is none."""
    speech = tongue(locale)
    shown = 0
    for key, forms in speech.texts.items():
        if key.startswith(("schedule.", "error.schedule.")):
            for example in re.findall(r"/schedule ([^\n（）(){}]+)", forms[0]):
                words = re.split(r" のように|。$| {2}", example)[0]
                assert parse_schedule(words, locale), (key, words)
                shown += 1
    assert shown >= 8


def test_the_next_time_is_written_in_full() -> None:
    now = datetime(2026, 11, 25, 12, tzinfo=UTC)
    assert (
        next_in_full("08:00", "Europe/Berlin", now, tongue("en"))
        == "Thu, Nov 26 08:00"
    )
    assert (
        next_in_full("08:00", "Asia/Shanghai", now, tongue("zh-Hans"))
        == "11月26日周四 08:00"
    )
    assert next_in_full("", "UTC", now, tongue("en")) == "—"
