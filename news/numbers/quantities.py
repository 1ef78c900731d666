"""Read each number of a text with its place and unit, in one form for all languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from operator import attrgetter

from news.numbers.calendar_days import take_days
from news.numbers.chinese import IDIOM, NUMERAL, chinese
from news.numbers.number_tables import alternatives, tables
from news.numbers.spelled import spelled

_GROUPED = re.compile(
    r"(?<=\d)[.,'’\u00a0\u202f ](?=(?:\d\d,){0,4}\d{3}(?!\d))"
)
# What NFKC makes of ½, ¼ and ¾ behind a number, and their decimals of one length.
_VULGAR_FRACTION = re.compile(r"(?<=\d)(1⁄2|1⁄4|3⁄4)")
_DECIMALS = {"1⁄2": ".50", "1⁄4": ".25", "3⁄4": ".75"}
# Behind a number: dos millones y medio.
_AND_HALF = re.compile(
    r"\s(?:and a half|y medi[oa]|et demie?|e mei[oa]|с половиной)(?!\w)",
    re.IGNORECASE,
)
# Digits with the scales of characters: 1億8千万, 3千3百万, 2千5百, 5百; 5百货店 is five
# stores.
_MIXED = re.compile(
    r"(?<![\d.])\d[亿億](?:\d[千百])+[万萬]?|(?:\d[千百]){2}\d?[万萬亿億]?|\d千\d?百?[万萬亿億]"
    r"|\d百(?![万萬亿億货貨科])"
)
_HAN = re.compile(r"[〇\u3400-\u9fff]")
_DIGIT_OR_HAN = re.compile(r"[\d〇\u3400-\u9fff]")
# A single point before three digits groups only where no other digit could
# be meant: 84.000, not 1.234.
_FRACTION = re.compile(r"[^.,]*\.[^.,]*(?<!00)")
_PERCENT = re.compile(
    r"""
    百分之 (?P<number>
      \d+ (?: \.\d+ )?
      | [〇零一二三四五六七八九十百两]* 点 [〇零一二三四五六七八九]+
      | [〇零一二三四五六七八九十百两]+
    )
    """,
    re.VERBOSE,
)
# 三成 and 5割 are tenths; 成 begins many words, which the second part leaves out.
_TENTHS = re.compile(
    r"(?P<number>(?!0)[一二三四五六七八九两\d])(?:成|割)(?![立功员員为為本果长長人交都绩績熟就效分])"
)
_PERCENT_MARKS = re.compile(r"^百分之|[成割]$")
_AS_CHARACTERS = str.maketrans("0123456789", "〇一二三四五六七八九")
_METRES = re.compile(r"[\s\u00a0]m$", re.IGNORECASE)
# Characters behind a number in which its unit is looked for.
_UNIT_LENGTH = 24
# Characters before it in which a sign of money is: "US$ ".
_SIGN_LENGTH = 4
# Value, start and end of each number that a reader finds.
_Numbers = Iterator[tuple[Decimal, int, int]]
# Returns the unit of a number that stands in a text from a place to another, and
# how many of it one of the text's is.
_UnitOf = Callable[[str, int, int], tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of a text."""

    value: Decimal
    start: int
    end: int
    # % or a currency's ISO code or m or t; empty for a plain count.
    unit: str = ""
    # How many of the unit one of the text's is: 1000 where it says km.
    factor: int = 1

    @property
    def amount(self) -> tuple[Decimal, str]:
        """What is compared: 3公里 and 3000米 are the same."""
        return (self.value * self.factor).normalize(), self.unit


def quantities(text: str) -> list[Quantity]:
    """Return the numbers of a text in its order, those of its days left out.

    Places count in the text's NFKC form. `one` and 一 are articles as often, and left out.

    "3公里 with twenty boats on 4 May" → 3 (a thousand m each) and 20; the 4 is of a day.
    """
    return sorted(_find(text, _unit), key=attrgetter("start"))


def values(text: str) -> set[Decimal]:
    """Return what the numbers of a text count, without their units: to look for those takes half of
    the time.
    """
    return set(map(attrgetter("value"), _find(text, _no_unit)))


def _find(text: str, unit_of: _UnitOf) -> list[Quantity]:
    """Return the numbers of a text, those in words last."""
    plain = unicodedata.normalize("NFKC", text)
    rest = _VULGAR_FRACTION.sub(lambda match: _DECIMALS[match[0]], plain)
    read: list[Quantity] = []
    # Most headlines have neither, and then only words can count.
    if _DIGIT_OR_HAN.search(rest):
        rest = _take_written(rest, read, unit_of)
    _take(rest, spelled(rest), read, unit_of)
    return read


