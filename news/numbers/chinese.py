"""Read numbers in Chinese characters: 六十八万六千, 二〇二六, 三点一四."""

from __future__ import annotations

import re
from decimal import Decimal

DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
    "兩": 2,
}
_ARABIC = str.maketrans({char: str(value) for char, value in DIGITS.items()})
SCALES = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "萬": 10**4,
    "亿": 10**8,
    "億": 10**8,
}
NUMERAL = re.compile(
    r"[〇零一二三四五六七八九两兩十百千万萬亿億]+(?:点[〇零一二三四五六七八九]+)?"
)
# Words in which such a character counts nothing.
IDIOM = re.compile(
    r"(?:周|星期|礼拜|禮拜)[一二三四五六日]|[千万百]+(?=[分步别不])|一[^二三四五六七八九十百千万亿兆年月]|万一|"
    r"(?<![〇零一二三四五六七八九两兩十百千])千万(?!\d)|十分|第一|统一|之一|唯一|同一|一一"
)
# From this scale on, what stands before is multiplied as a whole.
_WHOLE = 10**4


def chinese(text: str) -> Decimal | None:
    """Read a number in Chinese characters; None if it is not one.

    二〇二六 is read digit by digit, 六十八万 by its scales.
    """
    whole, _, part = text.partition("点")
    if not set(part) <= DIGITS.keys():
        return None
    fraction = Decimal(f"0.{_digits(part)}")
    if len(whole) > 1 and set(whole) <= DIGITS.keys():
        return Decimal(_digits(whole)) + fraction
    value = _scaled(whole) + fraction
    return value.normalize() if value else None


def _digits(text: str) -> str:
    """Write the digits of a text in Arabic ones: 二〇二六 → 2026."""
    return text.translate(_ARABIC)


def _scaled(text: str) -> int:
    """Add up digits and scales: 六十八万六千 is (6 × 10 + 8) × 10,000 + 6 × 1,000."""
    # Of a whole below the next 万, and of the digit that a scale will multiply.
    total = section = digit = 0
    last = 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        elif SCALES[char] >= _WHOLE:
            scale = SCALES[char]
            # A larger scale multiplies all before it, 万亿; a smaller one does
            # not, 一亿八千万.
            larger = total if scale > last else 0
            rest = total - larger
            total = rest + (larger + section + digit or 1) * scale
            last = scale
            section = digit = 0
        else:
            section += (digit or 1) * SCALES[char]
            digit = 0
    return total + section + digit
