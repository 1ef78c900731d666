"""Moments relative to now."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from news.dates import parse_date

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vor 3 Stunden", "2026-11-25T09:00:00+00:00"),
        ("hace 2 días", "2026-11-23T12:00:00+00:00"),
        ("il y a 5 minutes", "2026-11-25T11:55:00+00:00"),
        ("2 часа назад", "2026-11-25T10:00:00+00:00"),
        ("an hour ago", "2026-11-25T11:00:00+00:00"),
        ("gestern, 15:30 Uhr", "2026-11-24T15:30:00+00:00"),
        ("hier à 08h30", "2026-11-24T08:30:00+00:00"),
        ("Вчера, 15:30", "2026-11-24T15:30:00+00:00"),
        ("avant-hier", "2026-11-23T00:00:00+00:00"),
        ("just now", "2026-11-25T12:00:00+00:00"),
        ("только что", "2026-11-25T12:00:00+00:00"),
        ("3 hrs. ago", "2026-11-25T09:00:00+00:00"),
        ("1 day, 3 hours ago", "2026-11-24T09:00:00+00:00"),
        ("1 week, 1 day, 1 hour and 1 minute ago", "2026-11-17T10:59:00+00:00"),
        ("1天，2小时，3分钟前", "2026-11-24T09:57:00+00:00"),
        ("2mons ago", "2026-09-26T12:00:00+00:00"),
        ("2小时15分钟前", "2026-11-25T09:45:00+00:00"),
        ("两小时前", "2026-11-25T10:00:00+00:00"),
        ("一个月前", "2026-10-26T12:00:00+00:00"),
        ("2个月前", "2026-09-26T12:00:00+00:00"),
        ("几秒前", "2026-11-25T12:00:00+00:00"),
        ("Publicado hace unos segundos", "2026-11-25T12:00:00+00:00"),
        # Days ago, with the time behind them.
        ("4天前 09:40", "2026-11-21T09:40:00+00:00"),
        ("2 days ago at 9:40 pm", "2026-11-23T21:40:00+00:00"),
        ("vor 3 Tagen, 18:20 Uhr", "2026-11-22T18:20:00+00:00"),
        # Twelve hours: a numeral of two characters is not read by its last.
        ("十二小时前", None),
        ("the cashier", None),
    ],
)
def test_told_from_now(text: str, expected: str | None) -> None:
    found = parse_date(text, now=NOW)
    assert (found and found.isoformat()) == expected


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Publié hier à 21h05", "", "2026-11-24T21:05:00+00:00"),
        ("hier, 18:20", "fr-CA", "2026-11-24T18:20:00+00:00"),
        ("Uhrzeit hier 16:20", "", None),
        ("Mehr dazu hier", "de", None),
        ("Lees hier verder", "nl", None),
        # A day by which something is due, not a distance.
        ("4日前提交", "zh", None),
        ("6月前完成", "zh-Hant", None),
        ("4日前", "ja", "2026-11-21T12:00:00+00:00"),
        ("4天前", "zh", "2026-11-21T12:00:00+00:00"),
    ],
)
def test_words_of_other_languages_are_no_distance(
    text: str, language: str, expected: str | None
) -> None:
    found = parse_date(text, now=NOW, language=language)
    assert (found and found.isoformat()) == expected


def test_a_day_before_which_something_is_due_keeps_its_month() -> None:
    found = parse_date("请于9月18日前报名", now=NOW, language="zh")
    assert found
    assert found.isoformat() == "2026-09-18T00:00:00+00:00"
