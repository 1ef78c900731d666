"""Read dates with the month in words: 20. November 2026, Nov 20, 2026, 20 de noviembre de
2026, 2026. november 20.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from news.dates.date_names import MonthNames, month_names, weekdays
from news.dates.date_parts import Day, Hints, Precision, full_year
from news.dates.order import spoken

_WORD = re.compile(r"[^\W\d_][^\s\d,;:/|()（）\[\]·•_–—\-’'!?\"“”«»،。，]*")
_JOIN = r"""
    (?:
      (?: de | d | di | del | of | den | ng | von | a | og | the | e | do | da | ta | day\ of )
      (?! [^\W\d_] ) [\s.’']*
    )?
"""
_DAY_BEFORE = re.compile(
    rf"""
    (?<! [\d.:/] ) (?P<d> \d{{1,2}} )
    # Of days in a row the first: 20.–22. November, du 20 au 22 novembre.
    (?: \.? (?: [-–] | \s (?: bis | au | al | a | to | tot | till? | do ) \s ) \d{{1,2}} )?
    (?: st | nd | rd | th | er | º | ° | ª | ος | η | е | -?го | -?е | e | লা | রা | ঠা | ই | শে )?
    [\s.,\-–/­]{{0,3}}
    {_JOIN}
    $
    """,
    re.IGNORECASE | re.VERBOSE,
)
_YEAR_BEFORE = re.compile(
    r"""
    (?<! \d ) (?P<y> (?:19|20)\d{2} )
    (?: \s? (?: m\. | \. | , | - | / | e?ko | թ\. ) )?
    \s{0,2} $
    """,
    re.VERBOSE,
)
# Latvian, Kazakh, Kyrgyz, Uzbek, Georgian: 2025. gada 3. janvāris, 2025 ж. 3 қаңтар, 2025-yil 3-yanvar.
_YEAR_OF_DAY = re.compile(
    r"""
    (?<! \d ) (?P<y> (?:19|20)\d{2} ) [.\s-]{0,2}
    (?: gada | ж\. | жылғы | yil | წლის | წ\. )
    [\s,]{0,3} $
    """,
    re.VERBOSE,
)
_YEAR_AFTER = re.compile(
    r"""
    [\s.,،\-–/’'­]{0,4}
    (?:
      (?: de | del | of | d | do | พ\.ศ\. | ค\.ศ\. | năm
        # Turkish may put the day of the week between month and year.
        | pazartesi | salı | çarşamba | perşembe | cuma | cumartesi | pazar
      ) (?! [^\W\d_] )
      [\s.’']{0,2}
    )?
    (?P<y> [12]\d{3} (?! \d ) | \d{2} (?! [\d:：] | [.hH]\d ) )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_DAY_AFTER = re.compile(
    r"""
    [\s.,،\-–]{0,3}
    (?P<d> \d{1,2} ) (?! \d | :\d | \.\d\d (?!\d) )
    (?: st | nd | rd | th | an | a | \s?d\. )?
    # Of days in a row the first: June 12-14, 2026.
    (?: \s?[-–]\s? \d{1,2} (?= ,?\s (?:19|20)\d{2} (?!\d) ) )?
    """,
    re.IGNORECASE | re.VERBOSE,
)
# A day of the week and the day before a month's name: "wt, 24 ", "pt. 3 ".
_DAY_OF_WEEK = re.compile(
    r"(?<![^\W\d_])(?P<word>[^\W\d_]{2,12})[.,]{0,2}\s(?P<d>\d{1,2})\.?\s$"
)
# A month in Thai, and a year of two digits.
_THAI_SHORT_YEAR = re.compile(r"[\u0e00-\u0e7f]\D*(?P<y>\d\d)")
_REACH = 24


def days(line: str, hints: Hints) -> Iterator[Day]:
    """Yield the dates of a line whose month is a word and whose year is written.

    "20 November 2026", "Nov 20, 2026", "2026. november 20".
    """
    for start, end, month in _months(line, hints):
        before = line[max(0, start - _REACH) : start]
        after = line[end : end + _REACH]
        day = (
            _day_month_year(before, after, month, start, end)
            or _month_day_year(after, month, start, end)
            or _year_month_day(before, after, month, start, end)
        )
        if day:
            yield _in_own_calendar(line, start, day)


def _in_own_calendar(line: str, start: int, day: Day) -> Day:
    """Return a day with its short year read by the calendar of its month's language.

    24 พ.ย. 69 is of the Thai year 2569, our 2026; other days stay as they are.
    """
    thai = _THAI_SHORT_YEAR.fullmatch(line, start, day.end)
    if not thai:
        return day
    return replace(day, year=full_year(f"25{thai['y']}"))


def yearless(line: str, hints: Hints) -> Iterator[Day]:
    """Yield the dates of a line that name a day and a month in words, or a month and a year.

    "20 November", "May 5", "November 2026".
    """
    now = hints.now.astimezone(hints.home)
    for start, end, month in _months(line, hints):
        before = _DAY_BEFORE.search(line[max(0, start - _REACH) : start])
        after = _DAY_AFTER.match(line, end)
        year = _YEAR_AFTER.match(line, end)
        if year and len(year["y"]) == 4 and not before:
            yield Day(
                year=int(year["y"]),
                month=month,
                day=1,
                start=start,
                end=year.end(),
                precision=Precision.MONTH,
            )
            continue
        if before:
            span = start - len(before[0]), end
            yield Day.nearest(int(before["d"]), month, span, now)
        elif after:
            span = start, after.end()
            yield Day.nearest(int(after["d"]), month, span, now)


def _months(line: str, hints: Hints) -> Iterator[tuple[int, int, int]]:
    """Yield the month words that stand beside a number: start, end, month."""
    for match in _WORD.finditer(line):
        start, end = match.span()
        if match[0] in _NAMES or not _beside_number(line, start, end):
            continue
        end, names = _longest_name(line, match)
        month = _choose(names, hints) or _by_weekday(line, start, end, names)
        if month and not _is_other_word(line, start, end, hints):
            yield start, end, month


def _longest_name(line: str, match: re.Match[str]) -> tuple[int, MonthNames]:
    """Return the end and the meaning of a month's name of one word or, as in the Levant, of two.

    كانون alone is no month; كانون الثاني is January.
    """
    names = month_names(match[0])
    second = _WORD.match(line, match.end() + 1)
    if names or not second:
        return match.end(), names
    return second.end(), month_names(f"{match[0]} {second[0]}")


_NUMBER_AFTER = re.compile(
    r"[\s.,،\-–/’'­]{0,4}(?:[^\W\d_]{1,3}[\s.’']{1,2})?\d"
)
_NUMBER_BEFORE = re.compile(
    r"\d[^\s\d]{0,3}[\s.,\-–/’'­]{0,3}(?:[^\W\d_]{1,4}[\s.’']{1,2})?$"
)


def _beside_number(line: str, start: int, end: int) -> bool:
    """Return whether a number stands near a word: few lines need their words looked up."""
    return bool(
        _NUMBER_AFTER.match(line, end)
        or _NUMBER_BEFORE.search(line[max(0, start - 12) : start])
    )


# Czech writes its months small: with a capital this is the name of a product.
_NAMES = frozenset({"Pro", "PRO"})
# Names of months that are common words of other languages: "out 5", "sie 5",
# "er mag 5".
_OTHER_WORDS = {
    "out": "en",
    "set": "en",
    "led": "en",
    "ago": "en",
    "gen": "en",
    "sen": "en",
    "lip": "en",
    "lug": "en",
    "sie": "de",
    "mag": "de nl",
    "des": "fr de",
    "lis": "fr",
}


def _is_other_word(line: str, start: int, end: int, hints: Hints) -> bool:
    """Distinguish a common word from a month of its spelling.

    It is one in a text of its language, and where the language is unknown; between a day and a year
    it is a month everywhere, for templates declare languages that their pages are not in.
    """
    elsewhere = set(
        _OTHER_WORDS.get(line[start:end].lower().strip("."), "").split()
    )
    if not elsewhere:
        return False
    before = line[max(0, start - _REACH) : start]
    after = line[end : end + _REACH]
    if _DAY_BEFORE.search(before) and _YEAR_AFTER.match(after):
        return False
    here = spoken(hints)
    return not here or bool(elsewhere & here)


def _choose(names: MonthNames, hints: Hints) -> int:
    """Choose among the months that one word names in several languages; 0 where nothing decides.

    "listopad" is November in Polish and October in Croatian: the text's language decides.
    """
    if len(names) <= 1:
        return next(iter(names), 0)
    here = spoken(hints)
    fitting = [month for month, spoken_in in names.items() if spoken_in & here]
    return fitting[0] if len(fitting) == 1 else 0


def _by_weekday(line: str, start: int, end: int, names: MonthNames) -> int:
    """Choose among the months of one name by the day of the week in front; 0 where it
    does not decide.

    "wt, 24 lis 2026" is in November: 24 October 2026 was no Tuesday.
    """
    day = _DAY_OF_WEEK.search(line[max(0, start - _REACH) : start])
    year = _YEAR_AFTER.match(line, end)
    named = weekdays(day["word"]) if day else frozenset()
    if not named or not day or not year:
        return 0
    number, written = full_year(year["y"]), int(day["d"])
    fitting = [
        month for month in names if _weekday(number, month, written) in named
    ]
    return fitting[0] if len(fitting) == 1 else 0


def _weekday(year: int, month: int, day: int) -> int:
    """Return the day of the week, Monday 0; -1 where the month has no such day."""
    try:
        return date(year, month, day).weekday()
    except ValueError:
        return -1


def _day_month_year(
    before: str, after: str, month: int, start: int, end: int
) -> Day | None:
    """Read "20. November 2026", "20 de noviembre de 2026"."""
    day = _DAY_BEFORE.search(before)
    year = _YEAR_AFTER.match(after)
    if not day or not year:
        return None
    number = full_year(year["y"])
    return Day(
        year=number,
        month=month,
        day=int(day["d"]),
        start=start - len(day[0]),
        end=end + year.end(),
    )


def _month_day_year(after: str, month: int, start: int, end: int) -> Day | None:
    """Read "Nov 20, 2026"; "November 2026" is no day: its digits are not
    parted.
    """
    day = _DAY_AFTER.match(after)
    year = _YEAR_AFTER.match(after, day.end()) if day else None
    if not day or not year or day.end() == year.start("y"):
        return None
    return Day(
        year=full_year(year["y"]),
        month=month,
        day=int(day["d"]),
        start=start,
        end=end + year.end(),
    )


def _year_month_day(
    before: str, after: str, month: int, start: int, end: int
) -> Day | None:
    """Read "2026. november 20", or the year with its own word before the
    day.
    """
    year = _YEAR_BEFORE.search(before)
    day = _DAY_AFTER.match(after)
    if not day or not year:
        return _year_day_month(before, month, start, end)
    return Day(
        year=int(year["y"]),
        month=month,
        day=int(day["d"]),
        start=start - len(year[0]),
        end=end + day.end(),
    )


def _year_day_month(
    before: str, month: int, start: int, end: int
) -> Day | None:
    """Read "2025. gada 3. janvāris"."""
    day = _DAY_BEFORE.search(before)
    year = _YEAR_OF_DAY.search(before[: day.start()]) if day else None
    if not day or not year:
        return None
    return Day(
        year=int(year["y"]),
        month=month,
        day=int(day["d"]),
        start=start - len(before) + year.start(),
        end=end,
    )
