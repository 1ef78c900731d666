"""Compare names by sound: Байлз, Biles and بايلز share one skeleton of consonants."""

from __future__ import annotations

import re
from functools import lru_cache

from news.across.places import unaccented

# Consonants that count: endings of cases come later.
MAX_SKELETON = 5
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "z", "з": "z", "и": "i", "й": "i", "к": "k",
    "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "s",
    "ч": "s", "ш": "s", "щ": "s", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "u", "я": "a", "і": "i", "ї": "i", "є": "e",
    "ґ": "g", "ђ": "d", "ј": "i", "љ": "l", "њ": "n", "ћ": "s", "џ": "s",
}  # fmt: skip
_ARABIC = {
    "ا": "a", "أ": "a", "إ": "a", "آ": "a", "ب": "b", "ت": "t", "ث": "t", "ج": "g", "ح": "h", "خ": "h", "د": "d", "ذ": "d",
    "ر": "r", "ز": "z", "س": "s", "ش": "s", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a", "غ": "g", "ف": "f", "ق": "k",
    "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "a", "و": "u", "ي": "i", "ى": "a", "ئ": "i", "ء": "", "ؤ": "u",
}  # fmt: skip
_KANA = {
    "ア": "a", "イ": "i", "ウ": "u", "エ": "e", "オ": "o", "カ": "ka", "キ": "ki", "ク": "ku",
    "ケ": "ke", "コ": "ko", "サ": "sa", "シ": "si", "ス": "su", "セ": "se", "ソ": "so", "タ": "ta",
    "チ": "ti", "ツ": "tu", "テ": "te", "ト": "to", "ナ": "na", "ニ": "ni", "ヌ": "nu", "ネ": "ne",
    "ノ": "no", "ハ": "ha", "ヒ": "hi", "フ": "hu", "ヘ": "he", "ホ": "ho", "マ": "ma", "ミ": "mi",
    "ム": "mu", "メ": "me", "モ": "mo", "ヤ": "ya", "ユ": "yu", "ヨ": "yo", "ラ": "ra", "リ": "ri",
    "ル": "ru", "レ": "re", "ロ": "ro", "ワ": "wa", "ヲ": "o", "ン": "n", "ガ": "ga", "ギ": "gi",
    "グ": "gu", "ゲ": "ge", "ゴ": "go", "ザ": "za", "ジ": "zi", "ズ": "zu", "ゼ": "ze", "ゾ": "zo",
    "ダ": "da", "ヂ": "di", "ヅ": "du", "デ": "de", "ド": "do", "バ": "ba", "ビ": "bi", "ブ": "bu",
    "ベ": "be", "ボ": "bo", "パ": "pa", "ピ": "pi", "プ": "pu", "ペ": "pe", "ポ": "po", "ヴ": "v",
    "ァ": "a", "ィ": "i", "ゥ": "u", "ェ": "e", "ォ": "o", "ャ": "a", "ュ": "u", "ョ": "o", "ッ": "", "ー": "",
}  # fmt: skip
_LETTERS = str.maketrans(_CYRILLIC | _ARABIC | _KANA)
_SPELLINGS = (
    (re.compile(r"sch|sh|ch|tch|cz|sz|zh|ts|tz|th|ß"), "s"),
    (re.compile(r"ph|pf"), "f"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"ck|qu?|c(?=[^eiy]|$)"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"[cz]"), "s"),
    (re.compile(r"[wv]"), "v"),
    (re.compile(r"gh|j"), "g"),
    (re.compile(r"l"), "r"),
)
_VOWELS = re.compile(r"[aeiouyh]")
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=50_000)
def skeleton(word: str) -> str:
    """Return a word's first letter class and consonants;
    empty where too little is left to tell it by.
    """
    low = word.casefold().translate(_LETTERS)
    plain = unaccented(low)
    for spelling, sound in _SPELLINGS:
        plain = spelling.sub(sound, plain)
    consonants = _DOUBLE.sub(r"\1", _VOWELS.sub("", plain))
    if len(consonants) >= 3:
        return consonants[:MAX_SKELETON]
    # A short name keeps its vowels: Osaka, Abe.
    return f"={plain[:MAX_SKELETON]}" if len(plain) >= 3 else ""
