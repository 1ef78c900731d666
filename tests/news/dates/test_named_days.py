"""Days that a word names."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from news.dates import parse_date

# A Saturday.
NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("昨晚9点40分", "2026-03-13T21:40"),
        # The part of the day says which half a clock of twelve hours is in.
        ("gestern Abend 9:05", "2026-03-13T21:05"),
        ("gestern Nachmittag um 3:20 Uhr", "2026-03-13T15:20"),
        ("gestern Abend um 21:05 Uhr", "2026-03-13T21:05"),
        ("gestern Nacht 1:05", "2026-03-13T01:05"),
        ("yesterday evening at 9:05", "2026-03-13T21:05"),
        ("yesterday morning at 9:05", "2026-03-13T09:05"),
        ("9:05 yesterday evening", "2026-03-13T21:05"),
        ("9:05 Uhr gestern Abend", "2026-03-13T21:05"),
        ("9:05 yesterday", "2026-03-13T09:05"),
        ("hier soir à 9h05", "2026-03-13T21:05"),
        ("hier, 9h05 du soir", "2026-03-13T21:05"),
        ("ayer por la tarde a las 3:20", "2026-03-13T15:20"),
        ("ontem à noite às 9:05", "2026-03-13T21:05"),
        ("ieri sera alle 9:05", "2026-03-13T21:05"),
        ("вчера вечером в 9:05", "2026-03-13T21:05"),
        ("вчера в 9:05 вечера", "2026-03-13T21:05"),
        ("wczoraj wieczorem o 9:05", "2026-03-13T21:05"),
        ("i går kväll 9:05", "2026-03-13T21:05"),
        ("大前天", "2026-03-11T00:00"),
        ("the day before yesterday at 9:05", "2026-03-12T09:05"),
        ("пазаўчора", "2026-03-12T00:00"),
        ("今早 8:15", "2026-03-14T08:15"),
        ("昨夜 11:05", "2026-03-13T23:05"),
        ("今晨6:30", "2026-03-14T06:30"),
        # The sign alone is part of other words: "as of now", "the year before".
        ("迄今 8:15", None),
        ("昨年 8:15", None),
        ("wczoraj, 19:25", "2026-03-13T19:25"),
        ("Gisteren om 19:25", "2026-03-13T19:25"),
        ("ieri sera alle 19:25", "2026-03-13T19:25"),
        ("hier soir à 19h25", "2026-03-13T19:25"),
        ("i går kl. 19.25", "2026-03-13T19:25"),
        ("hoy 7:25", "2026-03-14T07:25"),
        ("Publicado ayer a las 19:25", "2026-03-13T19:25"),
        # Surnames.
        ("By Chris Hoy", None),
        ("By Jane Ayer", None),
        ("By Aditi Gaur", None),
        ("In Eile geschrieben", None),
        ("dün 19:25", "2026-03-13T19:25"),
        ("kemarin 19:25", "2026-03-13T19:25"),
        ("förrgår 19:25", "2026-03-12T19:25"),
        ("сьогодні, 07:25", "2026-03-14T07:25"),
        ("آج 07:25", "2026-03-14T07:25"),
        ("14:05 hôm qua", "2026-03-13T14:05"),
        ("Published yesterday", "2026-03-13T00:00"),
        ("Ann Doe · gestern", "2026-03-13T00:00"),
        ("更新于昨天", "2026-03-13T00:00"),
        # Papers called so, and sentences that begin so.
        ("Foto: Danas", None),
        ("Photo by USA Today", None),
        ("Today in parliament", None),
        ("记者今天从市交通局获悉", None),
    ],
)
def test_a_day_near_now(text: str, expected: str | None) -> None:
    found = parse_date(text, now=NOW)
    assert (found and found.isoformat()[:16]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thursday at 9:30 PM", "2026-03-12T21:30"),
        ("Posted: Donnerstag, 21:30 Uhr", "2026-03-12T21:30"),
        ("发布于：周四 21:30", "2026-03-12T21:30"),
        ("星期日 08:10", "2026-03-08T08:10"),
        ("上周四 下午4点", "2026-03-05T16:00"),
        ("本周四 下午4点", "2026-03-12T16:00"),
        # Today, but later than now: the week before.
        ("Saturday, 11:59", "2026-03-14T11:59"),
        ("Saturday, 12:01", "2026-03-07T12:01"),
        ("Fri, 9:30 AM", "2026-03-13T09:30"),
        ("Last updated: Thursday 9:30 PM", "2026-03-12T21:30"),
        # Opening hours, an event, scores, a word that is no weekday.
        ("Kick-off: Thursday 9:30 PM", None),
        ("集合：周四 21:30", None),
        ("Sun 3:15", None),
        ("Mar 10:30", None),
        ("Thursday 9:30 AM - 5 PM", None),
        ("Thursday 9:30, town hall", None),
        ("Chapter 9:30", None),
        ("Thursday", None),
    ],
)
def test_a_weekday_with_its_time(text: str, expected: str | None) -> None:
    found = parse_date(text, now=NOW)
    assert (found and found.isoformat()[:16]) == expected


def test_a_day_and_month_go_before_the_weekday_beside_them() -> None:
    found = parse_date("3月10日 周二 16:20", now=NOW)
    assert found
    assert found.isoformat()[:16] == "2026-03-10T16:20"


@pytest.mark.parametrize(
    ("zone", "expected"),
    [
        ("Europe/Budapest", "2026-03-14T07:25"),
        ("Europe/Helsinki", None),
        ("", None),
    ],
)
def test_hungarian_today_is_read_in_hungarian_alone(
    zone: str, expected: str | None
) -> None:
    found = parse_date("ma 07:25", zone=zone, now=NOW)
    assert (found and found.isoformat()[:16]) == expected
