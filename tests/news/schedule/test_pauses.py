"""Pauses as people write them: until when, from when on, and between two days."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from news.schedule import pause_days
from news.schedule.pauses import (
    LONGEST,
    find_pause,
    parse_pause,
)

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)
"""A Wednesday, noon in Cairo."""
ZONE = "Africa/Cairo"


def written(second: int) -> str:
    """Write a moment; 0 and now are dashes."""
    if second in (0, NOW.timestamp()):
        return "-"
    return f"{datetime.fromtimestamp(second, ZoneInfo(ZONE)):%m-%d %H:%M}"


def read(text: str, language: str) -> str:
    pause = parse_pause(text, language, ZONE, NOW)
    if pause is None:
        return "none"
    return f"{written(pause.begin)} {written(pause.end)}"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "from Saturday to Tuesday", "11-28 00:00 12-02 00:00"),
        ("en", "Saturday to Tuesday", "11-28 00:00 12-02 00:00"),
        ("en", "from Saturday until Tuesday", "11-28 00:00 12-01 00:00"),
        (
            "en",
            "from Saturday 17:00 to Tuesday 9:00",
            "11-28 17:00 12-01 09:00",
        ),
        ("en", "from tomorrow for two weeks", "11-26 00:00 12-10 00:00"),
        ("en", "21 to 28 December", "12-21 00:00 12-29 00:00"),
        ("en", "Dec 21 - Jan 2", "12-21 00:00 01-03 00:00"),
        ("en", "2026-12-21 - 2026-12-28", "12-21 00:00 12-29 00:00"),
        ("en", "today to Saturday", "- 11-29 00:00"),
        ("en", "from 30 to 2 January", "12-30 00:00 01-03 00:00"),
        ("en", "for 3 days from Saturday", "11-28 00:00 12-01 00:00"),
        ("de", "ab Samstag eine Woche", "11-28 00:00 12-05 00:00"),
        ("de", "eine Woche ab Samstag", "11-28 00:00 12-05 00:00"),
        ("ru", "на неделю с субботы", "11-28 00:00 12-05 00:00"),
        # The 24th was yesterday.
        ("de", "vom 24. bis zum 26.", "12-24 00:00 12-27 00:00"),
        ("fr", "du 24 au 26", "12-24 00:00 12-27 00:00"),
        ("fr", "du 8 au 10", "12-08 00:00 12-11 00:00"),
        ("ja", "24日から26日まで", "12-24 00:00 12-27 00:00"),
        (
            "zh-Hans",
            "从十二月二十四号开始，到一月六号",
            "12-24 00:00 01-07 00:00",
        ),
        # It began a few days ago, and not a year from now.
        ("en", "20 Nov to 2 Dec", "- 12-03 00:00"),
        ("de", "vom 20.11. bis 2.12.", "- 12-03 00:00"),
        ("de", "von Samstag bis Dienstag", "11-28 00:00 12-02 00:00"),
        ("de", "vom 21. bis 28. Dezember", "12-21 00:00 12-29 00:00"),
        ("de", "21.12.-28.12.", "12-21 00:00 12-29 00:00"),
        ("de", "ab übermorgen für 3 Tage", "11-27 00:00 11-30 00:00"),
        ("fr", "de samedi à mardi", "11-28 00:00 12-02 00:00"),
        ("fr", "du 21 au 28 décembre", "12-21 00:00 12-29 00:00"),
        ("es", "de sábado a martes", "11-28 00:00 12-02 00:00"),
        ("es", "del 21 al 28 de diciembre", "12-21 00:00 12-29 00:00"),
        ("ru", "с субботы до вторника", "11-28 00:00 12-01 00:00"),
        ("ru", "с 21 по 28 декабря", "12-21 00:00 12-29 00:00"),
        ("ru", "с 21.12 по 28.12", "12-21 00:00 12-29 00:00"),
        ("zh-Hans", "从周六到周二", "11-28 00:00 12-02 00:00"),
        ("zh-Hans", "12月21日到28日", "12-21 00:00 12-29 00:00"),
        ("zh-Hans", "周六起五天", "11-28 00:00 12-03 00:00"),
        ("zh-Hant", "從週六到週二", "11-28 00:00 12-02 00:00"),
        ("ja", "土曜から火曜まで", "11-28 00:00 12-02 00:00"),
        ("ja", "土曜から3日間", "11-28 00:00 12-01 00:00"),
        ("ja", "12月21日から28日まで", "12-21 00:00 12-29 00:00"),
    ],
)
def test_a_first_and_a_last_day(
    language: str, text: str, expected: str
) -> None:
    assert read(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "from Saturday", "11-28 00:00 -"),
        ("en", "starting December 21", "12-21 00:00 -"),
        ("de", "ab Samstag", "11-28 00:00 -"),
        ("es", "a partir de mañana", "11-26 00:00 -"),
        ("fr", "à partir de demain", "11-26 00:00 -"),
        ("ru", "с завтрашнего дня", "11-26 00:00 -"),
        ("zh-Hans", "从明天开始", "11-26 00:00 -"),
        ("ja", "明日から", "11-26 00:00 -"),
        ("en", "from today", "- -"),
    ],
)
def test_a_first_day_alone_has_no_end(
    language: str, text: str, expected: str
) -> None:
    assert read(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "on Saturday", "11-28 00:00 11-29 00:00"),
        ("en", "on 21 December", "12-21 00:00 12-22 00:00"),
        ("de", "am Samstag", "11-28 00:00 11-29 00:00"),
        ("en", "the weekend", "11-28 00:00 11-30 00:00"),
        ("en", "on the weekend", "11-28 00:00 11-30 00:00"),
        ("zh-Hans", "周末", "11-28 00:00 11-30 00:00"),
        # Within such days it has begun.
        ("en", "weekdays", "- 11-28 00:00"),
    ],
)
def test_days_that_are_the_whole_pause(
    language: str, text: str, expected: str
) -> None:
    assert read(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "3 days", "- 11-28 12:00"),
        ("en", "until Monday", "- 11-30 00:00"),
        ("en", "2026-12-21", "- 12-21 00:00"),
        ("de", "bis 24.12", "- 12-24 00:00"),
        ("ru", "до 24.12", "- 12-24 00:00"),
        ("de", "bis 21.12", "- 12-21 00:00"),
        ("de", "bis 21.30", "- 11-25 21:30"),
        ("zh-Hans", "到周一", "- 11-30 00:00"),
        ("ja", "3日間", "- 11-28 12:00"),
    ],
)
def test_an_end_alone_begins_now(
    language: str, text: str, expected: str
) -> None:
    assert read(text, language) == expected


@pytest.mark.parametrize(
    "text",
    [
        "from 8",
        "from now on",
        "from Saturday to the moon",
        "from 28 December 2027 to 21 December 2027",
        "Monday, Wednesday",
        "every day",
        "x" * (LONGEST + 1),
    ],
)
def test_other_words_are_no_pause(text: str) -> None:
    assert parse_pause(text, "en", ZONE, NOW) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # Each week again.
        ("en", "every weekend"),
        ("en", "weekends"),
        ("de", "jedes Wochenende"),
        ("fr", "tous les week-ends"),
        ("es", "los fines de semana"),
        ("ru", "по выходным"),
        ("zh-Hans", "每周末"),
        # Hours, or days.
        ("en", "from 8 to 10"),
        ("en", "8-10"),
        ("de", "von 8 bis 10"),
        ("es", "de 8 a 10"),
        ("ru", "с 8 до 10"),
        # A length, which begins at no two o'clock and on no second.
        ("en", "2 to 3 weeks"),
        ("de", "zwei bis drei Wochen"),
        ("es", "de 2 a 3 días"),
        ("zh-Hans", "三到五天"),
    ],
)
def test_what_may_be_something_else_is_no_pause(
    language: str, text: str
) -> None:
    assert parse_pause(text, language, ZONE, NOW) is None


def test_a_sentence_of_separators_costs_little(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read: list[str] = []

    def end(text: str, *_: object) -> None:
        read.append(text)

    monkeypatch.setattr(pause_days, "parse_end", end)
    signs = "起到从我至开始后你之"
    mixed = "".join(signs[place**3 % 11 % 10] for place in range(1_000))
    for text in (mixed, "到" * 1_000, "- " * 1_000):
        assert find_pause(text, "zh-Hans", ZONE, NOW) is None
    # Thousands, once.
    assert len(read) < 1_000


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "please pause from Saturday to Tuesday, thanks", "11-28 12-02"),
        ("en", "I'm on holiday from Monday for two weeks", "11-30 12-14"),
        ("de", "Pause ab Montag bitte", "11-30 -"),
        # With its end, wherever that stands.
        ("de", "Pause ab Samstag eine Woche", "11-28 12-05"),
        ("en", "pause for a week from Saturday", "11-28 12-05"),
        (
            "en",
            "I will be away with all of the family at the sea, so please pause "
            "from 1 December to 15 December",
            "12-01 12-16",
        ),
        (
            "zh-Hans",
            "我要出差了，大概从十二月二十四号开始暂停，到一月六号",
            "12-24 01-07",
        ),
        ("fr", "mets en pause à partir de lundi", "11-30 -"),
        ("ru", "поставь на паузу с понедельника", "11-30 -"),
        ("zh-Hans", "从周六暂停到周二", "11-28 12-02"),
        ("zh-Hans", "明天开始先停三天", "11-26 11-29"),
        ("ja", "来週から配信止めてほしい", "11-30 -"),
        # These begin now.
        ("en", "pause until Monday", "none"),
        ("en", "nothing from you for a week", "none"),
    ],
)
def test_a_later_pause_is_found_in_a_sentence(
    language: str, text: str, expected: str
) -> None:
    pause = find_pause(text, language, ZONE, NOW)
    days = (
        " ".join(written(day)[:5] for day in (pause.begin, pause.end))
        if pause
        else "none"
    )
    assert days == expected
