"""Decide whether a Chinese phrase is a word where the cutter cuts otherwise: part of a longer word,
or a name that its dictionary does not list.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from news.countries import country_names
from news.words import STOP, cut_listed, cut_run, fold, surface_words, tag_run

_HAN = re.compile(r"[\u3400-\u9fff]")
_ALL_HAN = re.compile(r"[\u3400-\u9fff]{2,}")
_DIVISIONS = frozenset("省市縣县区區州都府縣")
# Single characters that stand for a country or a time as often as they say
# nothing: 中美, 日韩, 年金, 上证.
_NAMING = frozenset("中日年月时上下前后")
# Words of one Han character that say nothing: 和, 的.
PARTICLES = frozenset(filter(_HAN.fullmatch, STOP)) - _NAMING
# Words of one character that headlines write before a name, or behind one.
_BESIDE_NAMES = PARTICLES | frozenset("传称据因获赴访迎给比跟替就同看拟")
# A number, and what it counts.
_COUNTED = re.compile(
    "[0-9一二三四五六七八九十百千万亿两几数][人国年月日天家名个]"
)
# A country's Japanese name with what is from there: 米国産 is 米国 and 産, not 米 and 国産.
_MADE_IN = re.compile(r"(?<![\u3400-\u9fff]).国[产制侧籍]")
# How jieba tags a person's name, and a verb.
_PERSON = "nr"
_VERB = "v"
# A word with its bounds in a text: start, end, word.
PlacedWord = tuple[int, int, str]
# What a Chinese word takes behind it and stays the same thing: 上海 is in 上海市,
# 教育部 in 教育部长, 中国 in 中国队. 机 is no such ending: 新手 is not in 新手机.
_ENDINGS = frozenset(
    "省市县区州国镇乡村街路港岛湾山河江湖海洋城都府"
    "局部厅院委会署所处室司行社校厂店站队军党团组馆台网报"
    "人员长者家民族裔籍客商方派系界业类型版式级股生"
    "性化制法案论学史学语文话戏剧"
    "中内外上下前后间里时期日年月季"
    "的了着过们和与及等在是被将"
    "价率额量值费税债产株産侧籍発庁県戦"
    "节赛战罪奖潮园线"
)


def is_unlisted_name(text: str, start: int, end: int) -> bool:
    """Return whether a phrase that the dictionary lacks is a word of its own here: 联发科 in
    传联发科将上市.

    Read as one word, it must leave fewer words than the dictionary finds, and words beside it that
    can stand alone: 李明 is in 李明访欧, not in 李明博.
    """
    if _MADE_IN.fullmatch(text, start, end + 1):
        return True
    if not _is_unlisted(text[start:end]):
        return False
    before = text[:start]
    behind = text[end:]
    beside = [*surface_words(before)[-1:], *surface_words(behind)[:1]]
    if not all(map(_stands_alone, beside)):
        return False
    others = len(cut_listed(before)) + len(cut_listed(behind))
    return others + 1 < len(cut_listed(text))


@lru_cache(maxsize=10_000)
def _is_unlisted(phrase: str) -> bool:
    """Return whether the dictionary would cut a Chinese phrase into characters: 联发科, not 大学生活.

    人和 may be two words, and is no such name.
    """
    if not _ALL_HAN.fullmatch(phrase) or not PARTICLES.isdisjoint(phrase):
        return False
    return 1 in map(len, cut_listed(phrase))


def _stands_alone(word: str) -> bool:
    """Return whether a word beside a name is no part of it: 营收 and 将, not 博."""
    return len(word) > 1 or word in _BESIDE_NAMES or not _HAN.match(word)


def begins_with_counter(text: str, start: int, end: int) -> bool:
    """Return whether a phrase's first character counts what the number before it says, and the rest
    is a word with what follows: 三人大闹 is 三人 and 大闹, and does not tell of 人大.
    """
    if not _COUNTED.match(text, max(0, start - 1)):
        return False
    rest = text[start + 1 : end + 1]
    is_listed = len(rest) > 1 and len(cut_listed(rest)) == 1
    return is_listed or tag_run(rest) == [(rest, _VERB)]


def is_part(start: int, end: int, words: list[PlacedWord]) -> bool:
    """Return whether a phrase is the head or the tail of one Chinese word: 手机 in 新款手机, 上海 in 上海市.

    A phrase of one character is no part: 日 would be in 日本.
    """
    if end - start < 2:
        return False
    return any(
        _is_compound(word, start - at, end - at)
        for at, until, word in words
        if at <= start < end <= until
    )


def _is_compound(word: str, start: int, end: int) -> bool:
    """Return whether a word is the phrase from start to end in it, and something that leaves its
    sense.

    新款手机 is 手机, 上海市 and 教育部长 are 上海 and 教育部; 新手机 is not 新手.
    """
    if not all(map(_HAN.match, (word[0], word[-1]))):
        return False
    before = word[:start]
    phrase = word[start:end]
    rest = word[end:]
    if {word, phrase} <= _countries():
        # 印度尼西亚 is another country than 印度.
        return False
    if not rest:
        return not (_is_division(word) or _is_given_name(before, word))
    if before:
        return all(map(_is_word, (before, rest)))
    return len(rest) > 1 or rest in _ENDINGS


def _is_word(part: str) -> bool:
    """Return whether a part of a long word is a word too: 全国 and 常委会 about 人大.

    A single character is none: nearly every one is a word somewhere.
    """
    return len(part) > 1 and len(cut_run(part)) == 1


def _is_division(word: str) -> bool:
    """Return whether a word is a place and what kind of division it is.

    东京都 is 东京 and 都, not 京都: its tail is no phrase of its own.
    """
    return word[-1] in _DIVISIONS and _is_word(word[:-1])


def _is_given_name(before: str, word: str) -> bool:
    """Return whether a word is a person's name, and its tail a given name: 李小鹏 is not 小鹏."""
    if len(before) != 1 or not _is_unlisted(word[1:]):
        return False
    return tag_run(word) == [(word, _PERSON)]


@cache
def _countries() -> frozenset[str]:
    """Return the countries' Chinese names, folded."""
    return frozenset(fold(name) for _, name in country_names(("zh",)))
