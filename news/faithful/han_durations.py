"""Compare how long something lasts in Chinese and Japanese: 两年 is not 两个月."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from news.faithful.case import Case
from news.faithful.concept_lexicon import EAST
from news.faithful.sentence_reading import Reading, gather

_DIGITS = {
    digit: place for place, digit in enumerate("零一二三四五六七八九十")
} | {
    "两": 2,
    "兩": 2,
    "半": 0.5,
}
_MONTH = 365 / 12
# Days of a unit. A bare 月 or 日 names a day of the calendar.
_DAYS = {
    "年间": 365,
    "年間": 365,
    "年": 365,
    "个月": _MONTH,
    "個月": _MONTH,
    "か月": _MONTH,
    "カ月": _MONTH,
    "ヶ月": _MONTH,
    "个星期": 7,
    "星期": 7,
    "周": 7,
    "週間": 7,
    "天": 1,
    "日間": 1,
    "个小时": 1 / 24,
    "小时": 1 / 24,
    "時間": 1 / 24,
}
_LASTING = re.compile(
    r"(?<![第\d一二三四五六七八九十零〇])(\d{1,2}|[一二两兩三四五六七八九十半])"
    rf"({'|'.join(_DAYS)})(?![级級生初末度])"
)
# Share by which two lengths may differ: 十二个月 is 一年, 四周 is no month.
_NEAR = 0.03


def lasts_otherwise(case: Case) -> bool:
    """Return whether a claim lets something last as long as nothing in its evidence does.

    Evidence that names no length is left to other checks.
    """
    theirs = gather(_lengths, case.evidence.readings)
    if not theirs:
        return False
    mine = _lengths(case.reading)
    return not all(_is_among(days, theirs) for days in mine)


def _is_among(days: float, others: Iterable[float]) -> bool:
    """Return whether a length is one of some others, but for rounding.

    365 days are 12 months of 30.4 days; 28 days are no month.
    """
    return any(abs(days - other) <= _NEAR * other for other in others)


def _lengths(reading: Reading) -> Iterator[float]:
    """Yield the lengths of time in a sentence, in days.

    两周后 → 14. Other languages than Chinese and Japanese have none here.
    """
    if reading.language not in EAST:
        return
    for count, unit in _LASTING.findall(reading.raw):
        value = int(count) if count.isdigit() else _DIGITS[count]
        yield value * _DAYS[unit]