def _take_written(text: str, read: list[Quantity], unit_of: _UnitOf) -> str:
    """Add the numbers in digits and Chinese characters, and put blanks in their place."""
    _, rest = take_days(text)
    # Chinese and Japanese forms are looked for only where there may be one.
    if not _HAN.search(rest):
        return _take(rest, _digits(rest), read, unit_of)
    for reader in (_eras, _percents, _mixed, _digits):
        rest = _take(rest, reader(rest), read, unit_of)
    rest = IDIOM.sub(_blanks, rest)
    return _take(rest, _characters(rest), read, unit_of)


def _blanks(match: re.Match[str]) -> str:
    """Return as many blanks as a match has characters."""
    return " " * len(match.group())


def _take(
    text: str, numbers: _Numbers, read: list[Quantity], unit_of: _UnitOf
) -> str:
    """Add what a reader reads, and put blanks in its place.

    Of "5 dead" the number 5 is added, and " dead" is left to the next reader.
    """
    for value, start, end in list(numbers):
        unit, factor = unit_of(text, start, end)
        read.append(Quantity(value, start, end, unit, factor))
        blanks = " " * (end - start)
        text = text[:start] + blanks + text[end:]
    return text


def _unit(text: str, start: int, end: int) -> tuple[str, int]:
    """Return a number's unit and how many of it one of the text's is: 3公里 → (m, 1000)."""
    if _PERCENT_MARKS.search(text[start:end]):
        return "%", 1
    behind = _behind().match(text, end, end + _UNIT_LENGTH)
    if behind:
        return tables().units[behind.group("unit").casefold()]
    before = _money_before(text, start)
    sign = tables().signs[before.group("sign")] if before else ""
    return sign, 1


def _no_unit(_text: str, _start: int, _end: int) -> tuple[str, int]:
    """Return no unit, where none is asked for."""
    return "", 1


def _money_before(text: str, start: int) -> re.Match[str] | None:
    """Find a sign of money: the number's own first letter, or before it, as in US$.

    Of the 5 in "US$ 5" the sign is "us$ "; of the 5 in "5 km" there is none.
    """
    around = text[max(start - _SIGN_LENGTH, 0) : start + 1]
    before = around.rstrip("0123456789").casefold()
    return _before().search(before)


def _eras(text: str) -> _Numbers:
    """Read years of an era: 令和8年 is 2026, 元年 its first."""
    for match in _era().finditer(text):
        years = match.group("years").replace("元", "1")
        begun = tables().eras[match.group("era")]
        yield Decimal(begun + int(years)), *match.span()


def _percents(text: str) -> _Numbers:
    """Read 百分之五 as 5 and 三成 as 30."""
    for pattern, factor in ((_PERCENT, 1), (_TENTHS, 10)):
        for match in pattern.finditer(text):
            value = _plain_or_chinese(match.group("number"))
            if value is not None:
                yield value * factor, *match.span()


def _mixed(text: str) -> _Numbers:
    """Read digits with the scales of characters: 3千3百万 is 33,000,000."""
    for match in _MIXED.finditer(text):
        value = chinese(match[0].translate(_AS_CHARACTERS))
        if value is not None:
            yield value, *match.span()


def _digits(text: str) -> _Numbers:
    """Read digits with their scales: 1万2000, 3,2 млрд, 1 200, 68.6万."""
    for match in _number().finditer(text):
        is_money = _money_before(text, match.start()) is not None
        parts = match.group("run") or match.group("glued")
        total = _total(parts, is_money=is_money)
        if total is None:
            continue
        whole = match.group()
        if not is_money:
            whole = _METRES.sub("", whole)
        end = match.start() + len(whole.rstrip())
        if half := _AND_HALF.match(text, end):
            total += _last_scale(parts) / 2
            end = half.end()
        yield total.normalize(), match.start(), end


# The same numbers stand in one headline after another.
@lru_cache(maxsize=4096)
def _total(parts: str, *, is_money: bool) -> Decimal | None:
    """Add up the parts of a number: 1万2000 is 10,000 and 2,000; None if it is not one."""
    total = Decimal(0)
    for part in _part().finditer(parts):
        value = _plain(part.group("digits"))
        if value is None:
            return None
        scale = _scale(part)
        # "30 m" is a length; "$30m" is money.
        is_length = scale == "m" and part.group("gap") and not is_money
        factor = 1 if is_length else tables().scales.get(scale, 1)
        total += value * factor
    return total


