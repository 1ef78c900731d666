"""Marks before a sentence go, where they are no part of it."""

from __future__ import annotations

import pytest

from news.summarise.shape import tidy


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("-5 ferries sail.", "5 ferries sail."),
        ("– 5 ferries sail.", "5 ferries sail."),
        ("• - The ferry sails.", "The ferry sails."),
        # A minus.
        ("-10 °C were measured.", "-10 °C were measured."),
        ("–10 Grad wurden gemessen.", "–10 Grad wurden gemessen."),
        ("-1,5 % sind zu viel.", "-1,5 % sind zu viel."),
        ("-40℃的低温持续。", "-40℃的低温持续。"),
        # What the sentence is about.
        ("https://roe.example is down.", "https://roe.example is down."),
        ("https://roe.example  is down.", "https://roe.example is down."),
        ("https://roe.example Roe is down.", "Roe is down."),
        ("https://roe.example 渡轮停航。", "渡轮停航。"),
    ],
)
def test_marks_before_a_sentence(sentence: str, told: str) -> None:
    assert tidy(sentence, 0) == told
