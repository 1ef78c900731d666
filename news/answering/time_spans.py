"""Read the time that a question is about: yesterday, 上周, last month, seit Montag."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, time, timedelta

from news.answering.question_parts import TimeSpan
from news.dates import find_dates, load_zone

_DAY = timedelta(days=1)
_RELATIVE = re.compile(
    r"""
    \b (?: today | yesterday | heute | gestern | hoy | ayer | hier | aujourd['’]hui ) \b
    | сегодня | вчера
    | 今天 | 今日 | 昨天 | 昨日 | 前天
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Languages of words that may be others in the languages of a zone's country.
_LANGUAGES = {"hier": "fr", "hoy": "es", "ayer": "es"}
_THIS_WEEK = re.compile(
    r"\bthis week\b|\bdiese woche\b|\bcette semaine\b|\besta semana\b|на этой неделе|本周|这周|這週|本週|这一周|今週",
    re.IGNORECASE,
)
_LAST_WEEK = re.compile(
    r"\b(?:last|past|previous) week\b|\b(?:letzte|vorige|vergangene)n? woche\b|\bla semaine dernière\b"
    r"|\bla semana pasada\b|на прошлой неделе|上周|上週|上星期|上个星期|上一周|先週",
    re.IGNORECASE,
)
_THIS_MONTH = re.compile(
    r"\bthis month\b|\bdiesen monat\b|\bce mois-ci\b|\beste mes\b|в этом месяце|这个月|這個月|今月",
    re.IGNORECASE,
)
_LAST_MONTH = re.compile(
    r"\b(?:last|past|previous) month\b|\b(?:letzten|vorigen) monat\b|\ble mois dernier\b|\bel mes pasado\b"
    r"|в прошлом месяце|上个月|上個月|先月",
    re.IGNORECASE,
)


def take_span(
    text: str, *, now: datetime, zone: str
) -> tuple[TimeSpan | None, str]:
    """Return the span of time that a question names by words, and the question without those words.

    A calendar date is left in place: it is most often the day of what happened, not of the news.
    """
    here = now.astimezone(load_zone(zone))
    today = datetime.combine(here.date(), time(), here.tzinfo)
    for pattern, span_of in _SPANS:
        if match := pattern.search(text):
            return span_of(today), _without(match, text)
    return _named_day(text, now, zone)


def _without(match: re.Match[str], text: str) -> str:
    """Return a text with a blank in the place of a match.

    "What opened yesterday in Lindau?" without its day → "What opened   in Lindau?".
    """
    return f"{text[: match.start()]} {text[match.end() :]}"


def _named_day(
    text: str, now: datetime, zone: str
) -> tuple[TimeSpan | None, str]:
    """Take a day that is told from now: "yesterday" is that day and the next.

    News of a day is often printed on the next.
    """
    match = _RELATIVE.search(text)
    word = match[0].casefold() if match else ""
    language = _LANGUAGES.get(word, "")
    dates = find_dates(word, now=now, zone=zone, language=language)
    if match is None or not dates:
        return None, text
    start = dates[0].moment
    return TimeSpan(start, start + 2 * _DAY), _without(match, text)


def _this_week(today: datetime) -> TimeSpan:
    """Return Monday to today."""
    return TimeSpan(today - today.weekday() * _DAY, today + _DAY)


def _last_week(today: datetime) -> TimeSpan:
    """Return the week before, and the Monday on which its last news is printed.

    On Thursday 26 November: from Monday the 16th to the end of Monday the 23rd.
    """
    monday = today - today.weekday() * _DAY
    return TimeSpan(monday - 7 * _DAY, monday + _DAY)


def _this_month(today: datetime) -> TimeSpan:
    """Return the first of the month to today."""
    return TimeSpan(today.replace(day=1), today + _DAY)


def _last_month(today: datetime) -> TimeSpan:
    """Return the month before, and the day on which its last news is printed.

    On 26 November: from 1 October to the end of 1 November.
    """
    first = today.replace(day=1)
    return TimeSpan((first - _DAY).replace(day=1), first + _DAY)


_SPANS: tuple[tuple[re.Pattern[str], Callable[[datetime], TimeSpan]], ...] = (
    (_LAST_WEEK, _last_week),
    (_THIS_WEEK, _this_week),
    (_LAST_MONTH, _last_month),
    (_THIS_MONTH, _this_month),
)
