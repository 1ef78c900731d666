"""Parse an end time as people write it: until Monday, bis morgen, 3 days, 到周五 18:00."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from operator import attrgetter

from news.dates import find_date
from news.errors import ScheduleError
from news.schedule.calendar_ends import calendar_end, is_during
from news.schedule.due import load, next_due
from news.schedule.lengths import parse_length
from news.schedule.parsing import parse_schedule
from news.schedule.vocabulary import normal, own_language, table_of

MIDNIGHT = "00:00"
# An article, or a word for "on", before the number of a day.
_ARTICLE = re.compile(r"\A(?:the|on the|on|den|dem|am|zum|le|el|al)\s+(?=\d)")
# The number of a day, with a mark that shows it, or a sign that counts days too.
_DAY_NUMBER = re.compile(
    r"(\d{1,2})((?P<mark>st|nd|rd|th|er|[.º号號]|-?го|\s?числа)|(?P<sign>日))?"
)
# Words for "until" with an article.
_UNTIL_THE = re.compile(r"(?:the|zum|au|el)\s*\Z")
# A bare number behind "until": the hour 5 or the 5th, and no five days.
_OPEN_END = re.compile(
    r"\A(?:until|till?|bis|hasta|до|直?到|至)\s*\d+\Z|\A\d+まで\Z"
)
# More days than lie between a 31st and the next.
_TWO_MONTHS = 63


def parse_end(
    text: str, language: str, zone: str, now: datetime
) -> datetime | None:
    """Return the moment that a text means, after `now`, in UTC; None for what means none.

    It is a length (3 days), tomorrow or the day after it, a weekday of this or the next week (from
    its midnight on), or a weekday and a time, in the words of the chat's language; tomorrow in
    English too, lengths and dates (5 December, the 5th) in any.
    """
    written = normal(text.strip())
    rest = _without_until(_OPEN_END.sub("", written), language)
    if not rest:
        return None
    until = written.replace(rest, "")
    named_day = calendar_end(rest, language, now.astimezone(load(zone)).date())
    if named_day is not None:
        is_end = not is_during(until, language)
        return _begin_of(named_day, zone, now) if is_end else None
    day = _day_of_month(rest, until)
    if day is not None:
        return _next_day(day, zone, now)
    length = parse_length(rest, language)
    if length is not None:
        return now + timedelta(seconds=length)
    ahead = _days_ahead(rest, language)
    if ahead:
        return _midnight(zone, now, ahead)
    named = _without_next(rest, language)
    if named is None:
        weekday = _weekday(rest, language, zone, now)
        return weekday or _date(rest, language, zone, now)
    monday = _midnight(zone, now, 7 - now.astimezone(load(zone)).weekday())
    # Monday's own midnight counts.
    return _weekday(named, language, zone, monday - timedelta(seconds=1))


def _day_of_month(text: str, until: str) -> int | None:
    """Return the number of a day that stands without its month: "the 5th", 5号;
    None for other words.

    "5" is a number of days or an hour, but a day in "jusqu'au 5"; 5日 is a length,
    but a day in 到5日.
    """
    bare = _ARTICLE.sub("", text)
    match = _DAY_NUMBER.fullmatch(bare)
    if match is None:
        return None
    is_sign = all((match["sign"], until))
    has_article = any((bare != text, _UNTIL_THE.search(until)))
    is_day = any((match["mark"], is_sign, has_article))
    return int(match[1]) if is_day else None


def _next_day(day: int, zone: str, now: datetime) -> datetime | None:
    """Return the midnight with which the next day of that number begins; None
    where no month has it.
    """
    today = now.astimezone(load(zone)).date()
    days = (today + timedelta(ahead) for ahead in range(_TWO_MONTHS))
    numbers = list(map(attrgetter("day"), days))
    if day not in numbers[1:]:
        return None
    return _midnight(zone, now, numbers.index(day, 1))


def _date(
    text: str, language: str, zone: str, now: datetime
) -> datetime | None:
    """Return the midnight with which a named day begins, the next one after `now`:
    "the 5th of december", 12月5日; None for what is more or less than such a day.
    """
    written = _ARTICLE.sub("", text)
    found = find_date(written, zone=zone, now=now, language=language)
    if found is None or (found.start, found.end) != (0, len(written)):
        return None
    day = found.moment
    # A date without a year is read as that of past news.
    if day < now and not found.has_year:
        day = _a_year_later(day)
    return day.astimezone(now.tzinfo) if day > now else None


def _a_year_later(day: datetime) -> datetime:
    """Return the same day of the next year; of 29 February the day behind it."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, month=3, day=1)


