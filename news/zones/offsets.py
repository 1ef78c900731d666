"""Parse and write zones that are a distance from UTC."""

from __future__ import annotations

import re

from news.words import fold

_OFFSET = re.compile(
    r"^(?:utc|gmt|z)?\s*([+\-−])\s*(\d{1,2})(?::?([0-5]\d))?\s*(?:h|时|小时)?$"
)
# 东八区 is eight hours east; 西五区 five west.
_CHINESE = re.compile(r"^([东西])([一二三四五六七八九十]{1,2}|\d{1,2})时?区$")
_FIXED = re.compile(r"^Etc/GMT([+\-])(\d{1,2})$")
_NUMERALS = {"十一": 11, "十二": 12} | {
    sign: at for at, sign in enumerate("一二三四五六七八九十", 1)
}


def read_offset(text: str) -> tuple[int, int] | None:
    """Return the hours (west is negative) and minutes of UTC+8,
    -03:30, 东八区; None if it is no offset.
    """
    plain = fold(text.strip())
    if match := _OFFSET.match(plain):
        hours = int(match[2])
        minutes = int(match[3] or 0)
        if match[1] == "+":
            return (hours, minutes)
        return (-hours, -minutes)
    if match := _CHINESE.match(plain):
        hours = _NUMERALS.get(match[2]) or int(
            match[2] if match[2].isdigit() else 0
        )
        if hours:
            return (hours if match[1] == "东" else -hours, 0)
        return None
    return None


def whole_hours(hours: int) -> str:
    """Return the name in the zone database of a distance in whole hours;
    its sign there is turned round.
    """
    if hours == 0:
        return "UTC"
    return f"Etc/GMT{-hours:+d}"


def is_fixed(zone: str) -> bool:
    """Return whether a zone is a distance from UTC, which no clock change moves."""
    return zone == "UTC" or zone.startswith("Etc/")


def zone_title(zone: str) -> str:
    """Return what people are shown for a zone:
    UTC+8 where the database says Etc/GMT-8, its name otherwise.
    """
    match = _FIXED.match(zone)
    if not match:
        return zone
    sign = "+" if match[1] == "-" else "-"
    return f"UTC{sign}{match[2]}"
