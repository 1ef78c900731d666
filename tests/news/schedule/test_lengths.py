"""Lengths of time in the words of every language."""

from __future__ import annotations

import pytest

from news.schedule.lengths import parse_length

HOUR, DAY, WEEK = 3600, 86_400, 604_800


@pytest.mark.parametrize(
    ("said", "language", "seconds"),
    [
        ("5", "en", 5 * DAY), ("2d", "en", 2 * DAY), ("36 hours", "en", 36 * HOUR), ("two weeks", "en", 2 * WEEK), ("四天", "zh-Hans", 4 * DAY), ("两个星期", "zh-Hans", 2 * WEEK),
        ("6小時", "zh-Hant", 6 * HOUR), ("4日", "ja", 4 * DAY), ("3週間", "ja", 3 * WEEK), ("eine Woche", "de", WEEK), ("4 Tage", "de", 4 * DAY), ("dos días", "es", 2 * DAY),
        ("deux semaines", "fr", 2 * WEEK), ("5 дней", "ru", 5 * DAY), ("3 Tage", "ja", 3 * DAY),
    ],
)  # fmt: skip
def test_a_length(said: str, language: str, seconds: int) -> None:
    assert parse_length(said, language) == seconds


@pytest.mark.parametrize(
    "said", ["", "soon", "0", "-3d", "3 bananas", "5000 days", "d"]
)
def test_what_is_no_length(said: str) -> None:
    assert parse_length(said) is None
