"""Numbers and days that a text gives, in one form for all languages: 68.6万 is 686,000, 百分之五 is 5, April 6 is 4月6日."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

_SCALES = {
    "十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "億": 10**8, "万亿": 10**12, "兆": 10**12, "億円": 10**8,
    "hundred": 100, "thousand": 1000, "million": 10**6, "millions": 10**6, "billion": 10**9, "trillion": 10**12, "k": 1000, "m": 10**6, "mn": 10**6, "mln": 10**6,
    "bn": 10**9, "tn": 10**12, "tausend": 1000, "millionen": 10**6, "mio": 10**6, "milliarde": 10**9, "milliarden": 10**9, "mrd": 10**9,
    "mille": 1000, "milliard": 10**9, "milliards": 10**9, "mil": 1000, "millón": 10**6, "millon": 10**6, "millones": 10**6, "billones": 10**12,
    "тысяча": 1000, "тысячи": 1000, "тысяч": 1000, "тыс": 1000, "миллион": 10**6, "миллиона": 10**6, "миллионов": 10**6, "млн": 10**6, "миллиард": 10**9,
    "миллиарда": 10**9, "миллиардов": 10**9, "млрд": 10**9,
}  # fmt: skip
_WORDS = {
    word: number
    for number, words in enumerate(
        (
            "zero", "", "two zwei deux dos два две", "three drei trois tres три", "four vier quatre cuatro четыре", "five fünf cinq cinco пять", "six sechs seis шесть",
            "seven sieben sept siete семь", "eight acht huit ocho восемь", "nine neun neuf nueve девять", "ten zehn dix diez десять", "eleven elf onze once",
            "twelve dozen zwölf douze doce", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty zwanzig vingt veinte",
        )
    )
    for word in words.split()
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}  # fmt: skip
_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
    "兩": 2,
}
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero janvier januar январь января", "february feb febrero février februar февраль февраля", "march mar marzo mars märz март марта",
            "april apr abril avril апрель апреля", "may mayo mai май мая", "june jun junio juin juni июнь июня", "july jul julio juillet juli июль июля",
            "august aug agosto août август августа", "september sep sept septiembre septembre сентябрь сентября", "october oct octubre octobre oktober октябрь октября",
            "november nov noviembre novembre ноябрь ноября", "december dec diciembre décembre dezember декабрь декабря",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_DAYS = (
    re.compile(r"(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]"),
    re.compile(
        rf"\b(?P<name>{_MONTH})\b\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d.,]\d|\d)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.|er)?\s+(?:de\s+|of\s+)?(?P<name>{_MONTH})\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:19|20)\d\d[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})\b"),
)
_SCALE = "|".join(sorted(map(re.escape, _SCALES), key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![a-z\d.])[$€£¥]?(?P<digits>\d{{1,3}}(?:[,\u00a0\u202f ]\d{{3}})+(?:\.\d+)?|\d+(?:[.,]\d+)?)\s?(?P<scale>(?:{_SCALE})(?![a-zа-яё])|)|(?P<glued>\d+(?:\.\d+)?)",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"[〇零一二三四五六七八九两兩十百千万萬亿億]+(?:点[〇零一二三四五六七八九]+)?"
)
_WORD = re.compile(r"[^\W\d_]+")
_IDIOM = re.compile(
    r"[千万百]+(?=[分步别不])|一[^二三四五六七八九十百千万亿]|万一|千万(?!\d)|十分|第一|统一|之一|唯一|同一|一一"
)


def days(text: str) -> set[tuple[int, int]]:
    """Return the (month, day) pairs that a text gives."""
    return _take_days(unicodedata.normalize("NFKC", text))[0]


def numbers(text: str) -> set[Decimal]:
    """Return the numbers that a text gives, those of its days left out; `one` and 一 are articles as often, and left out."""
    _, rest = _take_days(unicodedata.normalize("NFKC", text))
    found: set[Decimal] = set()

    def take(match: re.Match[str]) -> str:
        if (value := _value(match)) is not None:
            found.add(value)
        return " "

    rest = _IDIOM.sub(" ", _NUMBER.sub(take, rest))
    read = (
        chinese(match.group()) for match in _CHINESE.finditer(rest) if match.group() not in _SCALES
    )
    found.update(value for value in read if value is not None and value != 1)
    found.update(
        Decimal(_WORDS[word]) for word in map(str.lower, _WORD.findall(rest)) if word in _WORDS
    )
    return found


def _take_days(text: str) -> tuple[set[tuple[int, int]], str]:
    found: set[tuple[int, int]] = set()

    def take(match: re.Match[str]) -> str:
        parts = match.groupdict()
        month = _MONTHS[parts["name"].lower()] if parts.get("name") else int(parts["month"])
        day = int(parts["day"])
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return match.group()
        found.add((month, day))
        return " "

    for pattern in _DAYS:
        text = pattern.sub(take, text)
    return found, text


def _value(match: re.Match[str]) -> Decimal | None:
    digits = match.group("digits") or match.group("glued")
    digits = re.sub(r"(?<=\d)[,\u00a0\u202f ](?=\d{3}(?!\d))", "", digits).replace(",", ".")
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return None
    scale = (match.group("scale") or "").lower()
    return (value * _SCALES[scale]).normalize() if scale else value.normalize()


def chinese(text: str) -> Decimal | None:
    """Read a number written in Chinese characters, such as 六十八万六千 or 二〇二六; None for what is none."""
    whole, _, part = text.partition("点")
    fraction = Decimal("0." + "".join(str(_DIGITS[char]) for char in part)) if part else Decimal(0)
    if len(whole) > 1 and all(char in _DIGITS for char in whole):
        return Decimal("".join(str(_DIGITS[char]) for char in whole)) + fraction
    total = section = digit = 0
    for char in whole:
        if char in _DIGITS:
            digit = _DIGITS[char]
            continue
        scale = _SCALES[char]
        if scale >= 10**4:
            total, section, digit = (
                (total + section + digit) * scale if total + section + digit else scale,
                0,
                0,
            )
        else:
            section, digit = section + (digit or 1) * scale, 0
    value = Decimal(total + section + digit) + fraction
    return value.normalize() if value else None
