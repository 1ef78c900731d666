"""Parse and write zones that are a distance from UTC."""

from __future__ import annotations

import re

from news.words import fold

# UTC+8, UTC8, -03:30, +5h, GMT +5.5.
_OFFSET = re.compile(
    r"""
    ^ (?: (?:utc|gmt) \s* (?=\d) | (?: utc | gmt | z )? \s* (?P<sign>[+\-−]) \s* )
    (?P<hours>\d{1,2})
    (?: :? (?P<minutes>[0-5]\d) | [.,] (?P<part>25|5|75) )? \s*
    (?: h | 时 | 小时 )? $
    """,
    re.VERBOSE,
)
# Minutes of the parts of an hour that zones have.
_PARTS = {"25": 15, "5": 30, "75": 45}
# 东八区 is eight hours east; 西五区 five west.
_CHINESE = re.compile(
    r"""
    ^ ([东西])
    ( [一二三四五六七八九十]{1,2} | \d{1,2} )
    时? 区 $
    """,
    re.VERBOSE,
)
_FIXED = re.compile(r"^Etc/GMT([+\-]\d{1,2})$")
# East of Greenwich; the other signs are west.
_SIGNS = {None: 1, "+": 1, "东": 1}
# The distances in whole hours that there are.
_HOURS = "一 二 三 四 五 六 七 八 九 十 十一 十二"
_NUMERALS = dict(zip(_HOURS.split(), range(1, 13), strict=True))


def read_offset(text: str) -> tuple[int, int] | None:
    """Return the hours (west is negative) and minutes of UTC+8,
    UTC8, -03:30, +5.5, 东八区; None if it is no offset.
    """
    plain = fold(text.strip())
    if match := _OFFSET.match(plain):
        sign = _SIGNS.get(match["sign"], -1)
        minutes = match["minutes"] or _PARTS.get(match["part"], 0)
        return sign * int(match["hours"]), sign * int(minutes)
    if match := _CHINESE.match(plain):
        hours = _SIGNS.get(match[1], -1) * _hours(match[2])
        return (hours, 0) if hours else None
    return None


def _hours(written: str) -> int:
    """Read a number of hours in digits or Han numerals; 0 for one that no zone has: 七八."""
    if written.isdigit():
        return int(written)
    return _NUMERALS.get(written, 0)


def whole_hours(hours: int) -> str:
    """Return the name in the zone database of a distance in whole hours;
    its sign there is turned round: +8 → Etc/GMT-8.
    """
    return f"Etc/GMT{-hours:+d}" if hours else "UTC"


def is_fixed(zone: str) -> bool:
    """Return whether a zone is a distance from UTC, which no clock change moves.

    UTC and Etc/GMT-8 are, Europe/Berlin is not.
    """
    return zone == "UTC" or zone.startswith("Etc/")


def zone_title(zone: str) -> str:
    """Return what people are shown for a zone:
    UTC+8 where the database says Etc/GMT-8, its name otherwise.
    """
    hours = _FIXED.match(zone)
    return f"UTC{-int(hours[1]):+d}" if hours else zone
