"""Decide whether names in two scripts are the same name.

Han characters are compared by pinyin where the name is Chinese, others by their consonants, as
transcriptions keep them: 克拉拉·本森 and Clara Benson share k-l-r-b-n-s-n. Countries come from CLDR,
translated names from `known_names.toml`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from importlib.resources import files

from anyascii import anyascii

from news.countries import country_names
from news.toml_tables import read_table
from news.words import fold

_LOCALES = ("en", "de", "fr", "es", "ru", "zh_Hans", "zh_Hant", "ja")
_HAN = re.compile(r"[\u3400-\u9fff々]")
# A letter of each script, the first that fits: kana stand beside Han in Japanese names.
_SCRIPTS = {
    "han": _HAN,
    "kana": re.compile(r"[\u3041-\u30fa]"),
    "cyrillic": re.compile(r"[\u0400-\u04ff]"),
}
_LETTERS = re.compile(r"[^a-z]")
# Consonants that one language writes for another's; vowels, h, w and y vary too
# much to count.
_ALIKE = str.maketrans(
    {
        "g": "k",
        "q": "k",
        "c": "k",
        "d": "t",
        "b": "p",
        "v": "f",
        "r": "l",
        "m": "n",
        "z": "s",
        "x": "s",
        "j": "s",
    }
    | dict.fromkeys("aeiouwyh", "")
)
# Share of consonants, in order, from which two names are one: transcribed names
# have .6 and more, others mostly below .4.
ALIKE = 0.5
_LONG_ENOUGH = 3
# Characters of a name that are compared.
LONGEST_NAME = 40
# The commonest Chinese family names: a short name that begins with one is
# Chinese, any other a transcription.
FAMILY_NAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文季"
)
_CHINESE_NAME = re.compile(rf"[{''.join(FAMILY_NAMES)}].{{0,2}}", re.DOTALL)


@lru_cache(maxsize=4096)
def romanise(text: str) -> str:
    """Write a name in small Latin letters without blanks.

    克拉拉 → kelala, Бенсон → benson.
    """
    return _LETTERS.sub("", anyascii(text).casefold())


def same_name(one: str, other: str) -> bool:
    """Return whether names in two scripts may be the same one.

    "Vladimir" and Владимир, 李强 and "Li Qiang".
    """
    if fold(other) in known_forms(fold(one)):
        return True
    short, long = sorted((romanise(one), romanise(other)), key=len)
    # Pinyin, and transcriptions by letters, give the same name letter by
    # letter; endings of cases differ.
    if len(short) >= _LONG_ENOUGH and short in long:
        return True
    return shared_sound(one, other) >= ALIKE and not _is_pinyin(one, other)


def shared_sound(one: str, other: str) -> float:
    """Return the share of consonants that two names have in one order, from 0 to 1.

    Their scripts do not matter; of a long name, the beginning counts.
    """
    first, second = (romanise(name[:LONGEST_NAME]) for name in (one, other))
    if "han" in map(script_of, (one, other)):
        # Chinese writes V as W: 沃 is Vo as well as Wo.
        first, second = (name.replace("w", "v") for name in (first, second))
    return _shared(_consonants(first), _consonants(second))


def script_of(text: str) -> str:
    """Name the script of a name: han, kana, cyrillic or latin.

    李强 → han, オルテガ → kana, Рохас → cyrillic, Rojas and the others → latin.
    """
    scripts = (name for name, letter in _SCRIPTS.items() if letter.search(text))
    return next(scripts, "latin")


def unverifiable(one: str, other: str) -> bool:
    """Return whether nothing can be said of two names:
    Japanese readings of characters need a dictionary.
    """
    return bool(_HAN.search(one)) != bool(_HAN.search(other))


def _is_pinyin(one: str, other: str) -> bool:
    """Return whether one name is a Chinese one of two or three characters:
    it would be spelled letter by letter.
    """
    is_chinese = any(map(_CHINESE_NAME.fullmatch, (one, other)))
    return is_chinese and unverifiable(one, other)


def _consonants(name: str) -> str:
    """Return the consonants of a romanised name, one letter for those that stand for one another.

    "clarabenson" → "kllpnsn".
    """
    plain = re.sub("[csz]h", "s", name).replace("ng", "n")
    return plain.translate(_ALIKE)


def _shared(one: str, other: str) -> float:
    """Return the share of the longer that both have in the same
    order (longest common subsequence).

    "kllp" and "klp" have k-l-p in common: 3 of 4.
    """
    # The length that each beginning of `other` has in common with `one` so far.
    row = [0] * (len(other) + 1)
    for char in one:
        before = 0
        for place, second in enumerate(other, 1):
            longer = before + 1 if char == second else row[place - 1]
            before = row[place]
            row[place] = max(before, longer)
    return row[-1] / max(len(one), len(other), 1)


def known_forms(folded: str) -> frozenset[str]:
    """Return the forms in which a folded name is known in other languages, itself too.

    Empty for an unknown one.
    """
    return _known().get(folded, frozenset())


@cache
def _known() -> dict[str, frozenset[str]]:
    """Map each folded name to all its forms: those of the table, and the countries' of CLDR.

    germany, deutschland, 德国 and others are forms of each other.
    """
    lines = read_table(files("news") / "known_names.toml")["names"]
    countries: dict[str, list[str]] = defaultdict(list)
    for code, name in country_names(_LOCALES):
        countries[code].append(name)
    forms: dict[str, frozenset[str]] = defaultdict(frozenset)
    for group in (*map(str.split, lines), *countries.values()):
        # In the table a low line stands for a blank.
        folded = {fold(form).replace("_", " ") for form in group}
        for form in folded:
            forms[form] |= folded
    return dict(forms)
