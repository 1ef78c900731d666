"""Cut a headline into words once for all rules that look words up by themselves."""

from __future__ import annotations

import re
from functools import lru_cache

from news.words import fold, unaccented

_WORD = re.compile(r"[^\W\d_]+")


# Several rules ask for the words of one headline, one after the other.
@lru_cache(maxsize=64)
def headline_words(text: str) -> tuple[str, ...]:
    """Return the runs of letters in a short text, as they are written.

    "Rio's mayor, 52" → Rio, s, mayor.
    """
    return tuple(_WORD.findall(text))


def bare_letters(text: str) -> str:
    """Return a folded text without accents.

    Perú → peru.
    """
    return unaccented(fold(text))


# The same words stand in one headline after another.
@lru_cache(maxsize=50_000)
def bare_word(word: str) -> str:
    """Return one folded word without accents."""
    return bare_letters(word)
