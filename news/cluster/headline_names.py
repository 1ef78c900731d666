"""Names in a headline by which two headlines of one language may tell one event: people,
companies, matters; no cities, countries or numbers, which many events share.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from news.across.cities import cities
from news.across.concepts import concept_of
from news.across.headline_words import headline_words
from news.across.places import countries_of_word
from news.cluster.hashed_terms import KEY_LETTERS, Terms, hash_word
from news.cluster.slots import shows_names
from news.words import fold

# Letters of a name at the least: shorter ones are mostly initials.
NAME_LETTERS = 3


def name_keys(title: str, language: str) -> Terms:
    """Return the terms of a headline's names, as `find_keys` gives them for all of its words.

    "Pope Leo visits Lebanon" gives the term of "leo": a pope is an office, Lebanon a country. A
    headline that writes most words with a capital gives none: nothing there shows a name. German
    gives its nouns too.
    """
    words = headline_words(title)
    if language != "de" and not shows_names(words, language):
        return np.zeros(0, np.int32)
    towns = " ".join(cities(title)).split()
    beginnings = {
        _beginning_of_name(word)
        for word in words
        if word[0].isupper() and word not in towns
    }
    names = {
        hash_word("k", beginning, language)
        for beginning in beginnings
        if beginning
    }
    return np.fromiter(sorted(names), np.int32, len(names))


@lru_cache(maxsize=20_000)
def _beginning_of_name(word: str) -> str:
    """Return how the name begins that a word with a capital is; empty where it is none.

    "Leo" gives leo; "Chile", a country, and "Pope", an office, give none.
    """
    folded = fold(word)
    is_short = len(word) < NAME_LETTERS
    if is_short or countries_of_word(word) or concept_of(folded):
        return ""
    return folded[:KEY_LETTERS]
