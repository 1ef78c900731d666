"""Write dates and times of day in words: 26.11.2026 becomes "26. November 2026"."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache, partial

from news.spoken.spoken_words import EarWords

# 2026-11-26, 2026/11/26; a time of day may follow its T.
_ISO = re.compile(
    r"""
    (?<! [\d./-] )
    (?P<year> (?:19|20)\d\d ) (?P<mark> [-/.] )
    (?P<month> \d{1,2} ) (?P=mark)
    (?P<day> \d{1,2} )
    (?: T (?= \d\d: ) | (?! [\d/-] ) )
    """,
    re.VERBOSE,
)
# 26.11.2026, 11/26/2026.
_SHORT = re.compile(
    r"""
    (?<! [\d./-] )
    (?P<first> \d{1,2} ) (?P<mark> [./] )
    (?P<second> \d{1,2} ) (?P=mark)
    (?P<year> (?:19|20)\d\d )
    (?! [\d/-] )
    """,
    re.VERBOSE,
)
# 18:05, 18:05 Uhr, 6:05 p.m.
_CLOCK = re.compile(
    r"""
    (?<! [\d:.,] )
    (?P<hour> [01]?\d | 2[0-3] ) : (?P<minute> [0-5]\d )
    (?! [\d:] )
    (?P<said> [ \u00a0]? (?: Uhr | [ap]\.?m\b\.? | [AP]M\b ) )?
    """,
    re.VERBOSE,
)


def moments_said(text: str, words: EarWords) -> str:
    """Return a text with its dates and times of day in words."""
    text = _ISO.sub(partial(_iso, words=words), text)
    text = _SHORT.sub(partial(_short, words=words), text)
    return _CLOCK.sub(partial(_clock, words=words), text)


def _iso(match: re.Match[str], words: EarWords) -> str:
    """Say 2026-11-26; a day that does not exist stays as it is."""
    year, month, day = map(int, match.group("year", "month", "day"))
    said = _date(year, month, day, words) or match[0]
    # A time of day follows the T.
    return f"{said} " if match[0].endswith("T") else said


def _short(match: re.Match[str], words: EarWords) -> str:
    """Say 26.11.2026 and 11/26/2026; 03/04/2026 stays where the language may mean either."""
    year, first, second = map(int, match.group("year", "first", "second"))
    # A point parts day and month, whatever the language does with strokes.
    if words.day_first or match["mark"] == "." or first > 12:
        said = _date(year, second, first, words)
    elif second > 12:
        said = _date(year, first, second, words)
    else:
        # 03/04 is one day in Britain and another in America.
        said = ""
    return said or match[0]


@lru_cache(maxsize=512)
def _date(year: int, month: int, day: int, words: EarWords) -> str:
    """Return a day in the language's long form; empty for a day that does not exist."""
    from babel.dates import format_date  # noqa: PLC0415 - its tables take time to load

    try:
        moment = date(year, month, day)
    except ValueError:
        return ""
    if words.date_end:
        return f"{format_date(moment, 'd MMMM y', words.babel)}{words.date_end}"
    return str(format_date(moment, "long", words.babel))


def _clock(match: re.Match[str], words: EarWords) -> str:
    """Say 18:05 as the language does: "18 Uhr 5", "6:05 p.m."."""
    hour, minute = map(int, match.group("hour", "minute"))
    half = (match["said"] or "").strip()
    if half and words.halves:
        # "6:05 p.m." is said as it stands.
        return match[0]
    shown = hour
    if words.halves:
        half = words.halves[hour // 12]
        shown = (hour - 1) % 12 + 1
    form = words.minute if minute else words.hour
    return form.format(
        hour=shown,
        minute=minute,
        half=half,
        hours=words.form(words.hours, hour),
        minutes=words.form(words.minutes, minute),
    )
