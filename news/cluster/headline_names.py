"""Names in a headline by which two headlines of one language may tell one event: people,
companies, matters; no cities, countries or numbers, which many events share.
"""

from __future__ import annotations

import re

import numpy as np

from news.across.cities import cities
from news.across.concepts import concept_of
from news.across.places import countries_of_word
from news.cluster.hashed_terms import KEY_LETTERS, Terms, hash_word
from news.cluster.slots import shows_names
from news.words import fold

# Letters of a name at the least: shorter ones are mostly initials.
NAME_LETTERS = 3
_WORD = re.compile(r"[^\W\d_]+")


def name_keys(title: str, language: str) -> Terms:
    """Return the terms of a headline's names, as `find_keys` gives them for all of its words.

    "Pope Leo visits Lebanon" gives the term of "leo": a pope is an office, Lebanon a country. A
    headline that writes most words with a capital gives none: nothing there shows a name. German
    gives its nouns too.
    """
    words = _WORD.findall(title)
    if language != "de" and not shows_names(words, language):
        return np.zeros(0, np.int32)
    towns = " ".join(cities(title)).split()
    folded = [
        fold(word) for word in words if word not in towns and _may_be_name(word)
    ]
    names = {
        hash_word("k", word[:KEY_LETTERS], language)
        for word in folded
        if not concept_of(word)
    }
    return np.fromiter(sorted(names), np.int32, len(names))


def _may_be_name(word: str) -> bool:
    """Return whether a word has a capital and is no country: "Leo" is, "visits" and "Chile" are not."""
    return (
        word[0].isupper()
        and len(word) >= NAME_LETTERS
        and not countries_of_word(word)
    )
