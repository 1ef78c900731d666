"""Detect the language of a short title: by script first, then by frequent words and
letters, with py3langid beside them.
"""

from __future__ import annotations

import re

from news.language.han import chinese, is_japanese
from news.language.likeliest import DEFAULT, likeliest
from news.language.relatives import nearest_relative
from news.language.scripts import (
    count_scripts,
    has_east_asian,
    letters_language,
    script_language,
)
from news.language.word_votes import count_votes, decided

MAX_CHARACTERS = 1000
_LETTER = re.compile(r"[^\W\d_]")


def detect(text: str, languages: tuple[str, ...] | None = None) -> str:
    """Name a text's language: zh-Hans, zh-Hant, ja, ko or a two-letter tag;
    'und' where there are no letters.

    `languages` restricts the answer for alphabets that several languages share; unrestricted,
    py3langid calls Chinese 'wuu'. Looks at 1,000 characters at most.
    """
    text = text[:MAX_CHARACTERS]
    allowed = languages or DEFAULT
    if not _LETTER.search(text):
        return "und"
    if found := _east_asian(text):
        return found
    found = _alphabetic(text, allowed)
    return found if languages else nearest_relative(text, found)


def _east_asian(text: str) -> str:
    """Name the language of a text in Han, kana or hangul.

    Empty for other scripts, and where these are a few signs in a Latin text: "BTS (방탄)". A few
    Han characters beside hangul, or some kana beside Han, are Korean and Japanese: 北 핵실험, 東京で雪.
    """
    if not has_east_asian(text):
        return ""
    count = count_scripts(text)
    if count.hangul > count.kana and count.hangul * 3 >= count.han:
        language, letters = "ko", count.hangul * 4
    elif count.kana and count.kana * 8 >= count.han:
        language, letters = "ja", (count.kana + count.han) * 4
    else:
        language, letters = "", count.han * 5
    if letters < max(count.latin, 1):
        return ""
    return language or ("ja" if is_japanese(text) else chinese(text))


def _alphabetic(text: str, allowed: tuple[str, ...]) -> str:
    """Name the language of a text in letters: by its script or letters alone, by votes,
    or by the model.

    The later ones cost more, and are asked where the earlier are not sure.
    """
    if alone := script_language(text):
        return alone
    if (told := letters_language(text)) in allowed:
        return told
    votes = count_votes(text, allowed)
    return decided(votes) or likeliest(text, votes, allowed)


def matches(language: str, wanted: tuple[str, ...]) -> bool:
    """Return whether a chat that wants these languages reads this one.

    `zh` takes both scripts, none wanted takes all.
    """
    if not wanted or language in {"", "und"}:
        return True
    return not {language, language.partition("-")[0]}.isdisjoint(wanted)
