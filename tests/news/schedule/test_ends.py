"""Until when, as people write it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from news.schedule.ends import end_of_day, parse_end

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
        ("a week", "en", "2026-12-02 10:00"),
        ("for a month", "en", "2026-12-25 10:00"),
        ("einen Tag", "de", "2026-11-26 10:00"),
        ("неделю", "ru", "2026-12-02 10:00"),
        ("until next Friday", "en", "2026-12-03 22:00"),
        ("到下周一", "zh-Hans", "2026-11-29 22:00"),
        ("来週の金曜まで", "ja", "2026-12-03 22:00"),
        ("jusqu’à lundi prochain", "fr", "2026-11-29 22:00"),
        ("hasta el lunes que viene", "es", "2026-11-29 22:00"),
        ("bis nächsten Dienstag", "de", "2026-11-30 22:00"),
        ("до следующей среды", "ru", "2026-12-01 22:00"),
        ("后天", "zh-Hans", "2026-11-26 22:00"),
        ("bis übermorgen", "de", "2026-11-26 22:00"),
        ("until the 9th of december", "en", "2026-12-08 22:00"),
        ("until January 9", "en", "2027-01-08 22:00"),
        ("bis zum 9. Dezember", "de", "2026-12-08 22:00"),
        ("jusqu'au 9 décembre", "fr", "2026-12-08 22:00"),
        ("hasta el 9 de enero", "es", "2027-01-08 22:00"),
        ("до 9 декабря", "ru", "2026-12-08 22:00"),
        ("到12月9号", "zh-Hans", "2026-12-08 22:00"),
        ("12月9日まで", "ja", "2026-12-08 22:00"),
        ("2027-02-09", "en", "2027-02-08 22:00"),
        ("until the 9th", "en", "2026-12-08 22:00"),
        ("until the 26th", "en", "2026-11-25 22:00"),
        ("until the 25th", "en", "2026-12-24 22:00"),
        ("until the 31st", "en", "2026-12-30 22:00"),
        ("bis zum 9.", "de", "2026-12-08 22:00"),
        ("jusqu'au 9", "fr", "2026-12-08 22:00"),
        ("hasta el 9", "es", "2026-12-08 22:00"),
        ("до 9-го", "ru", "2026-12-08 22:00"),
        ("до 9 числа", "ru", "2026-12-08 22:00"),
        ("到9号", "zh-Hans", "2026-12-08 22:00"),
        ("到9日", "zh-Hans", "2026-12-08 22:00"),
        ("9日まで", "ja", "2026-12-08 22:00"),
        ("下周一前", "zh-Hans", "2026-11-29 22:00"),
        ("avant lundi", "fr", "2026-11-29 22:00"),
        ("в течение недели", "ru", "2026-12-02 10:00"),
        # A length.
        ("for 9", "en", "2026-12-04 10:00"),
        ("9日", "zh-Hans", "2026-12-04 10:00"),
    ],
)
def test_an_end_is_read_in_the_chats_language(
    text: str, language: str, expected: str
) -> None:
    end = parse_end(text, language, "Africa/Cairo", NOW)
    assert end is not None
    assert f"{end.astimezone(UTC):%Y-%m-%d %H:%M}" == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("today", "en", "2026-11-25 22:00"),
        ("明天", "zh-Hans", "2026-11-26 22:00"),
        ("morgen", "de", "2026-11-26 22:00"),
        # English wishes are read in every chat.
        ("tomorrow", "de", "2026-11-26 22:00"),
        ("Monday", "en", None),
        ("after tomorrow", "en", None),
    ],
)
def test_a_day_without_news_ends_with_its_midnight(
    text: str, language: str, expected: str | None
) -> None:
    end = end_of_day(text, language, "Africa/Cairo", NOW)
    said = f"{end.astimezone(UTC):%Y-%m-%d %H:%M}" if end else None
    assert said == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "until",
        "soon",
        "until the cows come home",
        "until december 9 or so",
        "until 9 people come",
        "until the 32nd",
        "until the 0th",
        # An hour or a day.
        "until 9",
        "2026-02-09",
    ],
)
def test_what_names_no_end_is_none(text: str) -> None:
    assert parse_end(text, "en", "Africa/Cairo", NOW) is None


def test_a_leap_day_that_passed_is_the_day_behind_it() -> None:
    now = datetime(2028, 3, 5, 10, 0, tzinfo=UTC)
    end = parse_end("until 29 february", "en", "UTC", now)
    assert end == datetime(2029, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("到下个月一号", "zh-Hans", "2026-12-01"),
        ("到下個月五號", "zh-Hant", "2026-12-05"),
        ("到下个月", "zh-Hans", "2026-12-01"),
        ("到月底", "zh-Hans", "2026-12-01"),
        ("到下周", "zh-Hans", "2026-11-30"),
        ("到十二月", "zh-Hans", "2026-12-01"),
        ("until the 1st of next month", "en", "2026-12-01"),
        ("until the first", "en", "2026-12-01"),
        ("until the end of the month", "en", "2026-12-01"),
        ("until january", "en", "2027-01-01"),
        ("until november", "en", "2027-11-01"),
        ("till the new year", "en", "2027-01-01"),
        ("bis zum 15. des nächsten Monats", "de", "2026-12-15"),
        ("bis Monatsende", "de", "2026-12-01"),
        ("bis Anfang Februar", "de", "2027-02-01"),
        ("bis nächstes Jahr", "de", "2027-01-01"),
        ("jusqu’au 1er du mois prochain", "fr", "2026-12-01"),
        ("jusqu'en janvier", "fr", "2027-01-01"),
        ("jusqu'à la fin du mois", "fr", "2026-12-01"),
        ("hasta el primero del próximo mes", "es", "2026-12-01"),
        ("hasta fin de mes", "es", "2026-12-01"),
        ("hasta enero", "es", "2027-01-01"),
        ("до первого числа следующего месяца", "ru", "2026-12-01"),
        ("до конца месяца", "ru", "2026-12-01"),
        ("до февраля", "ru", "2027-02-01"),
        ("来月3日まで", "ja", "2026-12-03"),
        ("今月末まで", "ja", "2026-12-01"),
        ("来週まで", "ja", "2026-11-30"),
        # A length stays one, and no month has such a day.
        ("until the 31st of next month", "en", "2026-12-31"),
        ("for december", "en", None),
        ("bis zum 32. des nächsten Monats", "de", None),
        ("une fin", "fr", None),
    ],
)
def test_ends_that_the_calendar_names(
    text: str, language: str, expected: str | None
) -> None:
    end = parse_end(text, language, "UTC", NOW)
    assert (f"{end:%Y-%m-%d}" if end else None) == expected
