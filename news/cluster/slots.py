"""Split a headline into tokens, and say what each can name: a number, a date, a place, a
name, a direction.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from news.across.places import countries
from news.cluster.frequencies import usual_words
from news.countries import HEADLINE_LOCALES, country_names
from news.dates.names import month_names, weekdays
from news.words import cut_folded, fold, tag_folded

Kind = Literal["", "number", "date", "place", "name", "direction"]

# Tokens of a headline that are read.
MAX_TOKENS = 40
# Share of long words with a capital from which capitals show no names (English
# title case, German nouns).
TITLE_CASE = 0.7

_HAN = "\u3400-\u9fff"
_KANA = "\u3041-\u309f\u30a1-\u30ffー"
_TOKEN = re.compile(
    rf"\d+(?:[.,:/-]\d+)*|[{_HAN}々]+|[\u3041-\u309f]+|[\u30a1-\u30ff]+|[^\W\d_{_HAN}{_KANA}]+(?:[-’'][^\W\d_{_HAN}{_KANA}]+)*"
)
# A label in front of a headline ("Tennis: …") names no one that the headline is
# about.
_LABEL = re.compile(r"^[^\s:|：｜.]+(?:\s[^\s:|：｜.]+)?\s?[:|：｜.]\s")
_WIDE = re.compile(rf"[{_HAN}{_KANA}]")
_WEEKDAY = re.compile(
    r"^(?:星期|礼拜|周)[一二三四五六日天]$|^[月火水木金土日]曜日?$"
)
_ORDINAL = re.compile(r"^第.+")
# What rjieba calls proper names.
_NAME_TAGS = frozenset({"ns", "nr", "nrt", "nrfg", "nt", "nz"})
_KATAKANA = re.compile(r"^[\u30a1-\u30ff]{2,}$")
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{2,4})?")
_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a headline."""

    # Folded.
    text: str
    # What is compared: the folded stem.
    stem: str
    kind: Kind = ""
    # What tells one thing of the kind from another; empty for a plain word.
    value: str = ""
    # True for the subject that a headline begins with.
    first: bool = False


@cache
def _table(name: str) -> tuple[str, ...]:
    """Return the rows of one kind in `slots.txt`."""
    text = files("news.cluster").joinpath("slots.txt").read_text("utf-8")
    rows = (line.partition(" ") for line in text.splitlines())
    return tuple(row for kind, _, row in rows if kind == name)


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(fold(word) for row in _table(name) for word in row.split())


@cache
def opposites() -> frozenset[frozenset[str]]:
    """Return the pairs of opposite ways, folded."""
    pairs = [
        pair.split("|") for row in _table("direction") for pair in row.split()
    ]
    return frozenset(frozenset(map(fold, pair)) for pair in pairs)


@cache
def _directions() -> frozenset[str]:
    return frozenset(word for pair in opposites() for word in pair)


def surnames() -> frozenset[str]:
    """Return the characters of the commonest Chinese family names."""
    return _SURNAMES


def _calendar(word: str) -> str:
    """Return the month or weekday that a word names; empty for other words."""
    for number in month_names(word):
        return f"month {number}"
    for number in weekdays(word):
        return f"weekday {number}"
    return ""


@cache
def territories() -> dict[str, str]:
    """Return the countries of CLDR by folded name in every language at hand."""
    codes: dict[str, str] = {}
    for code, name in country_names(HEADLINE_LOCALES):
        codes.setdefault(fold(name), code)
    return codes


@lru_cache(maxsize=4096)
def read_tokens(title: str, language: str) -> tuple[Token, ...]:
    """Read a headline's tokens, in order."""
    found = _TOKEN.findall(title)[:MAX_TOKENS]
    shown = _shows_names(found, language)
    label = bool(_LABEL.match(title))
    tokens: list[Token] = []
    previous = ""
    for index, text in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else ""
        if _WIDE.match(text):
            tokens += _read_wide(fold(text), first=not tokens)
        elif text[0].isdigit():
            near = found[max(index - 2, 0) : index + 3]
            tokens.append(_read_number(text, fold(previous), fold(after), near))
        else:
            place = _Place(
                fold(previous), shown=shown, first=not tokens, label=label
            )
            tokens.append(_read_word(text, language, place))
        previous = text
    return tuple(tokens)


def _shows_names(found: list[str], language: str) -> bool:
    """Return whether a capital inside this headline shows a name."""
    long = [text for text in found[1:] if len(text) >= 4 and text[0].isalpha()]
    capital = sum(text[0].isupper() for text in long)
    return language != "de" and capital < TITLE_CASE * max(len(long), 1)


def _read_wide(text: str, *, first: bool) -> list[Token]:
    """Cut a run of Chinese or Japanese characters into words with their kinds."""
    tokens: list[Token] = []
    for word, tag in tag_folded(text):
        begins = first and not tokens
        kind = _wide_kind(word, tag, begins=begins)
        value = territories().get(word, word) if kind else ""
        tokens.append(Token(word, word, kind, value, first=begins))
    return tokens


def _wide_kind(word: str, tag: str, *, begins: bool) -> Kind:
    """Return the kind of a Chinese or Japanese word,
    by tables first and then by its part of speech.
    """
    if _WEEKDAY.match(word) or _ORDINAL.match(word):
        return "date"
    if word in _directions():
        return "direction"
    if word in territories():
        return "place"
    if word in _words("anyone"):
        return ""
    # A headline's first noun is its subject; a word of katakana alone is a
    # foreign name.
    subject = begins and tag[:1] in {"n", "x", "j"}
    if tag in _NAME_TAGS or subject or _KATAKANA.match(word):
        return "name"
    return ""


def _read_number(
    text: str, previous: str, after: str, near: list[str]
) -> Token:
    """Read a number: a day, an edition, or a plain count."""
    around = {previous, after[:1], after, after[:2]}
    months = any(month_names(word) for word in near if word[0].isalpha())
    counted = not around.isdisjoint(_words("counted"))
    dated = months or counted or _DOTTED.fullmatch(text)
    return Token(text, text, "date" if dated else "number", text)


@dataclass(frozen=True, slots=True)
class _Place:
    """The position of a word in its headline."""

    # The folded word before it.
    previous: str
    # Whether a capital shows a name here.
    shown: bool
    first: bool
    # Whether the headline begins with a label ("Tennis: …").
    label: bool


def _read_word(text: str, language: str, place: _Place) -> Token:
    """Read a word of an alphabet: a direction, a day or month,
    a country, a name, or none of these.
    """
    folded = fold(text)
    stem = "".join(cut_folded(folded, language)) or folded
    if folded in _directions():
        return Token(folded, stem, "direction", folded)
    # Short names of days and months are other words too, unless a number stands
    # beside them.
    day = (
        _calendar(text) if len(text) > 4 or place.previous[:1].isdigit() else ""
    )
    if day:
        return Token(folded, stem, "date", day)
    named = countries(text)
    if len(named) == 1:
        return Token(folded, stem, "place", min(named))
    if text[0].isupper() and _is_name(folded, stem, language, place):
        return Token(folded, stem, "name", stem, first=place.first)
    return Token(folded, stem)


def _is_name(folded: str, stem: str, language: str, place: _Place) -> bool:
    """Return whether a word with a capital is a name:
    the first word of a headline has one in any case.
    """
    if folded in _words("anyone"):
        return False
    if not place.first:
        return place.shown or place.previous in _words("before")
    return not place.label and stem not in usual_words(language)
