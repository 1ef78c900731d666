"""One model of a word."""

from __future__ import annotations

import pytest
import snowballstemmer
from hypothesis import given, settings
from hypothesis import strategies as st
from snowballstemmer.english_stemmer import EnglishStemmer
from snowballstemmer.french_stemmer import FrenchStemmer
from snowballstemmer.german_stemmer import GermanStemmer
from snowballstemmer.russian_stemmer import RussianStemmer
from snowballstemmer.spanish_stemmer import SpanishStemmer

from news.words import (
    content_words,
    display_width,
    fold,
    search_words,
    simplify,
    stem,
    surface_words,
    words,
)


def test_traditional_and_simplified_are_one() -> None:
    assert words("臺灣記者報導") == words("台湾记者报导")
    assert simplify("plain") == "plain"
    assert fold("ＡＢＣ　ＡＩ") == "abc ai"


@pytest.mark.parametrize(
    ("language", "slow", "written"),
    [
        ("en", EnglishStemmer, "bridges flooding generously sky's élysée"),
        ("de", GermanStemmer, "häuser überschwemmungen größte außenminister"),
        ("fr", FrenchStemmer, "élections présidentielles aujourd'hui naïveté"),
        ("es", SpanishStemmer, "inundaciones dijeron después pingüinos"),
        ("ru", RussianStemmer, "наводнения министрами съёмках ёлки"),
    ],
)
def test_the_quick_stemmers_find_the_same_stems(
    language: str, slow: type, written: str
) -> None:
    # Those written in Python take twenty times as long.
    assert snowballstemmer.stemmer.__module__ == "Stemmer"
    for word in written.split():
        assert stem(word, language) == slow().stemWord(word)


def test_words_are_cut_and_stemmed() -> None:
    assert words("running studies", "en") == ["run", "studi"]
    assert words("Häuser", "de") == words("hauser", "de") or words(
        "Häuser", "de"
    )[0].startswith("h")
    assert "68.6" in words("上海68.6万名")
    assert words("党员报到")[0] == "党员"


def test_signs_on_letters_belong_to_the_word() -> None:
    assert words("मुंबई में आग") == ["मुंबई", "में", "आग"]
    assert surface_words("ঢাকায় আগুন") == ["ঢাকায়", "আগুন"]
    assert surface_words("சென்னை மழை") == ["சென்னை", "மழை"]
    assert surface_words("مُحَمَّد صلاح") == ["مُحَمَّد", "صلاح"]
    assert surface_words("l'été, 5.5") == ["l'été", "5.5"]


def test_content_words_leave_out_what_says_nothing() -> None:
    assert "the" not in content_words("the cat of the house", "en")
    assert "的" not in content_words("我的家")


def test_widths_and_search() -> None:
    assert display_width("ab中文") == 6
    assert search_words("新闻 News") == "新闻 news"
    assert surface_words("人和自然") == ["人", "和", "自然"]


@given(st.text(max_size=200))
@settings(max_examples=80)
def test_no_text_raises(text: str) -> None:
    assert all(isinstance(word, str) and word for word in words(text))


def test_search_keeps_its_stems_of_portuguese() -> None:
    # Stored stems are found by the same stems alone.
    assert words("trabalhando", "pt") == words("trabalhando", "en")
    assert stem("trabalhando", "pt") != stem("trabalhando", "en")
