"""Compare names by sound: Байлз, Biles and بايلز share one skeleton of consonants."""

from __future__ import annotations

import re
from functools import lru_cache

from news.words import unaccented

# Consonants that count: endings of cases come later.
MAX_SKELETON = 5
# Letters of other scripts, each with the Latin ones that write its sound; those
# alone have none.
_SOUNDS = """
    аa бb вv гg дd еe ёe жz зz иi йi кk лl мm нn оo пp рr
    сs тt уu фf хh цs чs шs щs ъ ыi ь эe юu яa іi їi єe
    ґg ђd јi љl њn ћs џs
    اa أa إa آa بb تt ثt جg حh خh دd ذd رr زz سs شs صs ضd
    طt ظz عa غg فf قk كk لl مm نn هh ةa وu يi ىa ئi ء ؤu
    アa イi ウu エe オo カka キki クku ケke コko サsa シsi スsu セse ソso タta
    チti ツtu テte トto ナna ニni ヌnu ネne ノno ハha ヒhi フhu ヘhe ホho マma ミmi
    ムmu メme モmo ヤya ユyu ヨyo ラra リri ルru レre ロro ワwa ヲo ンn ガga ギgi
    グgu ゲge ゴgo ザza ジzi ズzu ゼze ゾzo ダda ヂdi ヅdu デde ドdo バba ビbi ブbu
    ベbe ボbo パpa ピpi プpu ペpe ポpo ヴv ァa ィi ゥu ェe ォo ャa ュu ョo
    ッ ー
"""
_LETTERS = str.maketrans(
    {written[0]: written[1:] for written in _SOUNDS.split()}
)
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
