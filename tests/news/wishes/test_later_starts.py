"""What is to begin on a later day is told from what is wanted now, in each language."""

from __future__ import annotations

from importlib.resources import files

import pytest

from news.schedule.vocabulary import LANGUAGES
from news.toml_tables import read_table
from news.wishes.later_starts import begins_later


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "music but not from tuesday"),
        ("en", "After Thursday no more health news"),
        ("en", "from the 12th on only tech"),
        ("en", "follow science as of next month"),
        ("en", "from sunday on at 9"),
        ("de", "ab Dienstag kein Sport mehr"),
        ("de", "Gesundheit ab Mittwoch abbestellen"),
        ("de", "Politik, aber nicht vor Samstag"),
        ("de", "von Montag an um 9"),
        ("fr", "plus de sport à partir de mardi"),
        ("fr", "la santé, mais pas avant lundi"),
        ("es", "a partir del martes nada de política"),
        ("es", "salud pero no desde el jueves"),
        ("ru", "со вторника без спорта"),
        ("ru", "здоровье, но не раньше пятницы"),
        ("ja", "火曜からスポーツはいらない"),
        ("zh-Hans", "从周三起不要体育"),
        ("zh-Hant", "禮拜三開始不要體育"),
        ("ru", "no politics starting friday"),
    ],
)
def test_a_change_for_a_later_day_is_recognised(locale: str, text: str) -> None:
    assert begins_later(text, locale) == "change"


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "pause, starting on thursday"),
        ("de", "ab Donnerstag bitte pausieren"),
        ("fr", "mets en pause dès samedi"),
        ("es", "pausa a partir del sábado"),
        ("zh-Hans", "从周四开始暂停"),
    ],
)
def test_a_pause_for_a_later_day_is_recognised(locale: str, text: str) -> None:
    assert begins_later(text, locale) == "pause"


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "sports from tuesday to friday at 8"),
        ("en", "show me the news from monday"),
        ("en", "what happened from monday on"),
        ("en", "no sports"),
        ("en", "starting tomorrow send it at 9"),
        ("en", "on mondays at 9"),
        ("en", "Nvidia shares fall after Monday"),
        ("de", "Sport von Dienstag bis Freitag"),
        ("de", "was gab es neues ab Montag"),
        ("fr", "le sport de mardi à vendredi"),
        ("es", "noticias desde el martes"),
        ("ru", "спорт со вторника по пятницу"),
        ("ru", "что нового с понедельника"),
        ("ja", "火曜から金曜までスポーツ"),
        ("ja", "月曜からのニュース"),
        ("zh-Hans", "周二到周五体育"),
        ("en", "from friday on no politics " * 10),
    ],
)
def test_what_is_wanted_now_or_is_past_begins_on_no_later_day(
    locale: str, text: str
) -> None:
    assert begins_later(text, locale) == ""


def test_each_language_has_its_words() -> None:
    table = read_table(files("news.wishes") / "later_starts.toml")
    assert set(table) == set(LANGUAGES)