def end_of_day(
    text: str, language: str, zone: str, now: datetime
) -> datetime | None:
    """Return when a day ends on which nothing is wanted, in UTC: "tomorrow" ends
    with the midnight after it; None for what is neither today nor tomorrow.
    """
    ahead = _days_ahead(normal(text.strip()), language)
    if ahead in (0, 1):
        return _midnight(zone, now, ahead + 1)
    return None


def names_near_day(text: str, language: str) -> bool:
    """Return whether a text is the word for today or tomorrow."""
    return _days_ahead(normal(text.strip()), language) in (0, 1)


def _days_ahead(text: str, language: str) -> int | None:
    """Return how many days ahead a day is that has a word of its own, in a
    language or in English: 1 for tomorrow.
    """
    names = ("today", "tomorrow", "after_tomorrow")
    words = ((*_words(language, name), *_words("en", name)) for name in names)
    named = [text in said for said in words]
    return named.index(True) if True in named else None


def _midnight(zone: str, now: datetime, ahead: int) -> datetime:
    """Return the midnight with which a day begins in a zone, some days ahead."""
    here = load(zone)
    day = now.astimezone(here).date() + timedelta(days=ahead)
    return _begin_of(day, zone, now)


def _begin_of(day: date, zone: str, now: datetime) -> datetime:
    """Return the midnight with which a day begins in a zone, as `now` counts time."""
    here = load(zone)
    return datetime.combine(day, time(), here).astimezone(now.tzinfo)


def _without_next(text: str, language: str) -> str | None:
    """Leave out the word for "next", before or behind; None without it.

    "next Monday" → "monday", "lundi prochain" → "lundi", 下周一 → 周一.
    """
    for word in sorted(_words(language, "next"), key=len, reverse=True):
        bare = text.removesuffix(word) if " " in text else text
        bare = bare.removeprefix(word).strip()
        if bare and bare != text:
            return bare
    return None


def _weekday(
    text: str, language: str, zone: str, now: datetime
) -> datetime | None:
    """Return a weekday's time; a weekday alone is no schedule, and means its
    midnight.
    """
    return _next_time(text, language, zone, now) or _next_time(
        f"{text} {MIDNIGHT}", language, zone, now
    )


def _next_time(
    text: str, language: str, zone: str, now: datetime
) -> datetime | None:
    """Return when a schedule is next due: "Friday 18:00" → this week's or the
    next; None for a text that is no schedule.
    """
    try:
        return next_due(parse_schedule(text, language), zone, now).at
    except ScheduleError:
        return None


def _words(language: str, name: str) -> list[str]:
    """Return the words for `until`, `tomorrow` and the like in a language."""
    table = table_of(own_language(language))
    return [normal(word) for word in table["ends"][name]]


def _without_until(text: str, language: str) -> str:
    """Leave out the word for `until`, before or behind; the longest first: bis zum before bis.

    "bis Montag" → "Montag", 到周五 → 周五, 金曜まで → 金曜.
    """
    for word in sorted(_words(language, "until"), key=len, reverse=True):
        written = re.escape(word)
        # A word of letters ends at a blank; Chinese and Japanese words stand
        # close, and so does what ends in an apostrophe.
        stands_close = not word.isascii() or word.endswith(("'", "’"))
        end = "" if stands_close else r"\s"
        behind = "" if word.isascii() else rf"|{written}\Z"
        rest, times = re.subn(rf"\A{written}{end}{behind}", "", text)
        if times:
            return rest.strip()
    return text
