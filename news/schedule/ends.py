"""Parse an end time as people write it: until Monday, bis morgen, 3 days, 到周五 18:00."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta

from news.errors import ScheduleError
from news.schedule.due import load, next_due
from news.schedule.lengths import parse_length
from news.schedule.parsing import parse_schedule
from news.schedule.vocabulary import normal, own_language, table_of

MIDNIGHT = "00:00"


def parse_end(
    text: str, language: str, zone: str, now: datetime
) -> datetime | None:
    """Return the moment that a text means, after `now`, in UTC; None for what means none.

    It is a length (3 days), tomorrow, a weekday (from its midnight on), or a weekday and a time, in
    the words of the chat's language; lengths in any.
    """
    rest = _without_until(normal(text.strip()), language)
    if not rest:
        return None
    length = parse_length(rest, language)
    if length is not None:
        return now + timedelta(seconds=length)
    if rest in _words(language, "tomorrow"):
        return _tomorrow(zone, now)
    # A weekday alone is no schedule, and means its midnight.
    return _next_time(rest, language, zone, now) or _next_time(
        f"{rest} {MIDNIGHT}", language, zone, now
    )


def _tomorrow(zone: str, now: datetime) -> datetime:
    """Return the midnight with which tomorrow begins in a zone."""
    here = load(zone)
    tomorrow = now.astimezone(here).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(), here).astimezone(now.tzinfo)


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
    """Return the words for `until` or `tomorrow` in a language."""
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
