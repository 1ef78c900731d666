"""How people write times: read as meant, or asked back, never read as another time."""

from __future__ import annotations

import tomllib
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.calendar_names import Width, day_names
from news.errors import ScheduleError
from news.models import Schedule, WeekSchedule
from news.schedule import (
    format_schedule,
    parse_schedule,
    parse_span,
    parse_time,
)
from news.schedule.lexer import MAX_TEXT
from news.schedule.vocabulary import LANGUAGES, vocabulary

SAID = tomllib.loads((Path(__file__).parent / "said.toml").read_text("utf-8"))
CASES = [
    (language, text, kept)
    for language, cases in SAID.items()
    for text, kept in cases
]


def read(text: str, language: str = "en") -> str:
    """Return the schedule, or a question mark with the reason of the refusal."""
    try:
        return format_schedule(parse_schedule(text, language))
    except ScheduleError as error:
        return f"? {error.details['why']}"


@pytest.mark.parametrize(("language", "text", "kept"), CASES)
def test_people_are_understood_or_asked(
    language: str, text: str, kept: str
) -> None:
    assert read(text, language) == kept


@pytest.mark.parametrize(("language", "text", "kept"), CASES)
def test_another_language_never_reads_something_else(
    language: str, text: str, kept: str
) -> None:
    """A Berlin reader who writes English is understood or asked; only a word of the own language may go before."""
    own = {
        "Do 8:00",
        "Di 7:00",
        "di 9h",
        "DO 10:00",
        "Do 20 Uhr",
        "8 am Montag",
    }
    for other in SAID:
        answer = read(text, other)
        assert answer.startswith("?") or answer == kept or text in own, (
            other,
            answer,
        )


@given(
    st.lists(st.integers(0, 1439), min_size=1, max_size=5, unique=True),
    st.sets(st.integers(0, 6), min_size=1),
    st.integers(0, 1439),
)
@settings(max_examples=100)
def test_what_is_kept_is_read_back(
    minutes: list[int], days: set[int], other: int
) -> None:
    first = Schedule(tuple(sorted(minutes)), frozenset(days))
    assert parse_schedule(format_schedule(first)) == first
    rest = frozenset(range(7)) - first.days
    if rest and first.minutes != (other,):
        parts = sorted(
            (first, Schedule((other,), rest)), key=lambda part: min(part.days)
        )
        whole = WeekSchedule(tuple(parts))
        assert parse_schedule(format_schedule(whole)) == whole


@pytest.mark.parametrize(
    "locale", ["es", "de", "fr", "ja", "ru", "zh_Hans", "zh_Hant", "en"]
)
@pytest.mark.parametrize("width", ["abbreviated", "wide"])
def test_names_of_days_are_the_languages_own(locale: str, width: Width) -> None:
    for day, name in day_names(locale, width).items():
        assert parse_schedule(f"{name} 8:00", locale) == Schedule(
            (480,), frozenset({day})
        )


@pytest.mark.parametrize(
    ("text", "language", "minute"),
    [("6:30 pm", "en", 1110), ("halb neun", "de", 510), ("晚上八点半", "zh-Hans", 1230), ("à 7h", "fr", 420)],
)  # fmt: skip
def test_one_time(text: str, language: str, minute: int) -> None:
    assert parse_time(text, language) == minute


@pytest.mark.parametrize("text", ["", "8 9", "mon 8", "x"])
def test_what_is_not_one_time_is_refused(text: str) -> None:
    with pytest.raises(ScheduleError):
        parse_time(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("22:00 07:00", "en"), ("22-7", "en"), ("from 10 pm to 7 am", "en"), ("10pm till 7", "en"), ("22 到 7", "zh-Hans"), ("晚上10点到早上7点", "zh-Hans"),
        ("晚上十點至早上七點", "zh-Hant"), ("von 22 bis 7 Uhr", "de"), ("de 22h à 7h", "fr"), ("de las 22 a las 7", "es"), ("с 22 до 7", "ru"), ("夜10時から朝7時まで", "ja"),
    ],
)  # fmt: skip
def test_two_times_as_people_write_them(text: str, language: str) -> None:
    assert parse_span(text, language) == (22 * 60, 7 * 60)


@pytest.mark.parametrize("text", ["", "22", "7 8 9", "quiet"])
def test_what_is_not_two_times_is_refused(text: str) -> None:
    with pytest.raises(ScheduleError):
        parse_span(text)


def test_a_text_without_end_is_refused_at_once() -> None:
    for text in ("8 " * MAX_TEXT, "周" * 100_000, "mon " * 100_000):
        with pytest.raises(ScheduleError) as caught:
            parse_schedule(text)
        assert len(caught.value.details["text"]) < 100  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_means_two_days_in_one_language(language: str) -> None:
    for word, meanings in vocabulary(language).words.items():
        days = [numbers for kind, numbers in meanings if kind == "day"]
        assert all(left == right for left, right in combinations(days, 2)), word
