"""Until when, as people write it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from news.schedule.ends import parse_end

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
"""A Wednesday, noon in Cairo."""


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("until Monday", "en", "2026-11-29 22:00"),
        ("monday", "en", "2026-11-29 22:00"),
        ("until Friday 18:00", "en", "2026-11-27 16:00"),
        ("3 days", "en", "2026-11-28 10:00"),
        ("for 2 weeks", "en", "2026-12-09 10:00"),
        ("tomorrow", "en", "2026-11-25 22:00"),
        ("bis Montag", "de", "2026-11-29 22:00"),
        ("bis zum Montag", "de", "2026-11-29 22:00"),
        ("bis morgen", "de", "2026-11-25 22:00"),
        ("jusqu’à lundi", "fr", "2026-11-29 22:00"),
        ("hasta el lunes", "es", "2026-11-29 22:00"),
        ("до понедельника", "ru", "2026-11-29 22:00"),
        ("3 дня", "ru", "2026-11-28 10:00"),
        ("到周一", "zh-Hans", "2026-11-29 22:00"),
        ("到星期五 18:00", "zh-Hant", "2026-11-27 16:00"),
        ("三天", "zh-Hans", "2026-11-28 10:00"),
        ("月曜まで", "ja", "2026-11-29 22:00"),
        ("明日まで", "ja", "2026-11-25 22:00"),
    ],
)
def test_an_end_is_read_in_the_chats_language(
    text: str, language: str, expected: str
) -> None:
    end = parse_end(text, language, "Africa/Cairo", NOW)
    assert end is not None
    assert f"{end.astimezone(UTC):%Y-%m-%d %H:%M}" == expected


@pytest.mark.parametrize(
    "text", ["", "until", "soon", "until the cows come home"]
)
def test_what_names_no_end_is_none(text: str) -> None:
    assert parse_end(text, "en", "Africa/Cairo", NOW) is None
