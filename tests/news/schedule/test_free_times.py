"""Times without news: which days or hours people mean, and what is left of their schedule."""

from __future__ import annotations

import pytest

from news.schedule import format_schedule, parse_schedule
from news.schedule.free_times import (
    FreeDays,
    FreeHours,
    read_evening,
    read_free_time,
)
from news.schedule.schedule_edits import without_days, without_hours

WEEKEND = frozenset({5, 6})


@pytest.mark.parametrize(
    ("language", "text", "days"),
    [
        ("en", "weekends", WEEKEND),
        ("en", "the weekend", WEEKEND),
        ("en", "Mondays and Fridays", {0, 4}),
        ("zh-Hans", "周末", WEEKEND),
        ("zh-Hant", "週六跟週日", WEEKEND),
        ("ja", "土日", WEEKEND),
        ("ja", "毎週月曜", {0}),
        ("de", "am Wochenende", WEEKEND),
        ("es", "los fines de semana", WEEKEND),
        ("fr", "le dimanche", {6}),
        ("ru", "по выходным", WEEKEND),
        ("de", "weekends", WEEKEND),
    ],
)
def test_days_are_read(language: str, text: str, days: set[int]) -> None:
    assert read_free_time(text, language) == FreeDays(frozenset(days))


@pytest.mark.parametrize(
    ("language", "text", "hours"),
    [
        ("zh-Hans", "下午", (720, 1200)),
        ("en", "in the evening", (960, 60)),
        ("de", "nachmittags", (720, 1140)),
        ("ru", "по вечерам", (960, 60)),
    ],
)
def test_a_part_of_the_day_is_read(
    language: str, text: str, hours: tuple[int, int]
) -> None:
    assert read_free_time(text, language) == FreeHours(*hours)


@pytest.mark.parametrize(
    "text", ["", "trump", "every day", "weekday mornings", "at 8", "tomorrow"]
)
def test_other_words_are_no_free_time(text: str) -> None:
    assert read_free_time(text, "en") is None


def test_a_schedule_loses_days_or_hours() -> None:
    read = parse_schedule("8:00 20:00")
    left = without_days(read, WEEKEND)
    assert left is not None
    assert format_schedule(left) == "08:00 20:00 weekdays"
    left = without_hours(read, 960, 60)
    assert left is not None
    assert format_schedule(left) == "08:00"
    assert without_hours(parse_schedule("18:00"), 720, 1200) is None
    assert without_days(parse_schedule("10:00 sunday"), WEEKEND) is None


@pytest.mark.parametrize(
    ("text", "language", "minute"),
    [
        ("10", "en", 22 * 60),
        ("10 pm", "en", 22 * 60),
        ("10 am", "en", 10 * 60),
        ("22 Uhr", "de", 22 * 60),
        ("midnight", "en", 0),
        ("0点", "zh-Hans", 0),
        ("minuit", "fr", 0),
        ("the rain", "en", None),
    ],
)
def test_a_night_begins_in_the_evening_or_at_midnight(
    text: str, language: str, minute: int | None
) -> None:
    assert read_evening(text, language) == minute
