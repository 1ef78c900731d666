"""Whether a sentence names what the question asks for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from news.answering import read_question
from news.answering.answer_kinds import counts_it, names_answer
from news.faithful.sentence_reading import read

NOW = datetime(2026, 3, 11, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    ("question", "sentence", "named"),
    [
        ("Who runs the mill?", "The mill is run by Greta Holm.", True),
        ("Who runs the mill?", "The mill is old and white.", False),
        ("Who runs the mill?", "The director of the mill spoke.", True),
        ("Who does Greta Holm know?", "There is Greta Holm.", False),
        ("When does the mill open?", "The mill opens in spring.", True),
        ("When does the mill open?", "The mill opens its doors.", False),
        ("How many sacks are there?", "The mill has 40 sacks.", True),
        ("How many sacks are there?", "The mill has sacks.", False),
        ("How many of the 40 sacks burned?", "Of 40 sacks some burned.", False),
        ("How much did the mill cost?", "The mill cost 40 euros.", True),
        ("How much did the mill cost?", "The mill has 40 windows.", False),
        ("What percentage of sacks burned?", "Of the sacks, 12% burned.", True),
        ("What percentage of sacks burned?", "Of the sacks, 12 burned.", False),
        ("Why did the mill close?", "The mill closed because of mice.", True),
        ("Why did the mill close?", "The mill closed its doors.", False),
        ("磨坊为什么关门？", "磨坊因老鼠太多关门。", True),
        ("磨坊什么时候关门？", "磨坊大门紧闭。", False),
        ("磨坊在哪里？", "磨坊位于河边。", True),
        ("磨坊多高？", "磨坊高三十米。", True),
        ("磨坊多高？", "磨坊有三十扇窗。", False),
    ],
)
def test_a_sentence_names_the_kind_of_thing_that_is_asked(
    question: str, sentence: str, named: bool
) -> None:
    asked = read_question(question, now=NOW)
    assert names_answer(asked, read(sentence, asked.language)) is named


@pytest.mark.parametrize(
    ("question", "sentence", "counts"),
    [
        (
            "How many sacks burned?",
            "Fire took 40 full sacks and 3 carts.",
            True,
        ),
        (
            "How many carts burned?",
            "Fire took 40 full boxes of grain, no carts.",
            False,
        ),
        ("烧了多少袋面粉？", "大火烧毁面粉四十袋。", True),
        ("烧了多少辆车？", "大火烧毁面粉四十袋。", False),
        ("Who was hurt?", "Fire took 40 sacks.", False),
    ],
)
def test_a_number_counts_what_is_asked(
    question: str, sentence: str, counts: bool
) -> None:
    asked = read_question(question, now=NOW)
    assert counts_it(asked, read(sentence, asked.language)) is counts
