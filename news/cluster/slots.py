"""Split a headline into tokens, and say what each can name: a number, a date, a place, a
name, a direction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product
from typing import Literal

from news.across.cities import zone_of_city
from news.across.concepts import concept_of
from news.across.places import countries_of_word
from news.cluster.frequencies import usual_words
from news.countries import HEADLINE_LOCALES, country_names
from news.dates.date_names import month_names, weekdays
from news.toml_tables import read_rows
from news.words import cut_folded, fold, tag_run

Kind = Literal["", "number", "date", "place", "name", "direction", "good"]

# Tokens of a headline that are read.
MAX_TOKENS = 40
# Share of long words with a capital from which capitals show no names (English
# title case, German nouns).
TITLE_CASE = 0.7
LONG_WORD = 4
# Letters of a day's or month's name that is also other words.
SHORT_DAY = 4

_HAN = "\u3400-\u9fff"
_KANA = "\u3041-\u309f\u30a1-\u30ffー"
# Vowel signs of the scripts of India, which belong to the letter before them.
_SIGNS = (
    "\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd\u0b82\u0bbe-\u0bcd"
)
_CYRILLIC = frozenset({"ru", "uk", "bg", "sr", "be"})
_LETTER = rf"(?:[^\W\d_{_HAN}{_KANA}]|[{_SIGNS}])"
_TOKEN = re.compile(
    rf"\d+(?:[.,:/-]\d+)*|[{_HAN}々]+|[\u3041-\u309f]+|[\u30a1-\u30ff]+|{_LETTER}+(?:[-’']{_LETTER}+)*"
)
# A number that names a road, an aircraft or a model, behind its letters: M25.
_CODE = re.compile(
    r"(?<![^\W_\u3040-\u9fff])[A-ZА-ЯЁ]{1,3}-?(\d+(?:-\d+)*)(?![\d.,]?\d)"
)
# A number that letters written on to it make an ordinal: 12e, 3ª, 1re.
_ORDINAL = re.compile(
    r"(?<![\d.,])(\d+)(?:\.?[ªº]|er|[rè]?re|e|[eè]me)(?![^\W_])"
)
# A label in front of a headline ("Tennis: …") names no one that the headline is
# about.
_LABEL = re.compile(r"^[^\s:|：｜.]+(?:\s[^\s:|：｜.]+)?\s?[:|：｜.]\s")
WIDE_LETTER = re.compile(rf"[{_HAN}{_KANA}]")
# A weekday, or an ordinal.
_WIDE_DATE = re.compile(
    r"(?:星期|礼拜|周)[一二三四五六日天]$|[月火水木金土日]曜日?$|第."
)
# What rjieba calls proper names.
_NAME_TAGS = frozenset({"ns", "nr", "nrt", "nrfg", "nt", "nz"})
# With what its tags of nouns, foreign words and short forms begin.
_NOUN_TAGS = frozenset("nxj")
_HANGUL = re.compile(r"[\uac00-\ud7a3]{2,}$")
_NO_REGIONS = re.compile(r"(?!)")
_KATAKANA = re.compile(r"^[\u30a1-\u30ff]{2,}$")
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{2,4})?")
# The commonest Chinese family names.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常"
)


@dataclass(frozen=True, slots=True)
class HeadlineToken:
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


# The kind and the value of a word that names nothing.
_PLAIN: tuple[Kind, str] = ("", "")


@cache
def _table(name: str) -> str:
    """Return the folded rows of one kind in `slots.txt`."""
    rows = read_rows(files("news.cluster") / "slots.txt")
    parts = [row.partition(" ") for row in rows]
    chosen = [words for kind, _, words in parts if kind == name]
    return fold(" ".join(chosen))


@cache
def table_words(name: str) -> frozenset[str]:
    """Return the folded words of one kind in `slots.txt`."""
    return frozenset(_table(name).split())


@cache
def opposites() -> frozenset[frozenset[str]]:
    """Return the pairs of opposite ways, folded."""
    rows = _table("direction").split()
    pairs = [row.split("|") for row in rows]
    return frozenset(map(frozenset, pairs))


def _goods() -> Iterator[tuple[str, str]]:
    """Yield each currency and traded good by its first name, with each of its names."""
    for row in _table("good").split():
        names = row.split("|")
        yield from product(names[:1], names)


@cache
def _known_words() -> dict[str, tuple[Kind, str]]:
    """Return the kind and the value of each direction and each country's name, folded."""
    known: dict[str, tuple[Kind, str]] = {}
    # A name of two countries means the first.
    for code, name in reversed(country_names(HEADLINE_LOCALES)):
        known[fold(name)] = "place", code
    regions = table_words("region")
    known |= {name: ("place", name) for name in regions}
    known |= {f"{name}省": ("place", name) for name in regions}
    known |= {name: ("good", good) for good, name in _goods()}
    directions = frozenset[str]().union(*opposites())
    return known | {word: ("direction", word) for word in directions}


