"""Read dates with characters for year, month and day, with eras and Chinese numerals:
Chinese, Japanese, Korean, Vietnamese, Mongolian.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from news.dates.date_parts import Day, Hints, full_year
from news.numbers.chinese import DIGITS

# 2026年11月20日, 令和8年11月20日, 2026년 11월 20일.
_SIGNED = re.compile(
    r"""
    (?: (?P<era> 令和 | 平成 | 昭和 | 民國 | 民国 ) \s? )?
    (?P<y> \d{1,4} | 元 ) \s? [年년] \s? (?: 度\s? )?
    (?P<m> \d{1,2} ) \s? [月월] \s?
    (?P<d> \d{1,2} ) (?! \d ) \s? [日号號일]?
    """,
    re.VERBOSE,
)
# 11月20日.
_SLASHED = re.compile(
    r"""
    (?P<m> \d{1,2} ) \s? [月월] \s?
    (?P<d> \d{1,2} ) \s? [日号號일]
    """,
    re.VERBOSE,
)
# 20 tháng 11, 2026; behind a number that was a word stand blanks.
_VIETNAMESE = re.compile(
    r"""
    (?P<d> \d{1,2} ) \s? (?: tháng | thg | th(?=\d) ) \.? \s?
    (?P<m> \d{1,2} ) [\s,]{0,9} (?: năm\s? )?
    (?P<y> \d{4} ) (?! \d )
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Tháng 11 20, 2026.
_VIETNAMESE_MONTH_FIRST = re.compile(
    r"""
    tháng \s (?P<m> \d{1,2} ) \s{1,7} (?P<d> \d{1,2} ) , \s?
    (?P<y> \d{4} ) (?! \d )
    """,
    re.IGNORECASE | re.VERBOSE,
)
# 20 11月 2026, as programs write a date of RFC 822 in Chinese and Korean; 20 11 月, 2026.
_DAY_FIRST = re.compile(
    r"""
    (?<! [\d月월.] ) (?P<d> \d{1,2} ) \s
    (?P<m> \d{1,2} ) \s? [월月] ,? \s{1,2}
    (?P<y> (?:19|20)\d{2} ) (?! \d )
    """,
    re.VERBOSE,
)
# 11 月 20, 2026, where an English pattern is filled with Chinese months.
_MONTH_FIRST = re.compile(
    r"""
    (?<! \d ) (?P<m> \d{1,2} ) \s? 月 \s{1,2} (?P<d> \d{1,2} ) , \s{0,2}
    (?P<y> (?:19|20)\d{2} ) (?! \d )
    """,
    re.VERBOSE,
)
# 2026 оны 11-р сарын 20.
_MONGOLIAN = re.compile(
    r"""
    (?<! \d )
    (?P<y> \d{4} ) \s оны \s (?P<m> \d{1,2} ) (?: -?[рд]?р )? \s сарын \s
    (?P<d> \d{1,2} ) (?! \d )
    """,
    re.VERBOSE,
)
# The year before an era's first.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
_NUMERALS = re.compile(
    r"""
    [〇零○一二三四五六七八九十]{1,5} (?= \s? [年月日号號时時點点分] )
    | [两兩] (?= \s? [时時點点] )
    | (?<= [点點] ) [一三] (?= 刻 )
    """,
    re.VERBOSE,
)
# tháng Mười Một is November, tháng Giêng January, tháng Chạp December.
_VIETNAMESE_MONTHS = {
    "giêng": 1,
    "một": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười một": 11,
    "mười hai": 12,
    "mười": 10,
    "chạp": 12,
}
_VIETNAMESE_MONTH = re.compile(
    rf"(?<=tháng\s)(?:{'|'.join(_VIETNAMESE_MONTHS)})(?![^\W_])",
    re.IGNORECASE,
)
# Marks of writing direction become blanks.
_MARKS = str.maketrans(
    dict.fromkeys(
        "\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069", " "
    )
)
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
# 十, 二十, 十一, 二十一.
_BELOW_HUNDRED = re.compile("([^十]?)十([^十]?)")
_VALUES = DIGITS | {"○": 0, "两": 2, "兩": 2}


def days(line: str) -> Iterator[Day]:
    """Yield the dates of a line that name their parts by signs, with their years.

    2026年11月20日, 令和8年11月20日, ngày 20 tháng 11 năm 2026.
    """
    for match in _SIGNED.finditer(line):
        yield Day(_year(match), int(match["m"]), int(match["d"]), *match.span())
    forms = (
        _VIETNAMESE,
        _VIETNAMESE_MONTH_FIRST,
        _MONGOLIAN,
        _DAY_FIRST,
        _MONTH_FIRST,
    )
    worded = chain.from_iterable(form.finditer(line) for form in forms)
    for match in worded:
        yield Day(
            int(match["y"]), int(match["m"]), int(match["d"]), *match.span()
        )


def yearless(line: str, hints: Hints) -> Iterator[Day]:
    """Yield the dates of a line that name month and day by signs, without a year.

    11月20日 is the nearest such day up to tomorrow.
    """
    now = hints.now.astimezone(hints.home)
    for match in _SLASHED.finditer(line):
        day, month = int(match["d"]), int(match["m"])
        yield Day.nearest(day, month, match.span(), now)


def _year(match: re.Match[str]) -> int:
    """Return the year: of an era (令和8年, 元 is its first), of four digits or two; 0 for none."""
    written = match["y"].replace("元", "1")
    if match["era"]:
        return _ERAS[match["era"]] + int(written)
    return full_year(written) if len(written) in {2, 4} else 0


def with_digits(line: str) -> str:
    """Write digits of all scripts, Chinese numerals before signs of time and Vietnamese months as
    ASCII.

    The line keeps its length.

    二〇二六年十一月 becomes 2026年11月, ٢٠ becomes 20, tháng Mười becomes "tháng 10  ".
    """
    if line.isascii():
        return line
    plain = _NUMERALS.sub(_number, line.translate(_MARKS))
    plain = _VIETNAMESE_MONTH.sub(_month, plain)
    return _OTHER_DIGIT.sub(lambda match: str(int(match[0])), plain)


def _month(match: re.Match[str]) -> str:
    """Write a Vietnamese month's name in digits, as long as it was."""
    number = _VIETNAMESE_MONTHS[match[0].lower()]
    return str(number).ljust(len(match[0]))


def _number(match: re.Match[str]) -> str:
    """Write a numeral in digits, as long as it was: 二〇二六 → 2026, 二十一 → "21 ".

    What is no number up to 99 or row of digits stays: 二十十.
    """
    text = match[0]
    if "十" not in text:
        return "".join(str(_VALUES[sign]) for sign in text)
    below_hundred = _BELOW_HUNDRED.fullmatch(text)
    if not below_hundred:
        return text
    tens, ones = below_hundred.groups()
    number = 10 * _VALUES.get(tens, 1) + _VALUES.get(ones, 0)
    # Padded, so that what stands behind keeps its place.
    return str(number).ljust(len(text))
