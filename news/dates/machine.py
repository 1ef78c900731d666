"""Read dates that machines write: ISO 8601, RFC 822, asctime, seconds since 1970. This is
the common, fast path.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import chain

from news.dates.date_names import english_month
from news.dates.date_parts import (
    FoundDate,
    Hints,
    Precision,
    full_year,
    localise,
)
from news.dates.zone_suffixes import ZONE, read_zone

_OFFSET = r"""
    (?:
      [\s:]?
      (?P<z>
        Z | z | [+-]\d{2}:?\d{2} | [+-]\s\d{4} | [+-]\d{2} | [A-Za-z]{1,5}
        | (?:GMT|UTC) [+-]\d{1,2} (?: :?\d{2} )?
      )
      (?: :00 )?
    )?
"""
# 2026-11-20T15:30:00.123+08:00, 2026-11-20T153000Z, and a day alone. Years from 1300 to 1499 are of the
# Persian calendar.
_ISO = re.compile(
    rf"""
    (?P<y>(?!1[34])\d{{4}}) - (?P<m>\d\d?) - (?P<d>\d\d?)
    (?:
      (?: \s? [Tt] \s? | \s{{1,2}} )
      (?P<h>\d\d?) (?: : | (?<= [Tt]\d\d ) ) (?P<mi>\d\d)
      (?: (?: : | (?<= [Tt]\d{{4}} ) ) (?P<s>\d\d) (?: [.,:]\d{{1,12}} )? )?
      {_OFFSET}
    )?
    """,
    re.ASCII | re.VERBOSE,
)
# Fri, 20 Nov 2026 15:30:00 GMT.
_RFC = re.compile(
    rf"""
    (?: [A-Za-z]{{3,9}} \.? ,? \s{{0,2}} )?
    (?P<d>\d{{1,2}}) [\ -] (?P<mon>[A-Za-z]{{3,9}}) \.? [\ -]
    (?P<y> \d{{4}} | \d{{2}} ) ,?
    \s{{1,2}}
    (?P<h>\d\d?) : (?P<mi>\d\d?) (?: :(?P<s>\d\d?) (?: \.\d{{1,9}} )? )?
    \s? -?{_OFFSET}
    """,
    re.ASCII | re.VERBOSE,
)
# Fri Nov 20 15:30:00 CST 2026.
_ASCTIME = re.compile(
    r"""
    (?: [A-Za-z]{3,9} ,? \s{1,2} )?
    (?P<mon>[A-Za-z]{3,9}) \s{1,2} (?P<d>\d{1,2}) \s{1,2}
    (?P<h>\d{1,2}) : (?P<mi>\d{2}) (?: :(?P<s>\d{2}) )?
    (?P<z> \s{1,2} [A-Z]{2,5} | \s{1,2} (?:GMT|UTC)? [+-]\d{2} :? \d{2} )?
    \s{1,2} (?P<y>\d{4})
    """,
    re.VERBOSE,
)
# 20261120, 20261120T153000Z; no number of a licence or an issue: ICP备20261120号, 第20261120号.
_COMPACT = re.compile(
    r"""
    (?<! [0-9A-Za-z.备備字第] )
    (?P<y> (?:19|20)\d{2} )
    (?P<m> 0[1-9] | 1[0-2] )
    (?P<d> 0[1-9] | [12]\d | 3[01] )
    (?:
      T? (?P<h> [01]\d | 2[0-3] ) :?
      (?P<mi> [0-5]\d ) :?
      (?P<s> [0-5]\d )?
    )?
    (?P<z> Z | [+-]\d{2}:?\d{2} )?
    (?! \d )
    """,
    re.VERBOSE,
)
# 2026-W47-5; a week without its day begins on Monday.
_WEEK = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d{2})-?W(?P<w>[0-5]\d)(?:-?(?P<d>[1-7]))?(?![\w])"
)
# 2026-324, the 324th of the year's days: 001 to 366.
_ORDINAL = re.compile(
    r"""
    \s* (?P<y> (?:19|20)\d{2} ) -?
    (?P<n> (?!000) (?: [0-2]\d | 3[0-5] ) \d | 36[0-6] ) \s*
    """,
    re.VERBOSE,
)
# 202611201530 is a minute of 2026, and no millisecond of 1976. /Date(1795711800000)/ is .NET's.
_EPOCH = re.compile(
    r"""
    \s* (?: /Date\( )?
    (?! (?:19|20)\d{2} (?:0[1-9]|1[0-2]) (?:0[1-9]|[12]\d|3[01]) (?:[01]\d|2[0-3]) [0-5]\d \s* $ )
    (?P<n> \d{9,10} | \d{12,13} | \d{15,16} ) (?: \.\d{1,9} )?
    (?: (?: [+-]\d{4} )? \)/ )? \s*
    """,
    re.ASCII | re.VERBOSE,
)
_YEAR = re.compile(r"\s*(?P<y>(?:19|20)\d{2})(?:-(?P<m>0[1-9]|1[0-2]))?\s*")


def read_machine(text: str, hints: Hints) -> FoundDate | None:
    """Read a text that is wholly a date of a machine; None for all others.

    ISO 8601, RFC 822, asctime, seconds since 1970, a day by its number in the
    year, a year alone.
    """
    for form in (_ISO, _RFC, _ASCTIME):
        if match := form.fullmatch(text):
            return _build(match, hints)
    return _epoch(text) or _ordinal(text, hints) or _year(text, hints)


def find_machine(line: str, hints: Hints) -> list[FoundDate]:
    """Return the compact dates (20261120T153000Z), those of asctime (Fri Nov 20 15:30:00 2026) and
    ISO weeks (2026-W47-5) in a line."""
    matches = chain(_COMPACT.finditer(line), _ASCTIME.finditer(line))
    compact = [_build(match, hints) for match in matches]
    weeks = [_week(match, hints) for match in _WEEK.finditer(line)]
    return list(filter(None, compact + weeks))


def _build(match: re.Match[str], hints: Hints) -> FoundDate | None:
    """Make a date of a match's parts; None for a day or a time that does not exist."""
    parts = match.groupdict(default="")
    try:
        # Its zone follows.
        local = datetime(  # noqa: DTZ001
            full_year(parts["y"]), _month(parts), int(parts["d"])
        )
        local += _time(parts)
    except (ValueError, OverflowError):
        return None
    label = parts["z"]
    zone = _zone(label, local, hints)
    if zone:
        return FoundDate(localise(local, zone), Precision.ZONED, *match.span())
    # Only in this form does any word stand before the year; elsewhere it may be the half of
    # the day: 4:20 PM.
    if label and match.re is not _ASCTIME:
        return None
    precision = Precision.MINUTE if parts["h"] else Precision.DAY
    return FoundDate(localise(local, hints.home), precision, *match.span())


