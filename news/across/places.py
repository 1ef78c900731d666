"""Find the countries that a headline names: by CLDR's names in every language, and words
derived from them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import filterfalse, zip_longest

from news.countries import HEADLINE_LOCALES, country_names
from news.words import fold

# Letters with which a word made of a country's name begins: japanisch,
# Japanese.
SHORTEST = 4
_WORD = re.compile(r"[^\W\d_]+")
_WIDE = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
# Short names that people write and CLDR does not list.
_SHORT = {
    "us": "US", "usa": "US", "u.s": "US", "eeuu": "US", "eua": "US", "сша": "US", "american": "US", "america": "US", "amerika": "US",
    "uk": "GB", "britain": "GB", "british": "GB", "britan": "GB", "brit": "GB", "england": "GB", "великобритани": "GB", "великобритания": "GB",
    "eu": "EU", "ue": "EU", "ес": "EU", "欧盟": "EU", "美": "US", "英国": "GB", "uae": "AE", "dprk": "KP", "朝鲜": "KP", "北朝鮮": "KP", "北朝鲜": "KP",
    "кндр": "KP", "french": "FR", "dutch": "NL", "spanish": "ES", "español": "ES", "deutsch": "DE", "german": "DE", "немецк": "DE", "français": "FR",
    "chinese": "CN", "turk": "TR", "türk": "TR", "swiss": "CH", "greek": "GR", "danish": "DK", "polish": "PL", "swedish": "SE", "francés": "FR",
    "日": "", "日本海": "", "turkey": "TR", "türkei": "TR", "westtürkei": "TR", "südtirol": "IT", "welsh": "GB", "scotland": "GB", "escocia": "GB", "schottland": "GB",
    "шотландия": "GB", "белоруссия": "BY", "киргизия": "KG", "молдавия": "MD", "туркмения": "TM", "hongkong": "HK", "гонконг": "HK", "香港": "HK", "台湾": "TW", "taiwan": "TW",
}  # fmt: skip


# Endings of Russian cases by the last letter of a name.
_CASES = {"а": "ы е у ой", "я": "и е ю ей"}


def bare_letters(text: str) -> str:
    """Return a folded text without accents."""
    folded = fold(text)
    if folded.isascii():
        return folded
    bare = unicodedata.normalize("NFD", folded)
    return "".join(filterfalse(unicodedata.combining, bare))


@cache
def _names() -> dict[str, str]:
    """Return the countries' plain names in all languages with their codes."""
    known: dict[str, str] = {}
    for code, name in country_names(HEADLINE_LOCALES):
        known.setdefault(bare_letters(name), code)
    known |= {bare_letters(name): code for name, code in _SHORT.items()}
    for name, code in list(known.items()):
        for form in _russian_cases(name):
            known.setdefault(form, code)
    return known


def _russian_cases(name: str) -> list[str]:
    """Return the other cases of a short Russian name: Ганы, Гане of Гана.
    Longer ones are found by their beginning.
    """
    endings = _CASES.get(name[-1:], "") if len(name) <= SHORTEST + 1 else ""
    return [name[:-1] + ending for ending in endings.split()]


@cache
def _beginnings() -> dict[str, str]:
    """Return how words begin that are made of a country's name,
    where one country alone is meant.
    """
    found: dict[str, str] = {}
    for name, code in _names().items():
        if " " in name or _WIDE.search(name) or len(name) <= SHORTEST:
            continue
        beginning = name[: max(SHORTEST, len(name) - 1)]
        found[beginning] = "" if found.get(beginning, code) != code else code
    return found


@cache
def wide_country_pattern() -> str:
    """Return a pattern of the countries' names in Chinese, Japanese and Korean, without marks, the longest first."""
    names = sorted(filter(_WIDE.match, _names()), key=len, reverse=True)
    return "|".join(map(re.escape, names))


@cache
def _wide_names() -> re.Pattern[str]:
    return re.compile(wide_country_pattern())


@lru_cache(maxsize=50_000)
def is_country(word: str) -> bool:
    """Return whether a word alone names a country."""
    return bool(countries(word))


def countries(text: str) -> set[str]:
    """Return the codes (ISO 3166) of the countries that a short text names."""
    plain = bare_letters(text)
    words = _WORD.findall(plain)
    codes = {
        _names().get(f"{word} {after}") or _country_of(word)
        for word, after in zip_longest(words, words[1:], fillvalue="")
    }
    # The many wide names are looked for only where there may be one.
    if _WIDE.search(plain):
        codes |= {_names()[name] for name in _wide_names().findall(plain)}
    return codes - {""}


@lru_cache(maxsize=50_000)
def _country_of(word: str) -> str:
    """Return the code of the country that a bare word names; empty for none."""
    return _names().get(word) or _of_beginning(word)


def _of_beginning(word: str) -> str:
    table = _beginnings()
    ends = range(len(word), SHORTEST - 1, -1)
    return next((table[word[:end]] for end in ends if word[:end] in table), "")
