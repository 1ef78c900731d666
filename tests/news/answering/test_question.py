"""What a question asks for: its kind, its words, names, numbers and time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from news.answering import is_question, read_question

NOW = datetime(2026, 3, 11, 6, tzinfo=UTC)
"""A Wednesday; in Shanghai it is 14:00."""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("谁设计了这座塔？", "who"),
        ("新码头什么时候开工", "when"),
        ("有多少名工人参加？", "how-many"),
        ("游客为什么排队？", "why"),
        ("展览在哪里举行？", "where"),
        ("會議什麼時候結束？", "when"),
        ("Who painted the tower?", "who"),
        ("When does the pier open?", "when"),
        ("How many workers joined?", "how-many"),
        ("Why do visitors wait?", "why"),
        ("Where is the show held?", "where"),
        ("What did the council decide?", "what"),
        ("Wer malte den Turm?", "who"),
        ("Pourquoi les visiteurs attendent-ils ?", "why"),
        ("¿Cuántos obreros hay en el puerto?", "how-many"),
        ("Где пройдёт выставка?", "where"),
        ("展覧会はいつ終わりますか", "when"),
    ],
)
def test_the_kind_of_answer(text: str, kind: str) -> None:
    assert read_question(text, now=NOW).kind == kind


def test_words_that_ask_are_not_searched_for() -> None:
    assert read_question(
        "How many gulls nest on the pier?", now=NOW
    ).search_words == (
        "gull",
        "nest",
        "pier",
    )
    words = read_question("新码头一共花了多少元？", now=NOW).search_words
    assert "码头" in words
    assert not {"多少", "一共"} & set(words)


def test_names_and_numbers_are_kept_apart() -> None:
    question = read_question(
        "Why did Harborview close 3 schools on May 4?", now=NOW
    )
    assert question.names == ("harborview",)
    assert question.numbers == {3}
    assert question.days == {(5, 4)}
    assert "3" not in question.search_words


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("What burned yesterday?", "2026-03-09T16:00", "2026-03-11T16:00"),
        ("昨天哪里着火了？", "2026-03-09T16:00", "2026-03-11T16:00"),
        ("上周谁赢了？", "2026-03-01T16:00", "2026-03-09T16:00"),
        ("Who won last week?", "2026-03-01T16:00", "2026-03-09T16:00"),
        ("Who won this month?", "2026-02-28T16:00", "2026-03-11T16:00"),
        ("上个月谁赢了？", "2026-01-31T16:00", "2026-03-01T16:00"),
    ],
)
def test_a_time_is_a_span_in_the_askers_zone(
    text: str, start: str, end: str
) -> None:
    span = read_question(text, now=NOW, zone="Asia/Shanghai").span
    assert span is not None
    assert span.start == datetime.fromisoformat(f"{start}+00:00")
    assert span.end == datetime.fromisoformat(f"{end}+00:00")


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("when does it open", True),
        ("Opens in May?", True),
        ("什么时候开", True),
        ("thanks a lot", False),
        ("谢谢", False),
        ("I know who you are", False),
        ("", False),
    ],
)
def test_what_is_a_question(text: str, asks: bool) -> None:
    assert is_question(text) is asks


def test_a_long_question_is_cut() -> None:
    question = read_question("gull " * 5000, now=NOW)
    assert len(question.text) <= 300
    assert question.search_words == ("gull",)


@pytest.mark.parametrize("text", ["qué pasó ayer", "que s'est-il passé hier"])
def test_yesterday_is_a_day_in_every_zone(text: str) -> None:
    span = read_question(text, now=NOW, zone="Asia/Shanghai").span
    assert span is not None
    assert span.start == datetime(2026, 3, 9, 16, tzinfo=UTC)
