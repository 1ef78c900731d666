"""Find who holds which office in Chinese and Japanese, of people whose names are
transcribed: 秘鲁总统奥尔特加.

A Chinese or Japanese name has no end that shows, and its sound differs between the languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache

from news.across.places import wide_country_pattern
from news.across.seats import Holder, Office, offices, seat_of
from news.numbers.number_tables import alternatives
from news.transliteration import FAMILY_NAMES
from news.words import simplify

# Characters of a place that are looked at before an office.
MOST_PLACE = 10
# A name of so many characters may be Chinese.
CHINESE_NAME = 3
# Characters with which Chinese writes the sounds of foreign names.
TRANSCRIBING = (
    "阿埃艾安奥澳巴白班邦贝本比彼宾波伯博勃布查茨达戴丹道德登迪蒂丁东杜敦顿多厄恩尔法凡菲费芬丰冯佛弗福夫富盖甘冈高戈哥格根古瓜圭哈海汉豪赫亨"
    "胡霍基吉季加伽贾简姜焦杰津金君喀卡凯坎康考柯科克肯孔库夸拉莱赖兰朗劳勒雷蕾里理利丽莉莲列林琳龙卢鲁路吕伦罗洛马玛迈麦曼芒茅梅门蒙米密明缪摩莫默"
    "姆穆娜纳奈南瑙内尼妮涅宁纽农努诺欧帕派潘庞佩彭皮珀普奇齐恰切琴丘让热仁日荣茹瑞若萨塞赛桑瑟森沙山尚绍舍申圣施什史舒朔斯丝苏索塔泰坦汤陶特滕"
    "翰契松拜逊济得怀鲍汗京连提汀廷图托易瓦万旺威韦维魏文翁沃乌武伍西希锡夏香肖谢辛欣兴休修雅亚延扬耶叶伊因英尤于约泽扎詹珍朱卓兹佐尊·"
)
# What may follow a name: a mark, or a word that no transcription has.
_AFTER = (
    r"说表在对将于和与已向宣称指就出访会率今发致强呼签因当抵同周两要谴承认否"
    r"警决赴主接参回昨也曾下，。：；、！？“”（）,.:;!?\s"
)
_KATAKANA = r"[\u30a1-\u30faー・＝]{2,20}"
_PLACE = r"[\u30a1-\u30faー\u4e00-\u9fff]{2,12}"


def holders_in_chinese(text: str) -> Iterator[Holder]:
    """Yield who a short Chinese text says holds an office of a country or city beside it.

    秘鲁总统奥尔特加说 names Ortega. A name that may be Chinese has no sure end: nobody.
    """
    plain = simplify(text)
    table = _by_form("zh")
    for match in _chinese().finditer(plain):
        office = table[match["office"]]
        end = match.start()
        before = plain[max(0, end - MOST_PLACE) : end]
        place = _place_at_end(before, office)
        seat = seat_of(place, office)
        if seat and not _may_be_chinese(match["name"]):
            yield Holder(office.name, seat, _as_written(text, match))


def holders_in_japanese(text: str) -> Iterator[Holder]:
    """Yield who a short Japanese text says holds an office of a country or city before it.

    ペルーのオルテガ大統領 names Ortega.
    """
    table = _by_form("ja")
    for match in _japanese().finditer(simplify(text)):
        office = table[match["office"]]
        seat = seat_of(match["place"], office)
        if seat:
            yield Holder(office.name, seat, match["name"])


WIDE: Mapping[str, Callable[[str], Iterator[Holder]]] = {
    "zh": holders_in_chinese,
    "ja": holders_in_japanese,
}


def _as_written(text: str, match: re.Match[str]) -> str:
    """Return a name of a simplified text in the text's own characters."""
    if len(text) != len(match.string):
        return match["name"]
    start, end = match.span("name")
    return text[start:end]


def _may_be_chinese(name: str) -> bool:
    """Return whether a name is short and begins with a family name: 马丁, which may be Martin."""
    return len(name) <= CHINESE_NAME and name[0] in FAMILY_NAMES


def _place_at_end(before: str, office: Office) -> str:
    """Return the place with which a text ends; empty for none.

    Of 昨日秘鲁 it is 秘鲁; before a city's office, the last characters stand for the city.
    """
    if office.of_city:
        return before[-MOST_PLACE // 2 :]
    match = _country_at_end().search(before)
    return match["place"] if match else ""


@cache
def _country_at_end() -> re.Pattern[str]:
    """Match a country at the end of a text, with its football team or not."""
    return re.compile(f"(?P<place>{wide_country_pattern()})(?:男足|女足)?$")


@cache
def _chinese() -> re.Pattern[str]:
    """Match an office with a transcribed name behind it: 总统奥尔特加."""
    return re.compile(
        rf"(?<![副前])(?P<office>{_any_form('zh')})"
        rf"(?P<name>[{TRANSCRIBING}]{{2,16}})(?=[{_AFTER}]|$)"
    )


@cache
def _japanese() -> re.Pattern[str]:
    """Match a place, a name in katakana and its office: ペルーのオルテガ大統領."""
    return re.compile(
        rf"(?P<place>{_PLACE}?)(?:市|代表)?の"
        rf"(?P<name>{_KATAKANA})(?P<office>{_any_form('ja')})"
    )


@lru_cache(maxsize=4)
def _by_form(language: str) -> Mapping[str, Office]:
    """Return the offices of a language by their names: 总统 → the president."""
    return {
        form[0]: office
        for office in offices()
        for form in office.forms[language]
    }


def _any_form(language: str) -> str:
    return alternatives(_by_form(language))
