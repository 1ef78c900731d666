"""Detect the language of a short title: by script first, then by frequent words and
letters, with py3langid beside them.
"""

from __future__ import annotations

import re

from news.language.han import chinese, is_japanese
from news.language.likeliest import DEFAULT, likeliest
from news.language.scripts import count_scripts, has_east_asian, script_language
from news.language.votes import count_votes, decided

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
    return _east_asian(text) or _alphabetic(text, allowed)


def _east_asian(text: str) -> str:
    """Name the language of a text in Han, kana or hangul.

    Empty for other scripts. A few letters among them do not count.
    """
    if text.isascii() or not has_east_asian(text):
        return ""
    count = count_scripts(text)
    if count.hangul > count.kana and count.hangul * 3 >= count.han:
        return "ko" if count.hangul * 4 >= count.latin else ""
    if count.kana and count.kana * 8 >= count.han:
        return "ja" if (count.kana + count.han) * 4 >= count.latin else ""
    if not count.han or count.han * 5 < count.latin:
        return ""
    return "ja" if is_japanese(text) else chinese(text)


def _alphabetic(text: str, allowed: tuple[str, ...]) -> str:
    alone = "" if text.isascii() else script_language(text)
    if alone:
        return alone
    votes = count_votes(text, allowed)
    return decided(votes) or likeliest(text, votes, allowed)


def matches(language: str, wanted: tuple[str, ...]) -> bool:
    """Return whether a chat that wants these languages reads this one.

    `zh` takes both scripts, none wanted takes all.
    """
    if not wanted or language in {"", "und"}:
        return True
    return language in wanted or language.split("-", maxsplit=1)[0] in wanted
