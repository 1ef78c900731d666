"""Parse an end time as people write it: until Monday, bis morgen, 3 days, 到周五 18:00."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from news.dates import find_date
from news.errors import ScheduleError
from news.models import Schedule
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
_DAY_AND_MONTH = re.compile(r"\d{1,2}\.(?:0?[1-9]|1[0-2])\.?")
# Words for "until" with an article.
_UNTIL_THE = re.compile(r"(?:the|zum|au|el)\s*\Z")
# A bare number behind "until": the hour 5 or the 5th, and no five days.
_OPEN_END = re.compile(
    r"\A(?:until|till?|bis|hasta|до|直?到|至)\s*\d+\Z|\A\d+まで\Z"
)
# More days than lie between a 31st and the next.
_TWO_MONTHS = 63
_WEEK = 7
# Days that have a word of their own, in their order from today on.
_NEAR_DAYS = ("today", "tomorrow", "after_tomorrow")


@dataclass(frozen=True, slots=True)
class _Writer:
    """In which language, where and when somebody writes."""

    language: str
    zone: str
    now: datetime

    @property
    def today(self) -> date:
        """The day of the writer's zone."""
        return self.now.astimezone(load(self.zone)).date()

    def midnight(self, day: date) -> datetime:
        """Return the midnight with which a day begins there, as `now` counts time."""
        local = datetime.combine(day, time(), load(self.zone))
        return local.astimezone(self.now.tzinfo)

    def midnight_ahead(self, days: int) -> datetime:
        """Return the midnight with which a day begins there, some days ahead."""
        return self.midnight(self.today + timedelta(days=days))


def parse_end(
    text: str, language: str, zone: str, now: datetime
) -> datetime | None:
    """Return the moment that a text means, after `now`, in UTC; None for what means none.

    It is a length (3 days), tomorrow or the day after it, a weekday of this or the next week (from
    its midnight on), or a weekday and a time, in the words of the chat's language; tomorrow in
    English too, lengths and dates (5 December, the 5th) in any.
    """
    writer = _Writer(language, zone, now)
    written = normal(text.strip())
    rest = without_until(_OPEN_END.sub("", written), language)
    if not rest:
        return None
    until = written.replace(rest, "")
    is_length = is_during(until, language)
    named_day = calendar_end(rest, language, writer.today)
    if named_day is not None:
        return None if is_length else writer.midnight(named_day)
    day = None if is_length else _day_of_month(rest, until)
    if day is not None:
        return next_day(day, language, zone, now)
    length = parse_length(rest, language)
    if length is not None:
        return now + timedelta(seconds=length)
    ahead = days_ahead(rest, language)
    if ahead:
        return writer.midnight_ahead(ahead)
    named = _without_next(rest, language)
    if named is not None:
        return _in_next_week(named, writer)
    # "21.12" is no 12 minutes after nine.
    if _DAY_AND_MONTH.fullmatch(rest):
        return _date(rest, writer) or _weekday(rest, writer, now)
    return _weekday(rest, writer, now) or _date(rest, writer)


def _in_next_week(text: str, writer: _Writer) -> datetime | None:
    """Return a weekday's time in the week that begins with the next Monday."""
    monday = writer.midnight_ahead(7 - writer.today.weekday())
    # Monday's own midnight counts.
    just_before = monday - timedelta(seconds=1)
    return _weekday(text, writer, just_before)


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
    has_article = bare != text or _UNTIL_THE.search(until)
    is_counted = match["sign"] and until
    is_day = match["mark"] or is_counted or has_article
    return int(match[1]) if is_day else None


def next_day(
    day: int, language: str, zone: str, now: datetime
) -> datetime | None:
    """Return the midnight with which the next day of that number begins, in UTC; None
    where no month has it.
    """
    writer = _Writer(language, zone, now)
    for ahead in range(1, _TWO_MONTHS):
        if (writer.today + timedelta(ahead)).day == day:
            return writer.midnight_ahead(ahead)
    return None


def _date(text: str, writer: _Writer) -> datetime | None:
    """Return the midnight with which a named day begins, the next one after now:
    "the 5th of december", 12月5日; None for what is more or less than such a day.
    """
    now = writer.now
    written = _ARTICLE.sub("", text)
    # "24.12" is a day where "24.12." is one.
    if _DAY_AND_MONTH.fullmatch(written):
        written = f"{written.removesuffix('.')}."
    found = find_date(
        written, zone=writer.zone, now=now, language=writer.language
    )
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
    ahead = days_ahead(normal(text.strip()), language)
    if ahead not in (0, 1):
        return None
    return _Writer(language, zone, now).midnight_ahead(ahead + 1)


def names_near_day(text: str, language: str) -> bool:
    """Return whether a text is the word for today or tomorrow."""
    return days_ahead(normal(text.strip()), language) in (0, 1)


def days_ahead(text: str, language: str) -> int | None:
    """Return how many days ahead a day is that has a word of its own, in a
    language or in English: 1 for tomorrow.
    """
    for ahead, name in enumerate(_NEAR_DAYS):
        own = _words(language, name)
        if text in own or text in _words("en", name):
            return ahead
    return None


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


def _weekday(text: str, writer: _Writer, after: datetime) -> datetime | None:
    """Return a weekday's next time after a moment; a weekday alone is no schedule,
    and means its midnight.
    """
    at_midnight = f"{text} {MIDNIGHT}"
    named = _next_time(text, writer, after, (1, _WEEK))
    return named or _next_time(at_midnight, writer, after, (1,))


def _next_time(
    text: str,
    writer: _Writer,
    after: datetime,
    numbers_of_days: tuple[int, ...],
) -> datetime | None:
    """Return when a schedule is next due: "Friday 18:00" → this week's or the
    next; None for a text that is no schedule, or one of another number of days a week.
    """
    try:
        schedule = parse_schedule(text, writer.language)
    except ScheduleError:
        return None
    if isinstance(schedule, Schedule) and len(schedule.days) in numbers_of_days:
        return next_due(schedule, writer.zone, after).at
    return None


def _words(language: str, name: str) -> list[str]:
    """Return the words for `until`, `tomorrow` and the like in a language."""
    table = table_of(own_language(language))
    return [normal(word) for word in table["ends"][name]]


def without_until(text: str, language: str) -> str:
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
