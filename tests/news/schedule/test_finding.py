"""The times within a sentence: where they stand, how sure they are, and which hour may complete them."""

from __future__ import annotations

import pytest

from news.schedule import format_schedule
from news.schedule.finding import find_times, with_time, without_day


@pytest.mark.parametrize(
    ("language", "text", "phrases"),
    [
        ("en", "Chess every Sunday at 9 pm, please", [("every Sunday at 9 pm", "sure")]),
        ("en", "on weekdays send me tech at 8", [("on weekdays", "likely"), ("at 8", "likely")]),
        ("en", "tech every morning", [("every morning", "likely")]),
        ("ja", "ドラマを夜10時に", [("夜10時", "likely")]),
        ("en", "Science Daily", [("Daily", "weak")]),
        ("en", "Windows 11 and Formula 1", []),
        ("en", "tomorrow at 8", []),
        ("en", "at 6 and 9 pm", [("at 6 and 9 pm", "likely")]),
        ("de", "Fußball: täglich um halb neun!", [("täglich um halb neun", "sure")]),
        ("zh-Hans", "每天八点半导体", [("每天八点", "sure")]),
        ("zh-Hans", "每天八点半足球", [("每天八点半", "sure")]),
        ("zh-Hans", "给我一点科技新闻", []),
        ("zh-Hant", "給我一點時間", []),
        ("zh-Hans", "到一点", [("一点", "likely")]),
        ("zh-Hans", "每天一点给我科技", [("每天一点", "sure")]),
        ("zh-Hant", "每週六上午十點發給我", [("每週六上午十點", "sure")]),
        ("ja", "毎朝8時に日経", [("毎朝8時", "sure")]),
        ("ru", "ещё новости в 8 утра", [("в 8 утра", "likely")]),
    ],
)  # fmt: skip
def test_times_are_found_in_the_persons_own_letters(
    language: str, text: str, phrases: list[tuple[str, str]]
) -> None:
    found = find_times(text, language)
    assert [(time.text, time.strength) for time in found] == phrases
    assert all(text[time.start : time.end] == time.text for time in found)


@pytest.mark.parametrize(
    ("language", "phrase", "minute", "schedule"),
    [
        ("en", "every morning", 480, "08:00"),
        ("en", "every morning", 1200, None),
        ("en", "weekdays", 1200, "20:00 weekdays"),
        ("zh-Hans", "每天晚上", 1200, "20:00"),
        ("zh-Hans", "每天晚上", 720, None),
        ("ja", "毎朝", 420, "07:00"),
        ("ru", "каждое утро", 540, "09:00"),
        ("en", "chess", 540, None),
    ],
)
def test_an_hour_completes_a_phrase_that_may_mean_it(
    language: str, phrase: str, minute: int, schedule: str | None
) -> None:
    meant = with_time(phrase, minute, language)
    assert (format_schedule(meant) if meant else None) == schedule


@pytest.mark.parametrize(
    ("language", "phrase", "schedule"),
    [
        ("en", "tomorrow at 8", "08:00"),
        ("zh-Hans", "明天早上八点", "08:00"),
        ("ja", "明日の朝8時", "08:00"),
        ("de", "morgen um halb neun", "08:30"),
        ("fr", "demain à 18h", "18:00"),
        # The evening is part of the day's own word.
        ("zh-Hans", "今晚8点", "20:00"),
        ("en", "tonight at 8", "20:00"),
        ("es", "esta noche a las 8", "20:00"),
        ("fr", "ce soir à 8h", "20:00"),
        ("ja", "今夜8時", "20:00"),
        ("ru", "сегодня вечером в 8", "20:00"),
        ("de", "heute Abend um 8", "20:00"),
        ("en", "every day at 8", ""),
    ],
)
def test_the_hour_of_one_day_may_be_meant_for_each(
    language: str, phrase: str, schedule: str
) -> None:
    assert without_day(phrase, language) == schedule