def _last_scale(parts: str) -> Decimal:
    """Return the scale of a number's last part: 1,000,000 of "2 millones", 1 of "2"."""
    *_, last = _part().finditer(parts)
    return Decimal(tables().scales.get(_scale(last), 1))


def _scale(part: re.Match[str]) -> str:
    """Return the scale of a number's part as the tables have it: "3 Mio" → mio."""
    return part.group("scale").casefold().replace("  ", " ")


def _characters(text: str) -> _Numbers:
    """Read numbers in Chinese characters; 一 is an article as often.

    三百 is 300; 百 and 万 alone are none.
    """
    for match in NUMERAL.finditer(text):
        numeral = match.group()
        # 十 alone is a number, 百 and 千 alone are not.
        if numeral in {"百", "千"} or numeral in tables().scales:
            continue
        value = chinese(numeral)
        if value is not None and value != 1:
            yield value, *match.span()


def _plain_or_chinese(text: str) -> Decimal | None:
    """Read a number in digits or in Chinese characters; None if it is neither.

    "5.3" and 五点三 are 5.3.
    """
    if text[0].isdecimal():
        return Decimal(text).normalize()
    return chinese(text)


def _plain(digits: str) -> Decimal | None:
    """Read 1,200 and 1 200 and 84.000 as grouped, 3,2 and 3.2 as a fraction."""
    is_fraction = _FRACTION.fullmatch(digits)
    grouped = digits if is_fraction else _GROUPED.sub("", digits)
    try:
        return Decimal(grouped.replace(",", "."))
    except InvalidOperation:
        return None


def _cached(build: Callable[[], str]) -> Callable[[], re.Pattern[str]]:
    """Return what makes a pattern at its first call: the tables are not read at import."""
    return cache(lambda: re.compile(build(), re.IGNORECASE))


def _part_pattern() -> str:
    """Return the pattern of a number with its scale: 1,200, 3.2 Mio, 68.6万."""
    indian = r"\d{1,2}(?:,\d\d){1,4},\d{3}"
    grouped = r"\d{1,3}(?:[,.'’\u00a0\u202f ]\d{3})+(?:[.,]\d+)?"
    digits = rf"(?P<digits>{indian}|{grouped}|\d+(?:[.,]\d+)?)"
    scale = rf"(?P<scale>(?:{alternatives(tables().scales)})(?![a-zа-яёß-ÿ])|)"
    return rf"{digits}(?:(?P<gap>[\s\u00a0-]?){scale})"


def _number_pattern() -> str:
    """Return the pattern of a number of one part or several: $30m, 1万2000."""
    part = re.sub(r"\(\?P<\w+>", "(?:", _part_pattern())
    # Parts of one number follow each other only in Chinese, Japanese and, with
    # or without a gap, in Korean: 1万2000, 3조 5000억. 제3조 is an article of a law.
    run = rf"{part}(?:(?:(?<=[千万萬億亿兆])|(?<=[천백만억조])\s?){part})*"
    return rf"(?<![a-z\d.제])[$€£¥]?(?P<run>{run})|(?P<glued>\d+(?:\.\d+)?)"


_part = _cached(_part_pattern)
_number = _cached(_number_pattern)


def _era_pattern() -> str:
    """Match a year of an era: 令和8年."""
    eras = alternatives(tables().eras)
    return rf"(?P<era>{eras})(?P<years>\d{{1,2}}|元)(?=年)"


def _before_pattern() -> str:
    """Match a sign of money at the end of what stands before a number: "US$ "."""
    signs = alternatives(tables().signs)
    return rf"(?P<sign>{signs})\s?$"


_era = _cached(_era_pattern)
_before = _cached(_before_pattern)


def _behind_pattern() -> str:
    """Match a unit behind a number: "380 millones de euros", "4 millions d'euros".

    Chinese and Japanese put no space behind a unit, so no letter need end it.
    """
    forms = tables().units.keys() - {"%"}
    east = [form for form in forms if "\u3040" <= form[0] <= "\u9fff"]
    west = forms.difference(east)
    gap = r"(?:[\s\u00a0-]|\s(?:de\s|d['’]))?"
    unit = rf"%|{alternatives(east)}|(?:{alternatives(west)})(?!\w)"
    return rf"{gap}(?P<unit>{unit})"


_behind = _cached(_behind_pattern)