def _zone(label: str, local: datetime, hints: Hints) -> tzinfo | None:
    """Read an offset or a zone's name; Z is UTC. None for other words and for none.

    +0800, GMT+8 and CST are zones; CST is read by the source's own zone.
    """
    is_utc = label.strip() in {"Z", "z"}
    # Few write a blank within an offset: + 0530.
    named = ZONE.fullmatch("+00" if is_utc else label.replace(" ", ""))
    return read_zone(named, local, hints) if named else None


def _month(parts: Mapping[str, str]) -> int:
    """Return the month's number; 0 for a word that names none.

    11 and Nov are 11.
    """
    if number := parts.get("m"):
        return int(number)
    return english_month(parts.get("mon", "").lower())


def _time(parts: Mapping[str, str]) -> timedelta:
    """Return the time of day; midnight where none is written.

    24:00 is the next midnight. Raises ValueError for others above 23:59.
    """
    # What is not written is empty, and counts as nought.
    hour, minute, second = (int(f"0{parts[name]}") for name in ("h", "mi", "s"))
    if minute > 59 or second > 60 or (hour, minute, second) > (24, 0, 0):
        raise ValueError("no time of day")
    # A leap second counts as the one before it.
    return timedelta(hours=hour, minutes=minute, seconds=min(second, 59))


def _epoch(text: str) -> FoundDate | None:
    """Read seconds, milliseconds or microseconds since 1970, from 1973 on:
    1795711800.
    """
    match = _EPOCH.fullmatch(text)
    if not match:
        return None
    digits = match["n"]
    thousands = (len(digits) - 9) // 3
    moment = datetime.fromtimestamp(int(digits) / 1000**thousands, UTC)
    return FoundDate(moment, Precision.ZONED, *match.span())


def _week(match: re.Match[str], hints: Hints) -> FoundDate | None:
    """Read an ISO week, from its Monday on; None for a week that the year does
    not have.

    2026-W47-5 is Friday, 20 November.
    """
    try:
        day = date.fromisocalendar(
            int(match["y"]), int(match["w"]), int(match["d"] or 1)
        )
    except ValueError:
        return None
    return _midnight(day, hints.home, Precision.DAY, match)


def _ordinal(text: str, hints: Hints) -> FoundDate | None:
    """Read a year and the day in it: 2026-324.

    That is the 20th of November.
    """
    match = _ORDINAL.fullmatch(text)
    if not match:
        return None
    day = date(int(match["y"]), 1, 1) + timedelta(days=int(match["n"]) - 1)
    return _midnight(day, hints.home, Precision.DAY, match)


def _year(text: str, hints: Hints) -> FoundDate | None:
    """Read a year alone, or with its month: 2026, 2026-11.

    Each stands for its first day, with as much of it as is known: a year, a month.
    """
    match = _YEAR.fullmatch(text)
    if not match:
        return None
    day = date(int(match["y"]), int(match["m"] or 1), 1)
    precision = Precision.MONTH if match["m"] else Precision.YEAR
    return _midnight(day, hints.home, precision, match)


def _midnight(
    day: date, home: tzinfo, precision: Precision, match: re.Match[str]
) -> FoundDate:
    """Return the beginning of a day in the source's zone."""
    start = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - its zone follows
    return FoundDate(localise(start, home), precision, *match.span())
