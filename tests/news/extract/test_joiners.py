"""Joiners inside words stay: Persian and Indian words are written with them."""

from __future__ import annotations

import pytest

from news.extract.joiners import restore
from news.extract.page_elements import clean


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("کتاب\u200cها  را", "کتاب\u200cها را"),
        ("क्\u200dया", "क्\u200dया"),
        ("👩\u200d🚒 hilft", "👩\u200d🚒 hilft"),
        # Elsewhere they are blanks that mail and advertising put in.
        ("mill\u200c\u200cturns", "mill turns"),
        ("\u200cmill\u200d", "mill"),
        ("کتاب\u200c ها", "کتاب ها"),
    ],
)
def test_blanks_are_folded_and_joiners_within_words_kept(
    text: str, expected: str
) -> None:
    assert clean(text) == expected


def test_a_text_is_spelt_as_its_page_spells_it() -> None:
    lines = ["او می\u200cنویسد و می\u200cخواند.", "mill"]
    assert restore("او مینویسد و\nmill", lines) == "او می\u200cنویسد و\nmill"