@lru_cache(maxsize=10_000)
def _calendar(word: str) -> str:
    """Return the month or weekday that a word names; empty for other words."""
    months = [f"month {number}" for number in month_names(word)]
    days = [f"weekday {number}" for number in weekdays(word)]
    named = months + days
    return named[0] if named else ""


@dataclass(frozen=True, slots=True)
class _SlotHeadline:
    """What a headline's form says about its words."""

    language: str
    # Whether a capital inside it shows a name.
    shows_names: bool
    # Whether it begins with a label ("Tennis: …").
    labelled: bool


@lru_cache(maxsize=4096)
def read_stems(title: str, language: str) -> tuple[str, ...]:
    """Read the stems of a headline's tokens, in order: what is compared first, and costs little."""
    stems: list[str] = []
    for text in read_words(title):
        if WIDE_LETTER.match(text):
            stems += [word for word, _ in _cut_wide(fold(text), language)]
        else:
            stems.append(text if text[0].isdigit() else _stem(text, language))
    return tuple(stems)


@lru_cache(maxsize=4096)
def read_tokens(title: str, language: str) -> tuple[HeadlineToken, ...]:
    """Read a headline's tokens, in order: one for each of its stems."""
    written = read_words(title)
    headline = _read_form(title, written, language)
    # Of these, one tells one thing from another as a date does, which a count may not.
    codes = {*_CODE.findall(title), *_ORDINAL.findall(title)}
    folded = ["", *map(fold, written), ""]
    tokens: list[HeadlineToken] = []
    for index, text in enumerate(written):
        before, word, after = folded[index : index + 3]
        two_before = written[max(index - 2, 0) : index]
        near = two_before + written[index : index + 3]
        if WIDE_LETTER.match(text):
            read = _read_wide(word, language, first=not tokens)
        elif text[0].isdigit():
            number = _read_number(text, before, after, near)
            is_code = text in codes
            read = [replace(number, kind="date") if is_code else number]
        else:
            read = [_read_word(text, before, headline)]
        tokens += _without_sums(read, two_before)
    return tuple(tokens)


def _read_form(title: str, written: list[str], language: str) -> _SlotHeadline:
    """Read what the form of a headline says about the words that it is written with."""
    label = _LABEL.match(title)
    labels = _TOKEN.findall(label[0]) if label else []
    told = written[len(labels) :]
    return _SlotHeadline(
        language,
        shows_names=shows_names(told, language),
        labelled=bool(label),
    )


def _without_sums(
    tokens: list[HeadlineToken], before: list[str]
) -> list[HeadlineToken]:
    """Return tokens in which a currency behind a number names nothing: "5 million euros" is a sum."""
    if not any(word[0].isdigit() for word in before):
        return tokens
    return list(map(_without_good, tokens))


def _without_good(token: HeadlineToken) -> HeadlineToken:
    """Return a token as a plain word if it names a currency or a traded good."""
    names_good = token.kind == "good"
    return replace(token, kind="", value="") if names_good else token


def read_words(title: str) -> list[str]:
    """Split a headline into the words that its tokens are of, as it writes them."""
    return _TOKEN.findall(title)[:MAX_TOKENS]


# The same words stand in one headline after another: each is stemmed once.
@lru_cache(maxsize=50_000)
def _stem(text: str, language: str) -> str:
    folded = fold(text)
    return "".join(cut_folded(folded, language)) or folded


def shows_names(written: Sequence[str], language: str) -> bool:
    """Return whether a capital inside this headline shows a name."""
    # German writes all nouns with one; no Cyrillic headline is in title case.
    if language == "de":
        return False
    if language in _CYRILLIC:
        return not "".join(written).isupper()
    words = [word for word in written[1:] if word[0].isalpha()]
    long = [word for word in words if len(word) >= LONG_WORD]
    with_capital = sum(word[0].isupper() for word in long)
    most = TITLE_CASE * max(len(long), 1)
    return with_capital < most


def _read_wide(text: str, language: str, *, first: bool) -> list[HeadlineToken]:
    """Cut a run of Chinese or Japanese characters into words with their kinds."""
    tokens: list[HeadlineToken] = []
    for word, tag in _cut_wide(text, language):
        begins = first and not tokens
        kind, value = _wide_kind(word, tag, begins=begins)
        tokens.append(HeadlineToken(word, word, kind, value, first=begins))
    return tokens


