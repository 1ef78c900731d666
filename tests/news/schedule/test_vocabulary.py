from __future__ import annotations

import pytest

from news.schedule.vocabulary import LANGUAGES, vocabulary

FEW = 12
"""Ranges of letters in one pattern."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_ends_of_words_are_no_part_of_each_word(language: str) -> None:
    """Python compiles each range of letters anew: with two a word, a language's first message took a second."""
    pattern = vocabulary(language).pattern.pattern
    assert pattern.count(r"\u3400-\u9fff") <= FEW


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "8pm发", "pm"),
        ("en", "apm", None),
        ("en", "pms", None),
        ("de", "20uhr", "uhr"),
        ("de", "mo. 8", "mo."),
        ("de", "mo.8", "mo."),
        ("zh", "晚上a", "晚上"),
        ("ru", "пнx", None),
    ],
)
def test_letters_may_not_go_on_at_the_ends_of_a_word(
    language: str, text: str, found: str | None
) -> None:
    match = vocabulary(language).pattern.search(text)
    assert (match and match[0]) == found
