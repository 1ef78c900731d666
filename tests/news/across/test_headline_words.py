"""Words of a headline, cut once for several rules."""

from __future__ import annotations

import pytest

from news.across.headline_words import bare_word, headline_words
from news.across.places import countries


def test_words_are_runs_of_letters_as_they_are_written() -> None:
    assert headline_words("Rio's mayor, 52, in São Paulo") == (
        "Rio",
        "s",
        "mayor",
        "in",
        "São",
        "Paulo",
    )


@pytest.mark.parametrize(
    ("word", "bare"),
    [("Perú", "peru"), ("STRASSE", "strasse"), ("東京", "东京")],
)
def test_a_bare_word_is_folded_and_has_no_accents(word: str, bare: str) -> None:
    assert bare_word(word) == bare


def test_a_sign_that_becomes_letters_shifts_no_name_of_two_words() -> None:
    # Folded at once, № is two letters, and each word would stand beside another.
    assert countries("№ 5: South Sudan") == {"SS"}