def _cut_wide(text: str, language: str) -> Iterator[tuple[str, str]]:
    """Cut a run of wide characters into words with their parts of speech.

    What the tables know is not cut: 反落; in Japanese neither are prefectures, which rjieba does not
    know: 冲縄 of 冲縄県知事.
    """
    if text in _known_words():
        yield text, ""
        return
    regions = _regions() if language == "ja" else _NO_REGIONS
    for part in filter(None, regions.split(text)):
        if regions.fullmatch(part):
            yield part, ""
        else:
            yield from tag_run(part)


@cache
def _regions() -> re.Pattern[str]:
    """Match the prefectures of Japan, 東京 before the 京都 of 東京都."""
    return re.compile(f"({'|'.join(table_words('region'))})")


def _wide_kind(word: str, tag: str, *, begins: bool) -> tuple[Kind, str]:
    """Return the kind and the value of a Chinese or Japanese word, by tables first and
    then by its part of speech.
    """
    if _WIDE_DATE.match(word):
        return "date", word
    if word in _known_words():
        return _known_words()[word]
    # A headline's first noun is its subject; a word of katakana alone is a
    # foreign name.
    subject = begins and tag[:1] in _NOUN_TAGS
    named = subject or tag in _NAME_TAGS or _KATAKANA.match(word)
    if not named or word in table_words("anyone"):
        return _PLAIN
    return "name", word


def _read_number(
    text: str, before: str, after: str, near: list[str]
) -> HeadlineToken:
    """Read a number: a day, an edition, or a plain count."""
    # A Chinese word of one or two characters may be written on to it.
    around = {before, after, after[:1], after[:2]}
    is_counted = not around.isdisjoint(table_words("counted"))
    words = [word for word in near if word[0].isalpha()]
    is_dated = any(map(month_names, words)) or _DOTTED.fullmatch(text)
    kind: Kind = "date" if is_counted or is_dated else "number"
    return HeadlineToken(text, text, kind, text)


def _read_word(
    text: str, before: str, headline: _SlotHeadline
) -> HeadlineToken:
    """Read a word of an alphabet: a direction, a day or month, a country, a name, or none of these.

    `before` is the folded word before it, empty for the first.
    """
    beside_number = before[:1].isdigit()
    word = _by_tables(text, headline.language, beside_number=beside_number)
    if word.kind:
        return word
    if _HANGUL.match(text):
        is_name = _is_korean_subject(text, before)
    else:
        is_name = text[0].isupper() and _is_name(word, before, headline)
    if not is_name:
        return word
    return HeadlineToken(
        word.text, word.stem, "name", value=word.stem, first=not before
    )


# The same words stand in one headline after another: each is looked up once.
@lru_cache(maxsize=50_000)
def _by_tables(
    text: str, language: str, *, beside_number: bool
) -> HeadlineToken:
    """Return a word with what the tables know of it; a plain word where they know nothing."""
    folded, stem = fold(text), _stem(text, language)
    kind, value = _known_kind(text, folded, beside_number=beside_number)
    return HeadlineToken(folded, stem, kind, value)


def _is_korean_subject(text: str, before: str) -> bool:
    """Return whether a Korean word is the subject that a headline begins with; no capital shows it.

    현대차 is, in "현대차 주가 상승"; 폭우로, by the rain, and 경찰, the police, are not.
    """
    is_cause = text.endswith(("로", "에", "서"))
    return not (before or is_cause) and text not in table_words("anyone")


def _known_kind(
    text: str, folded: str, *, beside_number: bool
) -> tuple[Kind, str]:
    """Return the kind and the value of a word that tables know: a direction, a day, a country."""
    plain = folded.replace("ё", "е")
    # An article may be written on to it: l'euro.
    _, _, behind = plain.replace("’", "'").rpartition("'")
    known = _known_words()
    kind, value = known.get(plain) or known.get(behind, _PLAIN)
    if kind:
        return kind, value
    # Short names of days and months are other words too, unless a number stands
    # beside them.
    dated = len(text) > SHORT_DAY or beside_number
    if dated and (day := _calendar(text)):
        return "date", day
    named = countries_of_word(text)
    if len(named) == 1:
        return "place", min(named)
    # A script with capitals shows its cities as names.
    has_capitals = text.lower() != text.upper()
    zone = "" if has_capitals else zone_of_city(text)
    return ("place", zone) if zone else _PLAIN


def _is_name(word: HeadlineToken, before: str, headline: _SlotHeadline) -> bool:
    """Return whether a word with a capital is a name."""
    if word.text in table_words("anyone"):
        return False
    # The first word of a headline has a capital in any case.
    if not before:
        usual = usual_words(headline.language)
        return not headline.labelled and word.stem not in usual
    return headline.shows_names or before in table_words("before")


def common_concept(word: str) -> int:
    """Return what a folded word tells that any news may be about, as a number; 0 of a name.

    Skateboarder, Olympics and flood are such words; the Rockets are a team, and Visa is a company.
    """
    is_name = word in table_words("also_name")
    return 0 if is_name else concept_of(word)
